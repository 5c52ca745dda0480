// SPDX-License-Identifier: Apache-2.0
/*
 * What four kernels in miniature share with their modules. Nothing here comes from a kernel's headers.
 *
 * KERNEL chooses one of them: 601, 606, 612 or 618. From one to the next
 *   606  struct ring is new; the hole in struct device is filled; device_find is a new kfunc
 *   612  struct timer and struct device have grown, enum power_state too; timer_start takes flags
 *   618  struct device has grown once more, struct page_range is 8 bytes shorter; device_find takes its name as const
 */
#ifndef KERNEL_H
#define KERNEL_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long s64;
typedef unsigned long size_t;
typedef _Bool bool;

/* mm */
struct page;

struct page_range {
	struct page *first;
	u64 count;
#if KERNEL < 618
	u64 order;
#endif
};

/* locking, lists, timers */
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
			volatile u16 owner, next;
		};
	};
} spinlock_t;

struct timer {
	struct hlist_node entry;
	u64 expires;
#if KERNEL >= 612
	u64 slack;
	u32 flags;
#endif
	void (*expired)(struct timer *timer);
};

#if KERNEL >= 606
struct ring {
	u8 *slots;
	u32 head, tail;
	atomic_t users;
};
#endif

/* devices */
enum power_state {
	POWER_UNKNOWN = -1,
	POWER_OFF,
	POWER_ON,
#if KERNEL >= 612
	POWER_FROZEN,
#endif
};

struct device;

struct device_operations {
	int (*probe)(struct device *device);
	void (*remove)(struct device *device);
};

struct device {
	const char *name;
	struct device *parent;
	struct list_head children;
	const struct device_operations *operations;
	spinlock_t lock;
#if KERNEL >= 606
	int numa_node;
#endif
	struct module *owner;
	enum power_state power;
	u32 probed : 1, online : 1, irq : 10, : 4, bus : 16;
#if KERNEL >= 612
	u64 dma_mask;
#endif
#if KERNEL >= 618
	struct list_head links;
#endif
};

struct module {
	char name[24];
	struct list_head list;
	int (*init)(void);
	void (*exit)(void);
};

/* net */
struct packet {
	struct list_head queue;
	u8 *data;
	u32 length;
	u16 protocol;
	u8 priority;
};

int device_register(struct device *device, struct module *owner);
void device_unregister(struct device *device);
#if KERNEL >= 618
struct device *device_find(const char *name);
#elif KERNEL >= 606
struct device *device_find(char *name);
#endif
#if KERNEL >= 612
int timer_start(struct timer *timer, u64 expires, u32 flags);
#else
int timer_start(struct timer *timer, u64 expires);
#endif
#if KERNEL >= 606
int ring_put(struct ring *ring, u8 value);
#endif
int packet_send(struct packet *packet);
int page_range_map(struct page_range *range);

#endif
