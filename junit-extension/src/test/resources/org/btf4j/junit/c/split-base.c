// SPDX-License-Identifier: Apache-2.0
// The base of split-module.c.

typedef unsigned int u32;
struct list { struct list *next, *previous; };
struct device;
struct chip { u32 id; struct device *device; char name[8]; struct list list; };
struct device { int id; struct { int inner; } part; void (*release)(struct device *); };
struct other { struct only_forward *forward; struct chip *chip; };
struct uses_opaque { struct opaque *opaque; };
union either { int a; long b; };
enum color { RED, GREEN };
enum { BASE_NAMELESS };
typedef int (*callback)(struct device *, void *data);
int probe(struct device *device) {}
