// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.WordCursor;

/**
 * Relocates split BTF over a small base to a target.
 *
 * <p>In the layout {@link Layout#DISTILLED} this is what a kernel does when it loads a module: each type of the base is looked
 * for in the target by its name; the verdict is that of Linux 6.12 and libbpf 1.7, and so are the bytes. In the layout
 * {@link Layout#BASE_REF}, which no kernel loads, anonymous types are found by their contents and references by what they
 * refer to. A relocation that cannot succeed is a result with reasons, not an exception.
 *
 * <p>Made once per target; safe to share between threads. The work for a module depends on the module, not on the target.
 */
public final class Relocator {

    private final Btf target;
    private final LayoutRules rules;
    private final RuleSet ruleSet;

    /** Makes ready for a target, for bases in the layout that kernels know; see {@link #Relocator(Btf, Layout, RuleSet)}. */
    public Relocator(Btf target) {
        this(target, Layout.DISTILLED, RuleSet.KERNEL);
    }

    /**
     * Makes ready for a target, a kernel's BTF.
     *
     * @throws BtfFormatException if the target is split, over which libbpf 1.7 reads out of bounds, or has an empty name for
     *     which kernels refuse every module
     */
    public Relocator(Btf target, Layout layout, RuleSet ruleSet) {
        if (target.base() != null) {
            throw BtfFormatException.found("a target that is split BTF")
                    .expected("BTF that stands alone, such as a kernel's")
                    .toException();
        }
        this.target = target;
        this.rules = layout.rules(target);
        this.ruleSet = ruleSet;
    }

    /** The target that this was made ready for. */
    public Btf target() {
        return target;
    }

    /**
     * Relocates split BTF that stands over its small base.
     *
     * @throws BtfFormatException if the input is not that: it stands alone, its base has what distilling never puts there,
     *     references run in a circle, or a string of the base is used that is no type's name
     */
    public Relocation relocate(Btf split) {
        Btf base = split.base();
        if (base == null || base.base() != null) {
            throw BtfFormatException.found(base == null ? "BTF that stands alone" : "a base that is split itself")
                    .expected("split BTF over its distilled base")
                    .advice("Distil the module first.")
                    .toException();
        }
        RelocationOutcomes outcomes = rules.match(split, base);
        boolean refused = !outcomes.isComplete()
                || (ruleSet == RuleSet.STRICT && !outcomes.findings().isEmpty());
        if (refused) {
            return new Relocation(split, outcomes, ruleSet, null, null);
        }
        IdMap idMap = idMap(split, outcomes.targetIds);
        int[] words = split.copyTypeWords();
        idMap.renumber(words, words.length, WordCursor.ids());
        LayoutRules.StringMove strings = rules.moveStrings(split, base, outcomes);
        move(words, strings);
        Btf moved = Btf.of(split.byteOrder(), target, words, strings.section());
        return new Relocation(split, outcomes, ruleSet, moved, idMap);
    }

    private IdMap idMap(Btf split, int[] targetIds) {
        IdTable newIds = new IdTable();
        for (int id = 1; id < targetIds.length; id++) {
            newIds.put(id, targetIds[id]);
        }
        return new IdMap(newIds, split.firstId(), target.typeCount(), split.typeCount() - split.firstId());
    }

    private static void move(int[] words, LayoutRules.StringMove strings) {
        WordCursor names = WordCursor.strings();
        for (int at = 0; at < words.length; at = names.end()) {
            for (names.at(words, at); names.next(); ) {
                names.set(strings.newOffset(names.value()));
            }
        }
    }
}
