// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import org.btf4j.model.Btf;
import org.btf4j.model.NameIndex;

/**
 * Whether a target type is the counterpart of a distilled base's type of the same name.
 *
 * <p>The rules are those that Linux 6.12 and libbpf 1.7 follow in fact, also where hardly anyone meant them: a struct finds a
 * union, a forward declaration of a union finds a struct. Sizes are compared by their low 31 bits, except those of embedded
 * types.
 */
final class MatchRule {

    private static final int LOW_31_BITS = 0x7fff_ffff;

    private final Btf base;
    private final Btf target;
    private final NameIndex names;

    MatchRule(Btf base, Btf target) {
        this.base = base;
        this.target = target;
        this.names = target.index();
    }

    /** What keeps a target type from being the counterpart, or that nothing does. */
    enum Result {
        MATCH,
        OTHER_KIND,
        OTHER_SIZE,
        OTHER_ENCODING
    }

    /**
     * Compares a base type with a target type of the same name.
     *
     * @param embedded whether the split has the base type by value, so that its size must be the same
     */
    Result compare(int baseId, int targetId, boolean embedded) {
        return switch (base.kind(baseId)) {
            case INT -> compareIntegers(baseId, targetId);
            case FLOAT -> switch (target.kind(targetId)) {
                case FLOAT -> sameSize(baseId, targetId);
                default -> Result.OTHER_KIND;
            };
            case ENUM -> switch (target.kind(targetId)) {
                case ENUM, ENUM64 -> sameSize(baseId, targetId);
                default -> Result.OTHER_KIND;
            };
            case STRUCT, UNION -> compareComposite(baseId, targetId, embedded);
            case FWD -> compareForward(baseId, targetId);
            default -> throw new IllegalStateException(base.describe(baseId) + " in a distilled base");
        };
    }

    private Result compareIntegers(int baseId, int targetId) {
        switch (target.kind(targetId)) {
            case INT -> {
                Result size = sameSize(baseId, targetId);
                return size == Result.MATCH && encoding(base, baseId) != encoding(target, targetId)
                        ? Result.OTHER_ENCODING
                        : size;
            }
            default -> {
                return Result.OTHER_KIND;
            }
        }
    }

    private Result compareComposite(int baseId, int targetId, boolean embedded) {
        Result result =
                switch (target.kind(targetId)) {
                    case STRUCT, UNION -> isRepeated(targetId) ? sameSize(baseId, targetId) : Result.MATCH;
                    case INT, FLOAT, ENUM, ENUM64 -> sameSize(baseId, targetId);
                    case FWD -> Result.MATCH;
                    default -> Result.OTHER_KIND;
                };
        boolean sizesDiffer = base.sizeOrTypeId(baseId) != target.sizeOrTypeId(targetId);
        return result == Result.MATCH && embedded && sizesDiffer ? Result.OTHER_SIZE : result;
    }

    private Result compareForward(int baseId, int targetId) {
        boolean union = base.kindFlag(baseId);
        boolean flag = target.kindFlag(targetId);
        return switch (target.kind(targetId)) {
            case FWD -> flag == union ? Result.MATCH : Result.OTHER_KIND;
            // The flag of a struct or union says that it has bit-fields, but this is what kernels look at.
            case STRUCT -> flag ? Result.OTHER_KIND : unlessRepeated(baseId, targetId);
            case UNION -> flag ? unlessRepeated(baseId, targetId) : Result.OTHER_KIND;
            default -> Result.OTHER_KIND;
        };
    }

    private Result unlessRepeated(int baseId, int targetId) {
        return isRepeated(targetId) ? sameSize(baseId, targetId) : Result.MATCH;
    }

    private Result sameSize(int baseId, int targetId) {
        int differing = base.sizeOrTypeId(baseId) ^ target.sizeOrTypeId(targetId);
        return (differing & LOW_31_BITS) == 0 ? Result.MATCH : Result.OTHER_SIZE;
    }

    /** Whether the target has another struct or union of that name; kernels tell names apart by their offset. */
    private boolean isRepeated(int targetId) {
        int nameOffset = target.nameOffset(targetId);
        for (int id = names.first(target, nameOffset); id != 0; id = names.next(id)) {
            if (id != targetId && target.kind(id).isComposite() && target.nameOffset(id) == nameOffset) {
                return true;
            }
        }
        return false;
    }

    private static int encoding(Btf btf, int id) {
        return btf.tailWord(id) >>> 24 & 0xf;
    }
}
