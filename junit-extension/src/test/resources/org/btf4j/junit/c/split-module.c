// SPDX-License-Identifier: Apache-2.0
// Over split-base.c: types that are there already, changed ones, new ones.

typedef unsigned int u32;
typedef unsigned char u8;
struct list { struct list *next, *previous; };
struct device;
struct chip { u32 id; struct device *device; char name[8]; struct list list; };
struct other { int changed; };
struct opaque { int known_here; };
struct uses_opaque { struct opaque *opaque; };
union either { int a; long b; };
enum color { RED, GREEN, BLUE };
struct mine {
	struct list list;
	struct chip chip;
	struct device *device;
	struct only_forward *forward;
	struct unknown *unknown;
	struct other other;
	union either *either;
	enum color color;
	u8 bytes[4];
	char name[8];
	struct { int inner; } part;
	void (*release)(struct device *);
	void (*start)(struct mine *);
};
typedef struct { int inner; } part;
typedef int (*callback)(struct device *, void *data);
int probe(struct device *device) {}
int start(struct mine *mine) {}
enum { BASE_NAMELESS };
enum { MODULE_NAMELESS };
