// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.assertj;

import org.btf4j.model.Btf;
import org.btf4j.transform.Distillation;
import org.btf4j.transform.Relocation;

/**
 * Where fluent assertions on BTF begin; can be imported beside AssertJ's own.
 *
 * <p>All methods are safe to be called by several threads; what they return is for one.
 */
public final class Assertions {

    private Assertions() {}

    /** Begins an assertion on BTF. */
    public static BtfAssert assertThat(Btf actual) {
        return new BtfAssert(actual);
    }

    /** Begins an assertion on what distilling gave. */
    public static DistillationAssert assertThat(Distillation actual) {
        return new DistillationAssert(actual);
    }

    /** Begins an assertion on what relocating gave. */
    public static RelocationAssert assertThat(Relocation actual) {
        return new RelocationAssert(actual);
    }
}
