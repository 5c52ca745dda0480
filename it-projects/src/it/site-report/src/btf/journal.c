// SPDX-License-Identifier: Apache-2.0
/* A file system that embeds struct page_range: the kernel in which that has shrunk cannot load it. */
#include "kernel.h"
#include "btf_ids.h"

enum journal_state { JOURNAL_CLEAN, JOURNAL_DIRTY };

struct journal {
	struct page_range pages[2];
	spinlock_t lock;
	enum journal_state state;
#if DRIVER >= 200
	u64 sequence;
#endif
};

static struct journal the_journal;

int journal_flush(struct journal *journal, bool wait)
{
	journal->state = wait ? JOURNAL_CLEAN : JOURNAL_DIRTY;
	return page_range_map(&the_journal.pages[0]);
}

MODINFO("name", "journal");
MODINFO("license", "Apache-2.0");
MODINFO("vermagic", VERMAGIC);
