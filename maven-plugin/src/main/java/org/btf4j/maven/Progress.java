// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.btf4j.maven.Sentences.number;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.maven.plugin.logging.Log;

/**
 * Tells now and then how far a long run has come.
 *
 * <p>A line of its own each time, so that it reads well in the log of a build machine too, and none at all for short runs.
 * Not thread-safe.
 */
final class Progress {

    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

    private final Log log;
    private final int all;
    private final LongSupplier clock;
    private final long start;
    private long next;
    private int done;

    /**
     * Starts with nothing done.
     *
     * @param clock nanoseconds since any point in time
     */
    Progress(Log log, int all, LongSupplier clock) {
        this.log = log;
        this.all = all;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.next = INTERVAL;
    }

    /** One more module is done. */
    void oneMore() {
        done++;
        long passed = clock.getAsLong() - start;
        if (passed < next || done == all) {
            return;
        }
        next = passed + INTERVAL;
        double seconds = passed / 1e9;
        log.info(number(done) + " of " + number(all) + " modules done, " + number(Math.round(done / seconds))
                + " per second, about " + number(Math.round((all - done) * seconds / done)) + " s left");
    }
}
