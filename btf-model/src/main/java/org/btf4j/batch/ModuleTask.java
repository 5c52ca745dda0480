// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import org.btf4j.model.BtfFormatException;

/** What a {@link Batch} does to each module. Immutable and thread-safe. */
public abstract sealed class ModuleTask permits DistillTask, RelocateTask, ResolveIdsTask {

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
}
