// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Makes BTF of C declarations, as gcc and pahole would on x86-64.
 *
 * <pre>{@code
 * Btf base = CDeclarations.parse("struct s1 { int *f1; };");
 * Btf split = CDeclarations.parse("struct s1 { int *f1; }; struct s2 { struct s1 inner; };", base);
 * }</pre>
 *
 * <h2>What is taken</h2>
 *
 * <p>Declarations of structs, unions, enumerations, typedefs and functions: all base types in all spellings, pointers,
 * qualifiers, arrays, bit-fields, function pointers, anonymous members, flexible array members, forward declarations, the
 * attributes {@code packed} and {@code aligned(n)} of structs, unions and members, {@code packed} of enumerations, and
 * constant expressions with {@code sizeof}. Comments are skipped. A function may have an empty body, so that a compiler takes
 * the same text for a definition.
 *
 * <p>Not taken, but refused, are variables, initialisers, statements, casts, {@code typeof}, {@code _Atomic} and other words of
 * C that are not about layout, all other attributes, preprocessor directives, and definitions of structs, unions and
 * enumerations inside a parameter list. All names are in one scope, that of the file.
 *
 * <h2>What it becomes</h2>
 *
 * <p>Sizes, offsets and bit-field positions are those of the x86-64 ABI. Encodings are those of gcc 12 and pahole 1.30:
 *
 * <ul>
 *   <li>Plain {@code char} is signed. Floating-point numbers are FLOATs. Names of integers are those of DWARF, such as
 *       {@code long unsigned int}.
 *   <li>An enumeration has 4 bytes, or 8 and kind ENUM64 if a value needs them; it is signed if a value is negative.
 *   <li>The dimensions of an array are multiplied into one. The index type is always {@code int}.
 *   <li>A struct or union with a bit-field has the kind flag; unnamed bit-fields are no members.
 *   <li>A function, declared or defined, becomes a FUNC of linkage static, the one that pahole gives to all. Its prototype
 *       has the names of the parameters, those of function pointers have none. The last parameter of type 0 and without a
 *       name stands for {@code ...}, and for {@code ()} without a parameter list.
 *   <li>A struct or union that is never defined becomes a FWD, such an enumeration an ENUM without enumerators.
 *   <li>Equal types without a name become one. A member whose elements are {@code const} is a CONST over the array too.
 * </ul>
 *
 * <p>In some places gcc 12 and pahole 1.30 follow their own history more than the text, and the result follows the text:
 * {@code const} on an array typedef behind a pointer is kept; {@code const volatile} is always VOLATILE over CONST; the
 * elements of an array are always of the type that is written; a struct that is only named has its FWD even if nothing refers
 * to it; and a function whose parameters lack names is there, though pahole leaves it out and Linux 6.12 does not take it.
 *
 * <h2>Order</h2>
 *
 * <p>Types have ids in the order in which the text completes them: a base type where it is first named, a pointer after what
 * it points to, a struct after the types of its members. What has to point ahead, as to the struct that is being declared,
 * points ahead. A struct that is never defined counts where it is first named. Types that nothing needs are left out.
 *
 * <h2>Over a base</h2>
 *
 * <p>Types that the base has are referred to rather than repeated, as pahole does with {@code --btf_base}: a type with a name
 * if the base has one of that kind and name which is equal in all that can be reached from it; one without a name if what it
 * refers to is of the base and the base has it. A forward declaration equals the struct or union of the base. A declaration
 * that differs from the base's type of that name makes a type of its own, and so do all that refer to it. An array of the base
 * whose index type is not {@code int} equals none that C declares.
 *
 * <p>Beyond that, structs, unions, enumerations and typedefs of the base can be used without a declaration, also embedded,
 * if the base has just one of that name. BTF does not tell alignment: that of an embedded struct of the base is the greatest
 * of its members', or 1 if its offsets or its size do not fit that, as libbpf 1.7 reckons; declare structs that are aligned
 * more strictly. Where the base has one {@code char} and it is unsigned, as in Linux from 6.2 on, that is the {@code char}.
 *
 * <p>All methods are safe to call from several threads.
 */
public final class CDeclarations {

    /** The longest text that is read, in characters. */
    public static final int MAX_LENGTH = 1 << 18;

    /** How deep parentheses, brackets, braces and conditional expressions may be nested. */
    public static final int MAX_NESTING = 64;

    private CDeclarations() {}

    /**
     * BTF of these declarations that stands alone, little-endian.
     *
     * @throws BtfFormatException if the text is not C that is supported here; the message tells line and column
     */
    public static Btf parse(String source) {
        return parse(source, null);
    }

    /**
     * BTF of these declarations that is split over the base, in its byte order; without a base it stands alone.
     *
     * @throws BtfFormatException if the text is not C that is supported here; the message tells line and column
     */
    public static Btf parse(String source, @Nullable Btf base) {
        Translation translation = new Translation(base);
        translation.declarations.read(SourceParser.parse(source));
        return new Assembly(translation.types, base).build();
    }
}
