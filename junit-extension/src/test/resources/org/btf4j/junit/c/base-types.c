// SPDX-License-Identifier: Apache-2.0
// Base types in the spellings that C allows, and how a struct aligns each of them.

struct characters { char a; signed char b; unsigned char c; char signed d; __signed__ char e; };
struct shorts { short a; short int b; signed short c; int short signed d; unsigned short e; short unsigned int f; };
struct ints { int a; signed b; signed int c; unsigned d; unsigned int e; int unsigned f; const signed g; };
struct longs { long a; long int b; signed long int c; unsigned long d; long unsigned int e; int long unsigned f; };
struct long_longs {
	long long a;
	long long int b;
	signed long long int c;
	unsigned long long d;
	unsigned long long int e;
	long unsigned long f;
	long int long unsigned g;
};
struct wide { char before; __int128 a; signed __int128 b; unsigned __int128 c; __int128 unsigned d; char after; };
struct floating { float a; char gap; double b; char gap2; long double c; double long d; char after; };
struct booleans { _Bool a; _Bool b[3]; int after; };
struct pointers { char gap; void *a; char gap2; int *b; char **c; };

typedef unsigned long long int u64;
typedef _Bool bool;
typedef signed char s8, *s8_pointer;
typedef long double precise;
union every { char a; short b; int c; long d; float e; double f; long double g; __int128 h; void *i; _Bool j; u64 k; };
