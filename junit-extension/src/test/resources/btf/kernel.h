/* SPDX-License-Identifier: Apache-2.0 */
/* The kernel of the harness guide. */

struct list_head {
	struct list_head *next, *prev;
};

struct device {
	struct device *parent;
	char name[16];
};

struct gpio_chip {
	struct device *parent;
	int base;
};
