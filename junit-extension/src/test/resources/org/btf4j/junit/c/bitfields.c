// SPDX-License-Identifier: Apache-2.0
// Bit-fields: which unit they share, and where the next one begins.

enum small { SMALL_A, SMALL_B };
typedef unsigned int flags_t;
typedef enum { STATE_A, STATE_B = 3 } state_t;

struct within_int { int a : 3; int b : 5; int c : 24; };
struct crosses_int { int a : 20; int b : 20; int c : 1; };
struct crosses_char { char a : 5; char b : 5; char c : 6; };
struct exactly { int a : 32; int b : 31; int c : 1; int d : 16; int e : 16; };
struct full_width { char a : 8; short b : 16; unsigned c : 32; unsigned long long d : 64; long e : 63; };
struct zero_width { int a : 3; int : 0; int b : 4; char c; int : 0; char d; };
struct zero_width_char { char a : 1; char : 0; char b : 1; short : 0; char c : 1; };
struct zero_width_end { char a; int b : 1; long : 0; };
struct zero_width_first { int : 0; char a; };
struct unnamed { char a; int : 3; char b; int : 20; int : 20; char c; };
struct unnamed_within { int a : 5, : 3, b : 9; unsigned c : 17; };
struct only_unnamed { int : 5; };
struct unnamed_aligns_nothing { char a; long : 9; char b; };
struct mixed_types { short a : 3; int b : 20; long c : 40; char d : 7; char e : 2; _Bool f : 1; unsigned long long g : 63; int h : 1; };
struct bools { _Bool a : 1; _Bool b : 1; _Bool c; _Bool d : 1; };
struct enums { enum small a : 2; enum small b : 30; state_t c : 3; enum small d; };
struct typedefs { flags_t a : 4; const flags_t b : 4; volatile int c : 9; const int d : 1; };
struct after_member { char a; int b : 4; char c; int d : 30; };
struct before_member { int a : 3; char b; int c : 9; short d; long e : 2; };
struct in_long { char a; long b : 40; long c : 20; long d : 5; };
struct of_int128 { char a; __int128 b : 100; __int128 c : 27; unsigned __int128 d : 2; };
struct nested_bits { int a : 3; struct { int b : 3; char c; } inner; int d : 3; struct { int e : 7; }; };
struct array_after { int a : 1; char b[3]; int c : 1; long d[2]; };
union of_bits { int a : 3; char b : 7; long c : 33; };
union small_bits { int a : 3; char b; };
union unnamed_bits { int : 3; char a; long : 0; };
struct network { unsigned char ihl : 4, version : 4; unsigned char tos; unsigned short length; };
struct __attribute__((packed)) packed_bits { char a; int b : 3; int : 0; int c : 5; long d; };
struct __attribute__((packed)) packed_crossing { int a : 31; int b : 31; long : 3; char c; int : 0; };
struct packed_member_bits { char a : 5; int b : 30 __attribute__((packed)); int c : 30; } ;
struct __attribute__((packed)) packed_mixed { _Bool a : 1; long b : 63; short c : 9; enum small d : 20; char e; };
struct __attribute__((packed, aligned(4))) packed_aligned_bits { short a : 9; short b : 9; char c; };
