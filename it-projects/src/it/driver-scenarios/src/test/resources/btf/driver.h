/* SPDX-License-Identifier: Apache-2.0 */
/* The driver's own types, over those of the kernel. */

enum sensor_state {
	SENSOR_FAULT = -1,
	SENSOR_IDLE,
	SENSOR_RUNNING,
};

struct sensor {
	struct device *dev;
	struct gpio_chip chip;
	struct list_head queue[2];
	union sample last;
	atomic_t pending;
	enum sensor_state state;
	struct {
		unsigned int low : 12;
		unsigned int high : 12;
	} limits;
	int (*notify)(struct sensor *sensor, const union sample *value);
};

int sensor_probe(struct device *dev, gfp_t flags);
