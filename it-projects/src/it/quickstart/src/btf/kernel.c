// SPDX-License-Identifier: Apache-2.0
/*
 * A kernel in miniature: just enough code that the compiler describes its types. It is linked and encoded, never run.
 */
#ifdef KERNEL_NEXT
/* Unrelated types in front, and other types met first: every id differs from those of the first kernel. */
enum scheduler_class { SCHEDULER_IDLE, SCHEDULER_FAIR, SCHEDULER_DEADLINE };

struct scheduler_entity {
	unsigned long long runtime, deadline;
	enum scheduler_class class;
	struct scheduler_entity *group;
	struct {
		double load;
		struct ring *trace;
		struct module *owner;
		struct device *device;
	} statistics[2];
};
#endif

#include "kernel.h"

#ifdef KERNEL_NEXT
struct scheduler_entity idle_entity = { .class = SCHEDULER_IDLE };

int scheduler_compare(const struct scheduler_entity *left, const struct scheduler_entity *right)
{
	return left->deadline < right->deadline ? -1 : left->deadline > right->deadline;
}
#endif

static struct list_head devices = { &devices, &devices };
static struct list_head pending_work = { &pending_work, &pending_work };
static struct hlist_node *timers;
static u32 event_counts[2][3];

/* One copy a processor in a real kernel; here the section is what counts. */
__attribute__((section(".data..percpu"), used)) static unsigned long interrupt_count;
__attribute__((section(".data..percpu"), used)) static struct list_head local_work;

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
	device->dma_limit = DMA_LIMIT_HIGH;
	device->probed = 1;
	device->references.counter = 1;
	list_add(&device->children, device->parent ? &device->parent->children : &devices);
	return device->operations->probe(device);
}

void device_unregister(struct device *device)
{
	device->online = 0;
	device->power = POWER_OFF;
	device->operations->remove(device);
}

int device_event(struct device *device, union event_value value)
{
	device->last_event = value;
	event_counts[value.low & 1][value.high % 3]++;
	return device->operations->event(device, value, value.high != 0);
}

bool schedule_work(struct work_struct *work)
{
	if (work->flags & 1)
		return 0;
	work->flags |= 1;
	interrupt_count++;
	list_add(&work->entry, local_work.next ? &local_work : &pending_work);
	return 1;
}

int timer_start(struct timer *timer, u64 expires)
{
	timer->expires = expires;
	timer->entry.next = timers;
	timer->entry.pprev = &timers;
	timers = &timer->entry;
	return 0;
}

char *copy_text(char *restrict to, const char *restrict from, size_t length)
{
	while (length-- && (*to++ = *from++))
		;
	return to;
}

int calibrate(struct device *device, const struct calibration *values)
{
	return values->gain > 0 ? (int)device->irq : (int)device->bus;
}

#ifndef KERNEL_CHANGED
int ring_put(struct ring *ring, const u8 *slot)
{
	ring->slots[ring->head++ % 4] = (u8 *)slot;
	ring->users.counter++;
	return ring->head != ring->tail;
}
#endif
