// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.assertj;

import org.btf4j.junit.BtfAssertions;
import org.btf4j.junit.Ids;
import org.btf4j.model.Btf;
import org.btf4j.transform.Distiller;
import org.btf4j.transform.Layout;
import org.btf4j.transform.Relocator;
import org.btf4j.transform.RuleSet;
import org.opentest4j.AssertionFailedError;

/** Assertions on BTF; see {@link BtfAssertions} for what they compare and how they fail. Not thread-safe. */
public final class BtfAssert extends DescribedAssert<BtfAssert, Btf> {

    private Ids ids = Ids.EXACT;

    BtfAssert(Btf actual) {
        super(actual, BtfAssert.class);
    }

    /** Compares the dumps that follow whatever the ids and the order of the types. */
    public BtfAssert ignoringIds() {
        ids = Ids.IGNORED;
        return this;
    }

    /**
     * Asserts that this is the dump of the BTF's own types, without those of its base.
     *
     * @param expected the dump, or the name of a text that has it: {@code resource:...}, {@code file:...}
     */
    public BtfAssert hasRawDump(String expected) {
        return verify(() -> BtfAssertions.assertRawDump(expected, actual, ids));
    }

    /** Asserts that the BTF is split, and goes on with its base. */
    public BtfAssert base() {
        isNotNull();
        Btf base = actual.base();
        if (base == null) {
            verify(() -> {
                throw new AssertionFailedError("expected split BTF, but this stands alone");
            });
            throw new IllegalStateException("an assertion that always fails has not failed");
        }
        return on(new BtfAssert(base));
    }

    /** Asserts that the BTF can be distilled in the layout that kernels know, and goes on with the result. */
    public DistillationAssert distilled() {
        return distilled(Layout.DISTILLED);
    }

    /** Asserts that the BTF can be distilled, and goes on with the result. */
    public DistillationAssert distilled(Layout layout) {
        return on(new DistillationAssert(accepted(() -> Distiller.distill(actual, layout)), layout));
    }

    /** Relocates the BTF, split over its small base, by the rules of kernels, and goes on with the result. */
    public RelocationAssert relocatedTo(Btf target) {
        return relocatedTo(target, Layout.DISTILLED, RuleSet.KERNEL);
    }

    /**
     * Relocates the BTF, split over its small base, and goes on with the result.
     *
     * @param layout that of the small base
     */
    public RelocationAssert relocatedTo(Btf target, Layout layout, RuleSet rules) {
        return on(new RelocationAssert(accepted(() -> new Relocator(target, layout, rules).relocate(actual))));
    }

    /** Asserts that distilling and relocating to its own base gives back this split BTF; see {@link #roundTrips(Layout)}. */
    public BtfAssert roundTrips() {
        return roundTrips(Layout.DISTILLED);
    }

    /** Asserts that distilling and relocating to its own base gives back this split BTF. */
    public BtfAssert roundTrips(Layout layout) {
        return verify(() -> accepted(() -> {
            BtfAssertions.assertRoundTrip(actual, layout);
            return actual;
        }));
    }
}
