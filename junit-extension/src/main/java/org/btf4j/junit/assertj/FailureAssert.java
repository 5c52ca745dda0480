// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.assertj;

import org.btf4j.junit.BtfAssertions;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.TypeOutcome;

/** Assertions on why a relocation has failed on one type. Not thread-safe. */
public final class FailureAssert extends DescribedAssert<FailureAssert, Relocation> {

    private final String type;

    FailureAssert(Relocation actual, String type) {
        super(actual, FailureAssert.class);
        this.type = type;
    }

    /** Asserts the reason. */
    public FailureAssert because(TypeOutcome.Verdict reason) {
        return verify(() -> BtfAssertions.assertFailsOn(actual, type, reason));
    }

    /** Asserts that the relocation has failed because of another type too, and goes on with the reason of that. */
    public FailureAssert andOn(String otherType) {
        return on(new RelocationAssert(actual)).failsOn(otherType);
    }
}
