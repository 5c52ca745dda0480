// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

/**
 * What may become of a type between the kernel that a module was built for and the one that it is relocated to.
 *
 * <p>The verdicts below are those of Linux 6.12 on a module in the layout of {@code .BTF.base}, where the target has no other
 * type of the name. A struct is embedded if a struct of the module has it by value, which makes its size matter.
 */
public enum TypeChange {
    /** A struct or union gets one more member at its end. An embedded struct differs in size, any other is mapped. */
    MEMBER_APPENDED,
    /** A struct or union gets one more member before others. An embedded struct differs in size, any other is mapped. */
    MEMBER_INSERTED,
    /**
     * A struct or union loses a member, and what is behind it moves up by whole eight bytes. An embedded struct that shrinks
     * differs in size, any other is mapped.
     */
    MEMBER_REMOVED,
    /** A member of a struct or union becomes an integer that has room in its place. The type is mapped. */
    MEMBER_RETYPED,
    /** A struct or union gets eight bytes larger. An embedded one differs in size, any other is mapped. */
    GROWN,
    /** An enumeration gets 64-bit values and eight bytes. Its size differs unless it had eight before. */
    WIDENED,
    /** The type has another name. It is missing. */
    RENAMED,
    /**
     * A struct becomes a union that is as large. A struct finds it nevertheless; a forward declaration finds it only if it has
     * bit-fields.
     */
    MADE_UNION,
    /**
     * Of a struct or union only a forward declaration is left. An embedded one differs in size unless it had none; any other
     * is mapped; a forward declaration finds it if both declare a struct or both a union.
     */
    MADE_FORWARD,
    /**
     * Beside a struct or union there is another one of the name, of another size. The type is mapped if the first one still
     * has the size that the module knows, else the size differs; a forward declaration finds neither.
     */
    DOUBLED,
    /**
     * Before or behind a struct or union there is a forward declaration of it. The type is ambiguous; but an embedded one is
     * mapped if the declaration comes first.
     */
    DECLARED_BESIDE
}
