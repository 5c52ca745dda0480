// SPDX-License-Identifier: Apache-2.0
/* An interface that 2.0 dropped. */
#include "kernel.h"
#include "btf_ids.h"

struct sensor_legacy_request {
	struct device *device;
	u8 command;
	u8 reply[7];
};

int sensor_legacy_ask(struct sensor_legacy_request *request)
{
	return request->device ? request->reply[request->command % 7] : -1;
}

MODINFO("name", "sensor_legacy");
MODINFO("license", "Apache-2.0");
MODINFO("vermagic", VERMAGIC);
