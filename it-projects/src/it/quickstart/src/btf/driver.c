// SPDX-License-Identifier: Apache-2.0
/*
 * A module in miniature for the kernel in miniature. What it embeds must keep its size in a kernel that is to run it
 * (list_head, work_struct, spinlock, timer, ring, calibration); what it points to may change (device, module).
 */
#include "kernel.h"

/* A type id that resolve_btfids fills in: the symbol says the kind and name, a counter keeps symbols distinct. */
#define STRING(x) #x
#define EXPANDED_STRING(x) STRING(x)
#define BTF_ID_SYMBOL(symbol) \
	".local " symbol "\n.type " symbol ", STT_OBJECT\n.size " symbol ", 4\n" symbol ":\n\t.long 0\n"
#define BTF_IDS(content) asm(".pushsection .BTF_ids, \"a\"\n.balign 4, 0\n" content ".popsection\n")
#define BTF_ID(kind, name) BTF_ID_SYMBOL("__BTF_ID__" #kind "__" #name "__" EXPANDED_STRING(__COUNTER__))
#define KFUNC(name, flags) BTF_ID(func, name) "\t.long " #flags "\n"
#define KFUNC_SET(name, members) \
	BTF_IDS(".local __BTF_ID__set8__" #name "\n.type __BTF_ID__set8__" #name ", STT_OBJECT\n" \
		"__BTF_ID__set8__" #name ":\n\t.long 0, 1\n" \
		members \
		".size __BTF_ID__set8__" #name ", . - __BTF_ID__set8__" #name "\n")
#define BTF_ID_LIST(name, members) BTF_IDS(".local " #name "\n" #name ":\n" members)

#define MODINFO(tag, value) asm(".pushsection .modinfo, \"a\"\n.asciz \"" tag "=" value "\"\n.popsection\n")

enum sensor_mode {
	SENSOR_IDLE,
	SENSOR_SAMPLING = 5,
	SENSOR_FAULT = -3,
};

enum sensor_serial {
	SENSOR_SERIAL_FIRST = 1ULL << 40,
};

struct sensor;
typedef int (*sensor_notify_t)(struct sensor *sensor, enum power_state power, union event_value value);

union sensor_sample {
	u64 raw;
	struct {
		u32 low, high;
	};
	struct hlist_node free;
};

struct sensor {
	struct list_head link;
	struct work_struct work;
	spinlock_t lock;
	atomic_t readers;
	struct timer timer;
	struct ring ring;
	struct calibration calibration;
	struct device *device;
	const struct device_operations *operations;
	struct firmware *firmware;
	struct sensor_private *private;
	enum sensor_mode mode;
	enum sensor_serial serial;
	enum power_state power;
	enum dma_limit dma_limit;
	float limits[2];
	u32 rate : 3, channel : 5, : 8, divider : 16;
	union sensor_sample sample;
	sensor_notify_t notify;
	struct list_head queues[4];
	volatile unsigned long pending;
	char label[16];
};

__attribute__((section(".data..percpu"), used)) static unsigned long sensor_samples;
__attribute__((section(".data..percpu"), used)) static struct sensor *sensor_current;

static struct sensor the_sensor;

__attribute__((noinline)) int sensor_sum(int left, u64 right)
{
	sensor_samples++;
	return left + (int)right;
}

__attribute__((noinline)) struct sensor *sensor_get(struct device *device, u32 channel)
{
	the_sensor.device = device;
	return channel == the_sensor.channel ? &the_sensor : 0;
}

__attribute__((noinline)) void sensor_put(struct sensor *sensor)
{
	if (sensor)
		sensor->device = 0;
}

KFUNC_SET(sensor_kfuncs, KFUNC(sensor_sum, 0) KFUNC(sensor_put, 2) KFUNC(sensor_get, 5));
BTF_ID_LIST(sensor_types, BTF_ID(struct, device) BTF_ID(struct, sensor) BTF_ID(func, sensor_put));

static void sensor_work(struct work_struct *work)
{
	struct sensor *sensor = (struct sensor *)((char *)work - __builtin_offsetof(struct sensor, work));

	sensor->mode = SENSOR_IDLE;
	sensor->serial = SENSOR_SERIAL_FIRST;
	sensor_current = sensor;
}

static void sensor_expired(struct timer *timer)
{
	if (schedule_work(&the_sensor.work))
		timer_start(timer, timer->expires + the_sensor.divider);
}

static int sensor_probe(struct device *device)
{
	the_sensor.calibration.gain = 1.0f;
	return ring_put(&the_sensor.ring, (const u8 *)&the_sensor.sample) + calibrate(device, &the_sensor.calibration);
}

static void sensor_remove(struct device *device)
{
	sensor_put(sensor_get(device, 0));
}

static int sensor_event(struct device *device, union event_value value, bool urgent)
{
	return the_sensor.notify && urgent ? the_sensor.notify(&the_sensor, device->power, value) : 0;
}

static const struct device_operations sensor_operations = {
	.probe = sensor_probe,
	.remove = sensor_remove,
	.event = sensor_event,
};

static struct device *sensor_device;
static struct module this_module;

static int sensor_init(void)
{
	the_sensor.work.func = sensor_work;
	the_sensor.timer.expired = sensor_expired;
	the_sensor.operations = &sensor_operations;
	copy_text(the_sensor.label, "sensor", sizeof(the_sensor.label));
	return device_register(sensor_device, &this_module);
}

static void sensor_exit(void)
{
	device_unregister(sensor_device);
}

static struct module this_module __attribute__((section(".gnu.linkonce.this_module"), used)) = {
	.name = "driver",
	.init = sensor_init,
	.exit = sensor_exit,
};

MODINFO("name", "driver");
MODINFO("description", "module in miniature");
MODINFO("license", "Apache-2.0");
MODINFO("vermagic", "miniature 1");
