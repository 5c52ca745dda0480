// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import org.btf4j.model.Btf;

/**
 * What distilling gave.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param split the split BTF; its base is the small base, {@link #base()}
 * @param ids from the ids of the input to those of {@code split} and its base
 */
public record Distillation(Btf split, IdMap ids) {

    /** The distilled base. */
    public Btf base() {
        Btf base = split.base();
        if (base == null) {
            throw new IllegalStateException("a distilled split has a base");
        }
        return base;
    }
}
