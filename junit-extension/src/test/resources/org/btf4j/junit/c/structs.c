// SPDX-License-Identifier: Apache-2.0
// Where members go: padding, nesting, recursion, flexible arrays, anonymous members.

struct empty { };
struct holds_empty { struct empty a; int b; struct empty c; };
struct one { char a; };
struct padded { char a; int b; char c; };
struct tail { long a; char b; };
struct several { int a, *b, c[3], **d, (*e)[2]; };
struct in_array { struct tail items[3]; char after; };
struct list { struct list *next, *previous; };
struct ping { struct pong *other; struct ping *same; int number; };
struct pong { struct ping *other; struct pong *same[2]; long number; };
struct nested { char before; struct inner { char a; long b; } inner; struct inner *pointer; char after; };
struct anonymous {
	char kind;
	union {
		int number;
		struct {
			short low;
			union { char bytes[2]; short high; };
		};
		struct { char a; struct { long deep; } b; } named;
	};
	char after;
};
struct twins { struct { int x; } a, b; struct { int x; } c; union { int x; } d; };
struct flexible { int count; long items[]; };
struct flexible_rows { char count; short rows[][4]; };
struct zero_length { char head; long mark[0]; char body; };
struct only_zero_length { int none[0]; };
struct ends_flexible { int a; struct flexible last; };
struct aligned_long_double { char a; long double b; char c; };
struct declares_inside { int a; struct only_declared { char b; }; enum { LATER = 3 }; int c[LATER]; };
struct with_specifiers { const struct tail a; volatile struct list b; struct one const c; };
typedef struct { int x, y; } point;
typedef struct { int x, y; } same_point;
typedef struct line { point from, to; struct line *next; } line, *line_pointer;
struct opaque_user { struct opaque *a; union opaque_union *b; enum opaque_enum *c; struct tail *known; };
struct defined_later_user { struct defined_later *a; union defined_later_too *b; enum enumerated_later *c; };
struct defined_later { int a; };
union defined_later_too { int a; struct defined_later_user *b; };
enum enumerated_later { ENUMERATED_LATER };
union mixed { char a; long b; struct tail c; char d[20]; };
union empty_union { };
union of_anonymous { struct { int a; char b; }; struct { char c; long d; }; };
struct big_offsets { char a[100000000]; int b; };
