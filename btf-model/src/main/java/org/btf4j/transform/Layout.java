// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.function.IntPredicate;
import org.btf4j.model.Btf;
import org.btf4j.model.Kind;
import org.btf4j.model.TypeWords;

/**
 * How split BTF and its small base are laid out: what each needed type of the base becomes, and on which side it lives.
 *
 * <p>Distilling is the same for all layouts but for these two answers. What a small base then finds in a target differs more,
 * see {@link Relocator}.
 */
public enum Layout {
    /**
     * The layout of Linux 6.11, libbpf 1.5, pahole 1.28 and later, kept in the section {@code .BTF.base}.
     *
     * <p>The base has integers, floats, forward declarations, and shells of named structs, unions and enumerations that keep
     * name and size. Everything else moves behind the split's own types.
     */
    DISTILLED(".BTF.base", "distilled") {
        @Override
        boolean staysInBase(Btf input, int id) {
            return switch (input.kind(id)) {
                case INT, FLOAT, FWD -> true;
                case STRUCT, UNION, ENUM, ENUM64 -> input.isNamed(id);
                default -> false;
            };
        }

        @Override
        void appendToBase(Btf input, int id, IntPredicate embedded, TypeWords types) {
            switch (input.kind(id)) {
                case STRUCT, UNION -> appendShell(input, id, input.kind(id), types);
                // Only the size of an enumeration counts, so a target may have widened its values to 64 bits.
                case ENUM, ENUM64 -> appendShell(input, id, Kind.ENUM, types);
                default -> types.copy(input, id);
            }
        }

        @Override
        LayoutRules rules(Btf target) {
            return new DistilledRules(target);
        }
    },

    /**
     * The layout of the first proposal of March 2024, kept in the section {@code .BTF.base_ref}.
     *
     * <p>The base has every needed type. A named struct or union is a forward declaration there, or a shell that keeps the
     * size if the split has it by value; a named enumeration is one without values; all else is as it was.
     */
    BASE_REF(".BTF.base_ref", "base-ref") {
        @Override
        boolean staysInBase(Btf input, int id) {
            return true;
        }

        @Override
        void appendToBase(Btf input, int id, IntPredicate embedded, TypeWords types) {
            Kind kind = input.kind(id);
            if (!input.isNamed(id)) {
                types.copy(input, id);
                return;
            }
            switch (kind) {
                case STRUCT, UNION -> {
                    if (embedded.test(id)) {
                        appendShell(input, id, kind, types);
                    } else {
                        types.head(input.nameOffset(id), Kind.FWD, kind == Kind.UNION, 0, 0);
                    }
                }
                case ENUM -> types.head(input.nameOffset(id), kind, false, 0, Integer.BYTES);
                // Signed, as the forward declaration of such an enumeration always was in the proposal.
                case ENUM64 -> types.head(input.nameOffset(id), kind, true, 0, Long.BYTES);
                default -> types.copy(input, id);
            }
        }

        @Override
        LayoutRules rules(Btf target) {
            return new BaseRefRules(target);
        }
    };

    private final String section;
    private final String label;

    Layout(String section, String label) {
        this.section = section;
        this.label = label;
    }

    /** The ELF section that holds the small base. */
    public String section() {
        return section;
    }

    /** The name by which users call the layout. */
    @Override
    public String toString() {
        return label;
    }

    /** Whether a needed type lives in the small base; the others move to the split. */
    abstract boolean staysInBase(Btf input, int id);

    /**
     * Appends what a needed type becomes in the small base.
     *
     * @param embedded which types the split has by value
     */
    abstract void appendToBase(Btf input, int id, IntPredicate embedded, TypeWords types);

    /** How small bases of this layout find their types in a target. */
    abstract LayoutRules rules(Btf target);

    private static void appendShell(Btf input, int id, Kind kind, TypeWords types) {
        types.head(input.nameOffset(id), kind, false, 0, input.sizeOrTypeId(id));
    }
}
