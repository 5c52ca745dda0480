// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a batch goes about its work; none of this changes what it writes.
 *
 * @param threads how many modules are worked on at a time, at least 1
 * @param journal where to remember what was done, so that the next run can leave it out; null to do everything
 * @param force whether to do everything, whatever the journal says
 */
public record BatchOptions(int threads, @Nullable Path journal, boolean force) {

    /** All processors, nothing remembered. */
    public static final BatchOptions DEFAULT =
            new BatchOptions(Runtime.getRuntime().availableProcessors(), null, false);

    /** Checks the number of threads. */
    public BatchOptions {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads, at least 1 is needed");
        }
    }
}
