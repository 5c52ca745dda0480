// SPDX-License-Identifier: Apache-2.0
/*
 * Four kernels in miniature: just enough code that the compiler describes their types. They are linked and encoded, never run.
 */

/* In front of all that is shared, each kernel has more of its own than the one before, so that ids differ. */
#if KERNEL >= 606
enum cpu_vendor { CPU_VENDOR_ONE, CPU_VENDOR_OTHER };

struct cpu {
	enum cpu_vendor vendor;
	short node;
} first_cpu;
#endif
#if KERNEL >= 612
struct cpu_cache {
	struct cpu *owner;
	signed char level;
} first_cache;
#endif
#if KERNEL >= 618
union cpu_feature {
	struct cpu_cache *cache;
	long mask;
} first_feature;
#endif

#include "kernel.h"
#include "btf_ids.h"

enum scheduler_class { SCHEDULER_IDLE, SCHEDULER_FAIR, SCHEDULER_DEADLINE };

#if KERNEL >= 606
struct scheduler_slice {
	u64 from, to;
	struct ring *trace;
};
#endif

#if KERNEL >= 618
struct namespace {
	atomic_t references;
	struct packet *held;
	u32 id;
};

struct namespace first_namespace;
#endif

struct scheduler_entity {
	u64 runtime, deadline;
	enum scheduler_class class;
	struct scheduler_entity *group;
#if KERNEL >= 606
	struct scheduler_slice slices[2];
#endif
#if KERNEL >= 612
	struct {
		double load;
		struct timer *timer;
	} statistics;
#endif
};

struct scheduler_entity idle_entity = { .class = SCHEDULER_IDLE };

int scheduler_compare(const struct scheduler_entity *left, const struct scheduler_entity *right)
{
	return left->deadline < right->deadline ? -1 : left->deadline > right->deadline;
}

static struct list_head devices = { &devices, &devices };
static struct list_head sent = { &sent, &sent };
static struct hlist_node *timers;

/* One copy a processor in a real kernel; here the section is what counts. */
__attribute__((section(".data..percpu"), used)) static unsigned long interrupt_count;

static void list_add(struct list_head *entry, struct list_head *list)
{
	entry->next = list->next;
	entry->prev = list;
	list->next->prev = entry;
	list->next = entry;
}

int device_register(struct device *device, struct module *owner)
{
	device->owner = owner;
	device->power = POWER_ON;
	device->probed = 1;
	list_add(&device->children, device->parent ? &device->parent->children : &devices);
	return device->operations->probe(device);
}

void device_unregister(struct device *device)
{
	device->online = 0;
	device->power = POWER_OFF;
	device->operations->remove(device);
}

#if KERNEL >= 606
#if KERNEL >= 618
__attribute__((noinline)) struct device *device_find(const char *name)
#else
__attribute__((noinline)) struct device *device_find(char *name)
#endif
{
	struct device *device = (struct device *)devices.next;

	return device->name[0] == name[0] ? device : 0;
}

KFUNC_SET(device_kfuncs, KFUNC(device_find, 2));

int ring_put(struct ring *ring, u8 value)
{
	ring->slots[ring->head++] = value;
	ring->users.counter++;
	return ring->head != ring->tail;
}
#endif

#if KERNEL >= 612
int timer_start(struct timer *timer, u64 expires, u32 flags)
{
	timer->flags = flags;
#else
int timer_start(struct timer *timer, u64 expires)
{
#endif
	timer->expires = expires;
	timer->entry.next = timers;
	timer->entry.pprev = &timers;
	timers = &timer->entry;
	interrupt_count++;
	return 0;
}

int packet_send(struct packet *packet)
{
	list_add(&packet->queue, &sent);
	return packet->length != 0;
}

int page_range_map(struct page_range *range)
{
	return range->first && range->count;
}
