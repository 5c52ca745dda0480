// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.NameIndex;
import org.btf4j.model.WordCursor;

/**
 * Relocates split BTF over a distilled base to a target, as a kernel does when it loads the module.
 *
 * <p>Each type of the distilled base is looked for in the target by its name; the verdict is that of Linux 6.12 and libbpf
 * 1.7, and so are the bytes. A relocation that cannot succeed is a result with reasons, not an exception.
 *
 * <p>Made once per target; safe to share between threads. The work for a module depends on the module, not on the target.
 */
public final class Relocator {

    private static final int AMBIGUOUS = -1;

    private final Btf target;
    private final SizeRule sizes;

    /**
     * Makes ready for a target, a kernel's BTF.
     *
     * @throws BtfFormatException if the target is split, or has a type whose name is an empty string of its own and which
     *     could be the counterpart of a type of no size: libbpf 1.7 reads out of bounds for the one and refuses every module
     *     for the other
     */
    public Relocator(Btf target) {
        if (target.base() != null) {
            throw BtfFormatException.found("a target that is split BTF")
                    .expected("BTF that stands alone, such as a kernel's")
                    .toException();
        }
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

    /**
     * Relocates split BTF that stands over its distilled base.
     *
     * @throws BtfFormatException if the input is not that: it stands alone, its base has what distilling never puts there,
     *     qualifiers or arrays run in a circle, or a string of the base is used that is no type's name
     */
    public Relocation relocate(Btf split) {
        Btf base = distilledBase(split);
        boolean[] embedded = EmbeddedTypes.of(split);
        MatchRule rule = new MatchRule(base, target, sizes);
        int[] targetIds = new int[base.typeCount()];
        boolean complete = true;
        for (int id = 1; id < targetIds.length; id++) {
            targetIds[id] = counterpart(base, id, rule, embedded[id]);
            complete &= targetIds[id] > 0;
        }
        RelocationOutcomes outcomes = new RelocationOutcomes(base, target, rule, embedded, targetIds);
        return complete ? moved(split, base, targetIds, outcomes) : Relocation.failed(outcomes);
    }

    private static Btf distilledBase(Btf split) {
        Btf base = split.base();
        if (base == null) {
            throw BtfFormatException.found("BTF that stands alone")
                    .expected("split BTF over its distilled base")
                    .toException();
        }
        if (base.base() != null) {
            throw notDistilled("a base that is split itself");
        }
        for (int id = 1; id < base.typeCount(); id++) {
            boolean shared = switch (base.kind(id)) {
                case INT, FLOAT, ENUM, STRUCT, UNION, FWD -> base.isNamed(id);
                default -> false;
            };
            if (!shared) {
                throw notDistilled(base.describe(id) + " in the base");
            }
        }
        return base;
    }

    private static BtfFormatException notDistilled(String found) {
        return BtfFormatException.found(found)
                .expected("a distilled base, which has only named INT, FLOAT, ENUM, STRUCT, UNION and FWD")
                .advice("Distil the module first.")
                .toException();
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

    private Relocation moved(Btf split, Btf base, int[] targetIds, RelocationOutcomes outcomes) {
        IdTable newIds = new IdTable();
        IdTable names = new IdTable();
        for (int id = 1; id < targetIds.length; id++) {
            newIds.put(id, targetIds[id]);
            // Where matched types share a name, kernels use its offset in the last of them.
            names.put(base.nameOffset(id), Math.max(names.get(base.nameOffset(id)), targetIds[id]));
        }
        IdMap idMap = new IdMap(newIds, split.firstId(), target.typeCount(), split.typeCount() - split.firstId());
        int[] words = split.copyTypeWords();
        idMap.renumber(words, words.length, WordCursor.ids());
        moveStrings(words, split, base, names);
        Btf moved = Btf.of(split.byteOrder(), target, words, split.copyStrings());
        return Relocation.succeeded(outcomes, moved, idMap);
    }

    private void moveStrings(int[] words, Btf split, Btf base, IdTable names) {
        int distance = target.stringsEnd() - base.stringsEnd();
        WordCursor strings = WordCursor.strings();
        for (int at = 0; at < words.length; at = strings.end()) {
            for (strings.at(words, at); strings.next(); ) {
                int offset = strings.value();
                if (offset >= base.stringsEnd()) {
                    strings.set(offset + distance);
                } else if (offset != 0) {
                    int named = names.get(offset);
                    if (named == 0) {
                        throw BtfFormatException.found("a use of string '" + split.string(offset) + "' at offset "
                                        + offset + " of the distilled base, which names none of its types")
                                .expected("the name of one of its types, or a string of the split")
                                .toException();
                    }
                    strings.set(target.nameOffset(named));
                }
            }
        }
    }
}
