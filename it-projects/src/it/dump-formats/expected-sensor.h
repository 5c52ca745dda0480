#ifndef __VMLINUX_H__
#define __VMLINUX_H__

#if defined(__clang__) && defined(__bpf__) && !defined(BPF_NO_PRESERVE_ACCESS_INDEX)
#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
#endif

enum sensor_mode {
	SENSOR_IDLE = 0,
	SENSOR_SAMPLING = 5,
	SENSOR_FAULT = -3,
};

enum sensor_serial {
	SENSOR_SERIAL_FIRST = 1099511627776ULL,
};

typedef long long unsigned int u64;

typedef unsigned int u32;

struct hlist_node {
	struct hlist_node *next;
	struct hlist_node **pprev;
};

union sensor_sample {
	u64 raw;
	struct {
		u32 low;
		u32 high;
	};
	struct hlist_node free;
};

#if defined(__clang__) && defined(__bpf__) && !defined(BPF_NO_PRESERVE_ACCESS_INDEX)
#pragma clang attribute pop
#endif

#endif /* __VMLINUX_H__ */
