// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.NameIndex;

/**
 * The rules of the layout {@link Layout#DISTILLED}: those that Linux 6.12 and libbpf 1.7 follow.
 *
 * <p>Each type of the base is looked for by its name, see {@link MatchRule}.
 */
final class DistilledRules implements LayoutRules {

    private static final int AMBIGUOUS = -1;

    private final Btf target;
    private final SizeRule sizes;

    /**
     * Rules for a target.
     *
     * @throws BtfFormatException if the target has a type whose name is an empty string of its own and which could be the
     *     counterpart of a type of no size: libbpf 1.7 refuses every module for it
     */
    DistilledRules(Btf target) {
        this.target = target;
        this.sizes = new SizeRule(target);
        target.index();
        requireNames();
    }

    private void requireNames() {
        for (int id = target.firstId(); id < target.typeCount(); id++) {
            switch (target.kind(id)) {
                case INT, FLOAT, ENUM, ENUM64, STRUCT, UNION, FWD -> {
                    if (target.nameOffset(id) != 0 && !target.isNamed(id) && sizes.allows(id, 0)) {
                        throw BtfFormatException.found("an empty name at string offset " + target.nameOffset(id))
                                .expected("string offset 0 for an anonymous type")
                                .type(target.describe(id))
                                .advice("Kernels take such a type for the counterpart of void and refuse every module.")
                                .toException();
                    }
                }
                default -> {}
            }
        }
    }

    @Override
    public RelocationOutcomes match(Btf split, Btf base) {
        requireDistilled(base);
        IdTable embedded = EmbeddedTypes.of(split);
        MatchRule rule = new MatchRule(base, target, sizes);
        int[] targetIds = new int[base.typeCount()];
        for (int id = 1; id < targetIds.length; id++) {
            targetIds[id] = counterpart(base, id, rule, embedded.contains(id));
        }
        return new DistilledOutcomes(split, base, target, rule, embedded, targetIds);
    }

    private static void requireDistilled(Btf base) {
        for (int id = 1; id < base.typeCount(); id++) {
            boolean shared = switch (base.kind(id)) {
                case INT, FLOAT, ENUM, STRUCT, UNION, FWD -> base.isNamed(id);
                default -> false;
            };
            if (!shared) {
                throw BtfFormatException.found(base.describe(id) + " in the base")
                        .expected("a distilled base, which has only named INT, FLOAT, ENUM, STRUCT, UNION and FWD")
                        .advice("Distil the module first.")
                        .toException();
            }
        }
    }

    /**
     * The target id for a base type, 0 if there is none, {@link #AMBIGUOUS} if there are two.
     *
     * <p>Kernels compare the size of an embedded type only until they have found one, so whether there is a second match
     * depends on the order of the target's types.
     */
    private int counterpart(Btf base, int baseId, MatchRule rule, boolean embedded) {
        NameIndex names = target.index();
        int found = 0;
        for (int id = names.first(base, base.nameOffset(baseId)); id != 0; id = names.next(id)) {
            if (rule.compare(baseId, id, embedded && found == 0) == MatchRule.Result.MATCH) {
                if (found != 0) {
                    return AMBIGUOUS;
                }
                found = id;
            }
        }
        return found;
    }

    @Override
    public StringMove moveStrings(Btf split, Btf base, RelocationOutcomes outcomes) {
        int[] targetIds = outcomes.targetIds;
        IdTable named = new IdTable();
        for (int id = 1; id < targetIds.length; id++) {
            // Where matched types share a name, kernels use its offset in the last of them.
            named.put(base.nameOffset(id), Math.max(named.get(base.nameOffset(id)), targetIds[id]));
        }
        return new StringMove() {
            @Override
            public int newOffset(int oldOffset) {
                if (oldOffset >= base.stringsEnd()) {
                    return oldOffset - base.stringsEnd() + target.stringsEnd();
                }
                if (oldOffset == 0) {
                    return 0;
                }
                int id = named.get(oldOffset);
                if (id == 0) {
                    throw BtfFormatException.found("a use of string '" + split.string(oldOffset) + "' at offset "
                                    + oldOffset + " of the distilled base, which names none of its types")
                            .expected("the name of one of its types, or a string of the split")
                            .toException();
                }
                return target.nameOffset(id);
            }

            @Override
            public byte[] section() {
                return split.copyStrings();
            }
        };
    }
}
