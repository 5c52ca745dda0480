// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.StringPool;

/**
 * The rules of the layout {@link Layout#BASE_REF}.
 *
 * <p>Named types are found by name, anonymous ones by their members or enumerators, references by what they refer to; see
 * {@link BaseRefMatch} and {@link BaseRefCandidates}.
 */
final class BaseRefRules implements LayoutRules {

    private final Btf target;
    private final AnonymousIndex anonymous;
    private final ReferenceIndex references;
    private final StringPool strings;

    BaseRefRules(Btf target) {
        this.target = target;
        this.anonymous = new AnonymousIndex(target);
        this.references = new ReferenceIndex(target);
        this.strings = StringPool.over(target);
    }

    @Override
    public RelocationOutcomes match(Btf split, Btf base) {
        for (int id = 1; id < base.typeCount(); id++) {
            requireBaseRef(base, id);
        }
        BaseRefCandidates candidates = new BaseRefCandidates(base, target, anonymous, references);
        return new BaseRefOutcomes(base, target, candidates.counterparts());
    }

    private static void requireBaseRef(Btf base, int id) {
        boolean misplaced = switch (base.kind(id)) {
            case FUNC, VAR, DATASEC, DECL_TAG, UNKNOWN -> true;
            case STRUCT, UNION -> base.isNamed(id) && base.vlen(id) > 0;
            default -> false;
        };
        if (misplaced) {
            throw BtfFormatException.found(base.describe(id) + " in the base")
                    .expected("a distilled base, which has neither members of named structs and unions nor functions,"
                            + " variables, sections or declaration tags")
                    .advice("Distil the module first.")
                    .toException();
        }
    }

    @Override
    public StringMove moveStrings(Btf split, Btf base, RelocationOutcomes outcomes) {
        StringPool moved = strings.split();
        moved.addSection(split.copyStrings());
        return new StringMove() {
            @Override
            public int newOffset(int oldOffset) {
                return oldOffset >= base.stringsEnd()
                        ? oldOffset - base.stringsEnd() + target.stringsEnd()
                        : moved.add(split, oldOffset);
            }

            @Override
            public byte[] section() {
                return moved.toBytes();
            }
        };
    }
}
