// SPDX-License-Identifier: Apache-2.0
/*
 * The driver whose history the report tells. DRIVER chooses its version: 100, 101 or 200.
 *   1.0  embeds struct timer, whose size then is part of its own
 *   1.1  only points to the timer, so that the timer may grow
 *   2.0  buffers samples in struct ring, which the oldest kernel does not have; its kfuncs and struct sensor are not those of 1.1
 */
#include "kernel.h"
#include "btf_ids.h"

enum sensor_mode {
	SENSOR_IDLE,
	SENSOR_SAMPLING,
#if DRIVER >= 200
	SENSOR_CALIBRATING,
#endif
	SENSOR_FAULT,
};

union sensor_sample {
	u64 raw;
	struct {
		u32 low, high;
	};
#if DRIVER >= 200
	s64 scaled;
#endif
};

struct sensor {
	struct list_head link;
	spinlock_t lock;
	u8 ready;
#if DRIVER >= 200
	u16 generation; /* in what was a hole */
	char label[16]; /* was the last member */
	struct ring ring;
#endif
#if DRIVER == 100
	struct timer timer;
#else
	struct timer *timer;
#endif
	struct device *device;
	enum sensor_mode mode;
#if DRIVER >= 200
	u32 rate : 4, channel : 6, : 6, divider : 16;
	u64 limit;
#else
	u32 rate : 3, channel : 5, : 8, divider : 16;
	u32 limit;
	u32 pending;
#endif
	union {
		union sensor_sample last;
		void *raw_page;
	};
#if DRIVER < 200
	char label[16];
#endif
};

static struct sensor the_sensor;

#if DRIVER >= 200
__attribute__((noinline)) struct sensor *sensor_get(struct device *device, u32 channel, u64 flags)
{
	the_sensor.generation += (u16)flags;
	return channel == the_sensor.channel && device ? &the_sensor : 0;
}

__attribute__((noinline)) int sensor_peek(const struct sensor *sensor, union sensor_sample *sample)
{
	*sample = sensor->last;
	return sensor->ready;
}
#else
__attribute__((noinline)) struct sensor *sensor_get(struct device *device, u32 channel)
{
	return channel == the_sensor.channel && device ? &the_sensor : 0;
}

__attribute__((noinline)) u64 sensor_sum(struct sensor *sensor, u32 from, u32 to)
{
	return sensor->last.raw * (to - from);
}
#endif

__attribute__((noinline)) void sensor_put(struct sensor *sensor)
{
	if (sensor)
		sensor->device = 0;
}

#if DRIVER >= 200
KFUNC_SET(sensor_kfuncs, KFUNC(sensor_get, 5) KFUNC(sensor_peek, 0) KFUNC(sensor_put, 2));
#else
KFUNC_SET(sensor_kfuncs, KFUNC(sensor_get, 5) KFUNC(sensor_put, 2) KFUNC(sensor_sum, 0));
#endif

#if DRIVER != 100
static struct timer the_timer;
#endif

static int sensor_probe(struct device *device)
{
	struct timer *timer;

#if DRIVER == 100
	timer = &the_sensor.timer;
#else
	timer = the_sensor.timer = &the_timer;
#endif
	the_sensor.device = device;
	the_sensor.mode = SENSOR_SAMPLING;
#if DRIVER >= 200
	ring_put(&the_sensor.ring, the_sensor.ready);
	return timer_start(timer, the_sensor.divider, 0);
#else
	return timer_start(timer, the_sensor.divider);
#endif
}

static void sensor_remove(struct device *device)
{
	the_sensor.mode = SENSOR_IDLE;
}

static const struct device_operations sensor_operations = {
	.probe = sensor_probe,
	.remove = sensor_remove,
};

static struct device *sensor_device;
static struct module this_module;

static int sensor_init(void)
{
	sensor_device->operations = &sensor_operations;
	return device_register(sensor_device, &this_module);
}

static void sensor_exit(void)
{
	device_unregister(sensor_device);
}

static struct module this_module __attribute__((section(".gnu.linkonce.this_module"), used)) = {
	.name = "sensor",
	.init = sensor_init,
	.exit = sensor_exit,
};

MODINFO("name", "sensor");
MODINFO("license", "Apache-2.0");
MODINFO("vermagic", VERMAGIC);
