/* SPDX-License-Identifier: Apache-2.0 */
/* What the driver's kernel declares, as far as this test goes. */

struct list_head {
	struct list_head *next, *prev;
};

typedef struct {
	int counter;
} atomic_t;

typedef unsigned int gfp_t;

enum probe_type {
	PROBE_DEFAULT,
	PROBE_ASYNCHRONOUS,
};

struct device {
	struct device *parent;
	const char *name;
	struct list_head children;
	atomic_t users;
	enum probe_type probe;
	unsigned int offline : 1;
	unsigned int removing : 1;
};

struct gpio_chip {
	const char *label;
	struct device *parent;
	int (*get)(struct gpio_chip *chip, unsigned int offset);
	void (*set)(struct gpio_chip *chip, unsigned int offset, int value);
	int base;
	unsigned short ngpio;
	_Bool can_sleep;
};

union sample {
	long long wide;
	double scaled;
	unsigned char bytes[8];
};

struct unrelated {
	struct list_head list;
	long payload[16];
};
