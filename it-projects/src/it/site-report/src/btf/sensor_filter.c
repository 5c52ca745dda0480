// SPDX-License-Identifier: Apache-2.0
/* A module that 2.0 brought. */
#include "kernel.h"
#include "btf_ids.h"

struct sensor_filter {
	struct ring *input;
	u32 weights[4];
	atomic_t users;
};

__attribute__((noinline)) u64 sensor_filter_run(struct sensor_filter *filter)
{
	filter->users.counter++;
	return (u64)filter->weights[0] * filter->input->head;
}

KFUNC_SET(sensor_filter_kfuncs, KFUNC(sensor_filter_run, 0));

MODINFO("name", "sensor_filter");
MODINFO("license", "Apache-2.0");
MODINFO("vermagic", VERMAGIC);
