// SPDX-License-Identifier: Apache-2.0
/*
 * The types that the kernel in miniature shares with its module. Nothing here comes from a kernel's headers.
 *
 * Three kernels are built from it:
 *   (nothing)        the kernel that the module was built against
 *   KERNEL_NEXT      a later one that still runs the module: struct device, to which the module only points, has grown
 *   KERNEL_CHANGED   a later one that cannot: struct timer, which the module embeds, has grown, and struct ring is gone
 */
#ifndef KERNEL_H
#define KERNEL_H

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long s64;
typedef unsigned long size_t;
typedef _Bool bool;

struct list_head {
	struct list_head *next, *prev;
};

struct hlist_node {
	struct hlist_node *next, **pprev;
};

typedef struct {
	int counter;
} atomic_t;

typedef struct spinlock {
	union {
		volatile u32 owner_and_next;
		struct {
			volatile unsigned short owner, next;
		};
	};
} spinlock_t;

struct work_struct;
typedef void (*work_func_t)(struct work_struct *work);

struct work_struct {
	volatile long flags;
	struct list_head entry;
	work_func_t func;
};

struct timer {
	struct hlist_node entry;
	u64 expires;
#ifdef KERNEL_CHANGED
	u64 slack;
#endif
	void (*expired)(struct timer *timer);
};

enum power_state {
	POWER_UNKNOWN = -1,
	POWER_OFF,
	POWER_SLEEPING,
	POWER_ON,
};

enum dma_limit {
	DMA_LIMIT_LOW = 0xffffffULL,
	DMA_LIMIT_HIGH = 0xffffffffffULL,
};

union event_value {
	u64 raw;
	struct {
		u32 low, high;
	};
	const void *address;
};

struct calibration {
	float gain;
	double offset;
};

struct device;
struct module;
struct firmware; /* known by name only, here and in the module */

struct device_operations {
	int (*probe)(struct device *device);
	void (*remove)(struct device *device);
	s64 (*read)(struct device *device, char *restrict to, size_t length);
	int (*event)(struct device *device, union event_value value, bool urgent);
};

struct device {
	const char *name;
	struct device *parent;
	struct list_head children;
	const struct device_operations *operations;
	struct firmware *firmware;
	struct module *owner;
	spinlock_t lock;
	atomic_t references;
	enum power_state power;
	enum dma_limit dma_limit;
	union event_value last_event;
	u32 probed : 1, online : 1, irq : 10, : 4, bus : 16;
#ifdef KERNEL_NEXT
	u32 numa_node;
	struct work_struct deferred_probe;
#endif
};

#ifndef KERNEL_CHANGED
struct ring {
	u8 *slots[4];
	u32 head, tail;
	atomic_t users;
};
#endif

struct module {
	char name[24];
	struct list_head list;
	int (*init)(void);
	void (*exit)(void);
};

int device_register(struct device *device, struct module *owner);
void device_unregister(struct device *device);
bool schedule_work(struct work_struct *work);
int timer_start(struct timer *timer, u64 expires);
char *copy_text(char *restrict to, const char *restrict from, size_t length);
int calibrate(struct device *device, const struct calibration *values);
#ifndef KERNEL_CHANGED
int ring_put(struct ring *ring, const u8 *slot);
#endif

#endif
