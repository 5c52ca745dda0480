// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import org.btf4j.model.Btf;

/**
 * Which types of a target are counterparts only of types of equal size.
 *
 * <p>Integers, floats and enumerations always are, structs and unions where another struct or union of the target has their
 * name, forward declarations never. Names are told apart by their string offset, as kernels do. Sizes are compared by their
 * low 31 bits.
 *
 * <p>Immutable and safe to share between threads.
 */
final class SizeRule {

    private static final int LOW_31_BITS = 0x7fff_ffff;

    private final Btf target;
    /** Per name offset, how many structs and unions have that name. */
    private final IdTable composites = new IdTable();

    SizeRule(Btf target) {
        this.target = target;
        for (int id = target.firstId(); id < target.typeCount(); id++) {
            int name = target.nameOffset(id);
            if (name != 0 && target.kind(id).isComposite()) {
                composites.put(name, composites.get(name) + 1);
            }
        }
    }

    /** Whether a target type, which has a name offset, can be the counterpart of a type of that size. */
    boolean allows(int targetId, int size) {
        return !asksForSize(targetId) || (target.sizeOrTypeId(targetId) & LOW_31_BITS) == (size & LOW_31_BITS);
    }

    private boolean asksForSize(int targetId) {
        return switch (target.kind(targetId)) {
            case INT, FLOAT, ENUM, ENUM64 -> true;
            case STRUCT, UNION -> composites.get(target.nameOffset(targetId)) > 1;
            default -> false;
        };
    }
}
