// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.function.Predicate;
import org.btf4j.model.BtfType;

/**
 * What may become of a type between the kernel that a module was built for and the one that it is relocated to.
 *
 * <p>The verdicts below are those of Linux 6.12 on a module in the layout of {@code .BTF.base}, where the target has no other
 * type of the name. A struct is embedded if a struct of the module has it by value, which makes its size matter.
 */
public enum TypeChange {
    /** A struct or union gets one more member at its end. An embedded struct differs in size, any other is mapped. */
    MEMBER_APPENDED(Composite::isChangeable),
    /** A struct or union gets one more member before others. An embedded struct differs in size, any other is mapped. */
    MEMBER_INSERTED(type -> Composite.isChangeable(type)
            && !Composite.of(type).insertionPoints().isEmpty()),
    /**
     * A struct or union loses a member, and what is behind it moves up by whole eight bytes. An embedded struct that shrinks
     * differs in size, any other is mapped.
     */
    MEMBER_REMOVED(type ->
            Composite.isChangeable(type) && !Composite.of(type).members().isEmpty()),
    /** A member of a struct or union becomes an integer that has room in its place. The type is mapped. */
    MEMBER_RETYPED(type ->
            Composite.isChangeable(type) && !Composite.of(type).retypeable().isEmpty()),
    /** A struct or union gets eight bytes larger. An embedded one differs in size, any other is mapped. */
    GROWN(Composite::isChangeable),
    /** An enumeration gets 64-bit values and eight bytes. Its size differs unless it had eight before. */
    WIDENED(BtfType.Enum.class::isInstance),
    /** The type has another name. It is missing. */
    RENAMED(type -> true),
    /**
     * A struct becomes a union that is as large. A struct finds it nevertheless; a forward declaration finds it only if it has
     * bit-fields.
     */
    MADE_UNION(type -> Composite.isChangeable(type) && type instanceof BtfType.Struct),
    /**
     * Of a struct or union only a forward declaration is left. An embedded one differs in size unless it had none; any other
     * is mapped; a forward declaration finds it if both declare a struct or both a union.
     */
    MADE_FORWARD(Composite::isChangeable),
    /**
     * Beside a struct or union there is another one of the name, of another size. The type is mapped if the first one still
     * has the size that the module knows, else the size differs; a forward declaration finds neither.
     */
    DOUBLED(Composite::isChangeable),
    /**
     * Before or behind a struct or union there is a forward declaration of it. The type is ambiguous; but an embedded one is
     * mapped if the declaration comes first.
     */
    DECLARED_BESIDE(Composite::isChangeable);

    private final Predicate<BtfType> applies;

    TypeChange(Predicate<BtfType> applies) {
        this.applies = applies;
    }

    boolean appliesTo(BtfType type) {
        return applies.test(type);
    }
}
