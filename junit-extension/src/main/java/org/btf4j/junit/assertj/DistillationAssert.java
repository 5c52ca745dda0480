// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.assertj;

import org.btf4j.junit.BtfAssertions;
import org.btf4j.junit.Ids;
import org.btf4j.model.Btf;
import org.btf4j.text.RawDump;
import org.btf4j.transform.Distillation;
import org.btf4j.transform.Layout;
import org.btf4j.transform.Relocator;
import org.btf4j.transform.RuleSet;

/** Assertions on what distilling gave. Not thread-safe. */
public final class DistillationAssert extends DescribedAssert<DistillationAssert, Distillation> {

    private final Layout layout;
    private Ids ids = Ids.EXACT;

    DistillationAssert(Distillation actual) {
        this(actual, Layout.DISTILLED);
    }

    DistillationAssert(Distillation actual, Layout layout) {
        super(actual, DistillationAssert.class);
        this.layout = layout;
    }

    /** Compares the dumps that follow whatever the ids and the order of the types. */
    public DistillationAssert ignoringIds() {
        ids = Ids.IGNORED;
        return this;
    }

    /**
     * Asserts that this is the dump of the small base, and behind it that of the split, whose ids go on there.
     *
     * @param expected the dump, or the name of a text that has it: {@code resource:...}, {@code file:...}
     */
    public DistillationAssert hasRawDump(String expected) {
        return verify(() -> BtfAssertions.assertRawDump(expected, whole(), ids));
    }

    /** Goes on with the small base. */
    public BtfAssert base() {
        isNotNull();
        return on(new BtfAssert(actual.base()));
    }

    /** Goes on with the split over the small base. */
    public BtfAssert split() {
        isNotNull();
        return on(new BtfAssert(actual.split()));
    }

    /** Relocates the split by the rules of kernels, and goes on with the result. */
    public RelocationAssert relocatedTo(Btf target) {
        return relocatedTo(target, RuleSet.KERNEL);
    }

    /** Relocates the split, and goes on with the result. */
    public RelocationAssert relocatedTo(Btf target, RuleSet rules) {
        return on(new RelocationAssert(accepted(() -> new Relocator(target, layout, rules).relocate(actual.split()))));
    }

    private Btf whole() {
        return RawDump.parse(RawDump.print(actual.base()) + RawDump.print(actual.split()));
    }
}
