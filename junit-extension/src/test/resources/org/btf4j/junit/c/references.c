// SPDX-License-Identifier: Apache-2.0
// Pointers, qualifiers, arrays, function pointers, typedefs of all of them.

typedef int number;
typedef number *number_pointer;
typedef const int constant;
typedef constant constant_again;
typedef const short constant_short;
typedef int three[3];
typedef const int constant_three[3];
typedef three rows[2];
typedef int unsized[];
typedef void action(int);
typedef action *action_pointer;
typedef int (*compare)(const void *, const void *);
typedef struct target target;
typedef char *string, letters[4], letter;

struct qualified {
	const int a;
	volatile int b;
	int const *c;
	int *const d;
	const int *const e;
	int *restrict f;
	const char *__restrict g;
	const void *h;
	void *volatile i;
	const number j;
	volatile constant k;
	const constant l;
	const constant_again m;
	const number_pointer n;
};
struct both_qualifiers { const volatile short a; volatile const short b; short *const volatile c; };
struct arrays {
	int a[4];
	int b[2][3];
	int (c[2])[3];
	int *d[5];
	int (*e)[5];
	int (*f[2])[3][4];
	three g;
	three h[2];
	rows i;
	rows j[2];
	unsized *k;
	letters l;
	char m[sizeof(long)];
	struct target *n[2][2];
};
struct constant_arrays {
	const char a[16];
	const int b[2][3];
	constant_short c[3];
	constant_three d;
	constant_three e[2];
	const constant_three f;
	constant_three *g;
	const char *h[2];
	char *const i[2];
	volatile int j[2];
	number_pointer const k[2];
};
struct functions {
	void (*a)(void);
	int (*b)(int, char *);
	void (*c)(int named, const char *format, ...);
	void (*d)();
	void (*e)(int (*)(char *), struct functions *);
	int (*(*f)(void))(long);
	void (*(*g[3])(int, void (*)(void)))(char);
	action *h;
	action_pointer i;
	compare j;
	const char *(*k)(struct target *, enum target_kind *);
	void (*l)(int array[4], int rows[2][3], three, const three, action, action *);
	void (*m)(const int, char *const, int [const 3], char [static 2]);
	struct target *(*const n)(struct target **);
	const int (*o)(void);
	volatile char *(*p)(constant);
};
struct target { target *self; target **others; const target *constant_self; };
