// SPDX-License-Identifier: Apache-2.0
/* A protocol that needs of the kernel only what no version has changed: it loads everywhere. */
#include "kernel.h"
#include "btf_ids.h"

struct link_peer {
	struct list_head peers;
	spinlock_t lock;
	u32 address;
	struct packet *waiting;
};

static struct link_peer first_peer;

__attribute__((noinline)) int link_send(struct packet *packet, u32 address)
{
	first_peer.waiting = packet;
	return address == first_peer.address ? packet_send(packet) : -1;
}

KFUNC_SET(link_kfuncs, KFUNC(link_send, 0));

MODINFO("name", "link");
MODINFO("license", "Apache-2.0");
MODINFO("vermagic", VERMAGIC);
