// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs work on hostile input and notes what must not happen: an exception that is no verdict, more than a second, or more than
 * 256 MB.
 *
 * <p>What is counted is all memory that the work asks for, which is more than it holds at any time. Besides, the JVM has no more
 * than 256 MB for everything; needing more would be an {@link OutOfMemoryError}. Not thread-safe.
 */
final class Limits {

    private static final long SECOND = 1_000_000_000;
    private static final long MEMORY = 256L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<String> violations = new ArrayList<>();
    private long accepted;
    private long refused;
    private long longest;
    private long mostAllocated;

    /** Work that ends with a verdict. */
    interface Work {
        /** Whether the input was accepted, rather than refused as malformed. */
        boolean accepts() throws IOException;
    }

    /** Runs a piece of work; the description tells which, should it violate a rule. */
    void run(String description, Work work) {
        if (measure(description, work) > SECOND) {
            // Machines have other things to do: only what takes long twice takes long.
            long again = measure(description, work);
            longest = Math.max(longest, again);
            if (again > SECOND) {
                violations.add(description + ": took " + again / 1_000_000 + " ms");
            }
        }
    }

    private long measure(String description, Work work) {
        long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        boolean[] accepts = new boolean[1];
        Throwable thrown = catchThrowable(() -> accepts[0] = work.accepts());
        long time = System.nanoTime() - start;
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;

        if (thrown != null) {
            violations.add(description + ": " + thrown + " at "
                    + Arrays.stream(thrown.getStackTrace()).limit(8).toList());
        } else if (accepts[0]) {
            accepted++;
        } else {
            refused++;
        }
        if (allocated > MEMORY) {
            violations.add(description + ": " + (allocated >> 20) + " MB");
        }
        mostAllocated = Math.max(mostAllocated, allocated);
        if (time <= SECOND) {
            longest = Math.max(longest, time);
        }
        return time;
    }

    /** The first violations; a list of thousands helps nobody. */
    List<String> violations() {
        return violations.stream().limit(10).toList();
    }

    long accepted() {
        return accepted;
    }

    long refused() {
        return refused;
    }

    @Override
    public String toString() {
        return accepted + " runs accepted, " + refused + " refused, " + violations.size()
                + " against the rules; longest " + longest / 1_000_000 + " ms, most memory " + (mostAllocated >> 20)
                + " MB";
    }
}
