/* SPDX-License-Identifier: Apache-2.0 */
/* The driver of the harness guide. */

struct sensor {
	struct list_head list;
	struct gpio_chip chip;
	struct device *dev;
};
