// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import org.btf4j.model.Btf;
import org.jspecify.annotations.Nullable;

/**
 * The modules of one side of a comparison.
 *
 * @param kernel the BTF of the kernel that they were built for, over which those are distilled that are not yet; null if there are
 *     none of those
 */
public record DiffSide(ModuleSet modules, @Nullable Btf kernel) {

    /** Whether the side is one file, which is compared whatever it is called. */
    boolean isOneFile() {
        return modules.modules().size() == 1 && modules.modules().get(0).file().equals(modules.source());
    }
}
