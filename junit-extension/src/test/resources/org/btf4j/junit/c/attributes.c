// SPDX-License-Identifier: Apache-2.0
// packed and aligned, on structs, unions and members.

struct __attribute__((packed)) packed { char a; int b; long c; };
struct packed_behind { char a; int b; } __attribute__((packed));
struct __attribute__((__packed__)) packed_nested { char a; struct { char b; int c; } d; int e; struct packed f; };
struct uses_packed { char a; struct packed b; char c; struct packed_behind d[3]; };
struct packed_members { char a; int b __attribute__((packed)); char c; long d __attribute__((packed)); int e; };
struct aligned_struct { int a; } __attribute__((aligned(16)));
struct __attribute__((aligned(64))) cache_line { long a; char b; };
struct aligned_by_default { char a; } __attribute__((aligned));
struct uses_aligned { char a; struct aligned_struct b; char c; struct cache_line d[2]; };
struct aligned_members {
	char a;
	int b __attribute__((aligned(16)));
	char c __attribute__((aligned(2)));
	__attribute__((aligned(8))) short d, e;
	int __attribute__((aligned(sizeof(long) * 2))) f;
};
struct aligned_down { long a; int b __attribute__((aligned(2))); char c; } __attribute__((aligned(2)));
struct packed_and_aligned { char a; long b; } __attribute__((packed, aligned(4)));
struct packed_but_one { char a; int b __attribute__((aligned(4))); char c; } __attribute__((packed));
struct member_both { char a; long b __attribute__((packed, aligned(2))); char c; };
union __attribute__((packed)) packed_union { char a; int b; long c; };
union aligned_union { char a; int b; } __attribute__((aligned(32)));
struct uses_unions { char a; union packed_union b; union aligned_union c; };
struct empty_aligned { } __attribute__((aligned(8)));
typedef struct { char a; int b; } __attribute__((packed)) packed_typedef;
typedef struct { char a; int b; } loose_typedef;
struct uses_typedefs { char a; packed_typedef b; loose_typedef c; packed_typedef d[2]; };
struct __attribute__((aligned(16))) last_counts { int a; } __attribute__((aligned(8)));
struct __attribute__((aligned(32))) last_below_natural { char a; long b; } __attribute__((aligned(2), packed));
struct strictest_counts { char a; __attribute__((aligned(16))) char b __attribute__((aligned(4), aligned(8))); };
__extension__ struct extension { __extension__ struct { int a; }; };
