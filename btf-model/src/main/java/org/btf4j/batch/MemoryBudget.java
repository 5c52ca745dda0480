// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.btf4j.file.Compression;

/**
 * Keeps modules that are worked on at the same time within the memory that there is.
 *
 * <p>Before a module is begun, as much is taken as its work will need, by the size of its file: some copies of it, and of a
 * compressed one what it unpacks to. A module that needs more than there is altogether is worked on alone. Thread-safe.
 */
final class MemoryBudget {

    /** The module as read, cut, edited, and written. */
    private static final int COPIES = 4;

    /** Modules are seldom packed to less than a fifth of their size. */
    private static final int PACKED_COPIES = 20;

    /** What a packer and an unpacker need for themselves. */
    private static final int PACKER = 16 << 20;

    private static final int UNIT = 1 << 10;

    private final Semaphore free;
    private final int all;

    /** A budget of that many bytes. */
    MemoryBudget(long bytes) {
        this.all = (int) Math.max(1, Math.min(bytes / UNIT, Integer.MAX_VALUE));
        this.free = new Semaphore(all, true);
    }

    /** Waits until there is enough for a module. */
    Share take(Path module) throws InterruptedException {
        int units = (int) Math.max(1, Math.min(need(module.toFile()) / UNIT, all));
        free.acquire(units);
        return new Share(units);
    }

    private static long need(File module) {
        // 0 for a file that is gone, which its own work will tell.
        long size = module.length();
        boolean packed = Compression.ofName(module.getName()) != Compression.NONE;
        return packed ? PACKER + PACKED_COPIES * size : COPIES * size;
    }

    /** What was taken for one module. */
    final class Share {
        private final int units;
        private final AtomicBoolean taken = new AtomicBoolean(true);

        private Share(int units) {
            this.units = units;
        }

        /** Only the first time counts. */
        void giveBack() {
            if (taken.getAndSet(false)) {
                free.release(units);
            }
        }
    }
}
