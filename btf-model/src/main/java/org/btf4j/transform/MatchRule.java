// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import org.btf4j.model.Btf;
import org.btf4j.model.Kind;

/**
 * Whether a target type is the counterpart of a distilled base's type of the same name.
 *
 * <p>The rules are those that Linux 6.12 and libbpf 1.7 follow in fact, also where hardly anyone meant them: a struct finds a
 * union, a forward declaration of a union finds a struct.
 *
 * <p>Immutable and safe to share between threads.
 */
final class MatchRule {

    private final Btf base;
    private final Btf target;
    private final SizeRule sizes;

    MatchRule(Btf base, Btf target, SizeRule sizes) {
        this.base = base;
        this.target = target;
        this.sizes = sizes;
    }

    /** What keeps a target type from being the counterpart, or that nothing does; the farthest first. */
    enum Result {
        OTHER_KIND,
        OTHER_SIZE,
        OTHER_ENCODING,
        MATCH
    }

    /**
     * Compares a base type with a target type of the same name.
     *
     * @param embedded whether the split has the base type by value, so that its size must be the same
     */
    Result compare(int baseId, int targetId, boolean embedded) {
        if (!kindsFit(baseId, targetId)) {
            return Result.OTHER_KIND;
        }
        int size = base.sizeOrTypeId(baseId);
        if (!sizes.allows(targetId, size) || (embedded && size != target.sizeOrTypeId(targetId))) {
            return Result.OTHER_SIZE;
        }
        if (base.kind(baseId) == Kind.INT && encoding(base, baseId) != encoding(target, targetId)) {
            return Result.OTHER_ENCODING;
        }
        return Result.MATCH;
    }

    private boolean kindsFit(int baseId, int targetId) {
        Kind kind = target.kind(targetId);
        return switch (base.kind(baseId)) {
            case INT -> kind == Kind.INT;
            case FLOAT -> kind == Kind.FLOAT;
            case ENUM -> kind.isEnumeration();
            case STRUCT, UNION ->
                switch (kind) {
                    case STRUCT, UNION, FWD, INT, FLOAT, ENUM, ENUM64 -> true;
                    default -> false;
                };
            case FWD -> forwardFits(base.kindFlag(baseId), kind, target.kindFlag(targetId));
            default -> throw new IllegalStateException(base.describe(baseId) + " in a distilled base");
        };
    }

    private static boolean forwardFits(boolean union, Kind kind, boolean flag) {
        return switch (kind) {
            case FWD -> flag == union;
            // The flag of a struct or union says that it has bit-fields, but this is what kernels look at.
            case STRUCT -> !flag;
            case UNION -> flag;
            default -> false;
        };
    }

    private static int encoding(Btf btf, int id) {
        return btf.tailWord(id) >>> 24 & 0xf;
    }
}
