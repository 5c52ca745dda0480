// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import org.btf4j.model.BtfFormatException;

/** What a {@link Batch} does to each module. Immutable and thread-safe. */
public abstract sealed class ModuleTask implements AutoCloseable
        permits DistillTask, EncodeTask, RelocateTask, ResolveIdsTask {

    /** Only for the tasks of this package. */
    ModuleTask() {}

    /**
     * Works on one module and writes nothing.
     *
     * @throws BtfFormatException if the module is not what it should be
     * @throws IOException if something beside it cannot be read
     */
    abstract TaskResult run(ModuleInput input) throws IOException;

    /** All on which the result depends besides the module, in one line; no secrets. */
    abstract String fingerprint();

    /**
     * Gives back what the task holds besides memory, once the batch is done; for most tasks that is nothing.
     *
     * @throws IOException if temporary files cannot be deleted
     */
    @Override
    public void close() throws IOException {}
}
