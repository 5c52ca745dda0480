// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.assertj;

import org.btf4j.junit.BtfAssertions;
import org.btf4j.transform.Finding;
import org.btf4j.transform.Relocation;

/** Assertions on what relocating gave. Not thread-safe. */
public final class RelocationAssert extends DescribedAssert<RelocationAssert, Relocation> {

    RelocationAssert(Relocation actual) {
        super(actual, RelocationAssert.class);
    }

    /** Asserts that every type has its counterpart, and the rules allow them. */
    public RelocationAssert succeeds() {
        return verify(() -> BtfAssertions.assertSucceeds(actual));
    }

    /** Asserts that the relocation has succeeded, and goes on with the split over the target. */
    public BtfAssert split() {
        succeeds();
        return on(new BtfAssert(actual.split()));
    }

    /**
     * Asserts that the relocation has failed because of a type, others may have failed as well; goes on with the reason.
     *
     * @param type the type's name, empty for an anonymous one
     */
    public FailureAssert failsOn(String type) {
        verify(() -> BtfAssertions.assertFailsOn(actual, type));
        return on(new FailureAssert(actual, type));
    }

    /**
     * Asserts that the verdict on a type rests on something that hardly anyone meant.
     *
     * @param type the type's name, empty for an anonymous one
     */
    public RelocationAssert hasFinding(String type, Finding.Cause cause) {
        return verify(() -> BtfAssertions.assertFinding(actual, type, cause));
    }

    /** Asserts that no verdict rests on something that hardly anyone meant. */
    public RelocationAssert hasNoFindings() {
        return verify(() -> BtfAssertions.assertNoFindings(actual));
    }
}
