// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes new BTF type by type, with one method per kind.
 *
 * <p>Each method appends one type and returns its id, so that later types can refer to it; ids of types to come may be named
 * as well, {@link #nextId()} tells the next one. Strings are stored once each, in the order of first use; those of the base
 * are used where they are. Numbers that do not fit their field are refused with an {@link IllegalArgumentException}; ids are
 * checked by {@link #build()}. The result has a 24-byte header. Not thread-safe.
 */
public final class BtfBuilder {

    private final ByteOrder byteOrder;
    private final @Nullable Btf base;
    private final StringPool strings;
    private final TypeWriter types;
    private int nextId;

    private BtfBuilder(ByteOrder byteOrder, @Nullable Btf base) {
        this.byteOrder = byteOrder;
        this.base = base;
        this.strings =
                base == null ? StringPool.standalone() : StringPool.over(base).split();
        this.types = new TypeWriter(strings);
        this.nextId = base == null ? 1 : base.typeCount();
    }

    /** A builder of little-endian BTF that stands alone. */
    public static BtfBuilder standalone() {
        return standalone(ByteOrder.LITTLE_ENDIAN);
    }

    /** A builder of BTF that stands alone, in that byte order. */
    public static BtfBuilder standalone(ByteOrder byteOrder) {
        return new BtfBuilder(byteOrder, null);
    }

    /** A builder of BTF that is split over a base, in the byte order of the base. */
    public static BtfBuilder over(Btf base) {
        return new BtfBuilder(base.byteOrder(), base);
    }

    /** The id that the next type gets. */
    public int nextId() {
        return nextId;
    }

    /** Appends any type and returns its id. */
    public int add(BtfType type) {
        types.type(type);
        return nextId++;
    }

    /** Appends an integer of a whole number of bytes; {@code encoding} as in {@link BtfType.Int}. */
    public int integer(String name, int size, int encoding) {
        return add(new BtfType.Int(name, size, encoding, 0, size * Byte.SIZE));
    }

    /** Appends a pointer. */
    public int pointer(int typeId) {
        return add(new BtfType.Ptr(typeId));
    }

    /** Appends an array. */
    public int array(int elementTypeId, int indexTypeId, long length) {
        return add(new BtfType.Array(elementTypeId, indexTypeId, length));
    }

    /** Appends a struct; it gets the kind flag if one of its members is a bit-field. */
    public int struct(String name, long size, BtfType.Member... members) {
        return add(new BtfType.Struct(name, size, hasBitfield(members), List.of(members)));
    }

    /** Appends a union; it gets the kind flag if one of its members is a bit-field. */
    public int union(String name, long size, BtfType.Member... members) {
        return add(new BtfType.Union(name, size, hasBitfield(members), List.of(members)));
    }

    /** A member that is not a bit-field. */
    public static BtfType.Member member(String name, int typeId, long bitOffset) {
        return new BtfType.Member(name, typeId, bitOffset, 0);
    }

    /** A member that is a bit-field. */
    public static BtfType.Member bitfield(String name, int typeId, long bitOffset, int bits) {
        return new BtfType.Member(name, typeId, bitOffset, bits);
    }

    /** Appends an enumeration of four bytes; it is signed if one of its values is negative. */
    public int enumeration(String name, BtfType.Enumerator... enumerators) {
        return add(new BtfType.Enum(name, Integer.BYTES, hasNegative(enumerators), List.of(enumerators)));
    }

    /** A named value of an enumeration. */
    public static BtfType.Enumerator enumerator(String name, long value) {
        return new BtfType.Enumerator(name, value);
    }

    /** Appends a forward declaration of a struct. */
    public int forwardStruct(String name) {
        return add(new BtfType.Fwd(name, false));
    }

    /** Appends a forward declaration of a union. */
    public int forwardUnion(String name) {
        return add(new BtfType.Fwd(name, true));
    }

    /** Appends a typedef. */
    public int typedef(String name, int typeId) {
        return add(new BtfType.Typedef(name, typeId));
    }

    /** Appends a volatile qualifier. */
    public int volatileOf(int typeId) {
        return add(new BtfType.Volatile(typeId));
    }

    /** Appends a const qualifier. */
    public int constOf(int typeId) {
        return add(new BtfType.Const(typeId));
    }

    /** Appends a restrict qualifier. */
    public int restrictOf(int typeId) {
        return add(new BtfType.Restrict(typeId));
    }

    /** Appends a function; {@code linkage} as in {@link BtfType.Func}. */
    public int function(String name, int prototypeId, int linkage) {
        return add(new BtfType.Func(name, prototypeId, linkage));
    }

    /** Appends a function prototype. */
    public int prototype(int returnTypeId, BtfType.Parameter... parameters) {
        return add(new BtfType.FuncProto(returnTypeId, List.of(parameters)));
    }

    /** A parameter of a function prototype. */
    public static BtfType.Parameter parameter(String name, int typeId) {
        return new BtfType.Parameter(name, typeId);
    }

    /** Appends a variable; {@code linkage} as in {@link BtfType.Var}. */
    public int variable(String name, int typeId, int linkage) {
        return add(new BtfType.Var(name, typeId, linkage));
    }

    /** Appends a section of variables. */
    public int section(String name, long size, BtfType.SectionVariable... variables) {
        return add(new BtfType.Datasec(name, size, List.of(variables)));
    }

    /** Appends a floating-point number. */
    public int floating(String name, long size) {
        return add(new BtfType.Float(name, size));
    }

    /** Appends a tag on a whole declaration ({@code componentIndex} -1) or on one of its members or parameters. */
    public int declarationTag(String value, int typeId, int componentIndex) {
        return add(new BtfType.DeclTag(value, typeId, componentIndex, false));
    }

    /** Appends a tag on a type. */
    public int typeTag(String value, int typeId) {
        return add(new BtfType.TypeTag(value, typeId, false));
    }

    /** Appends an enumeration of eight bytes. */
    public int enumeration64(String name, boolean signed, BtfType.Enumerator... enumerators) {
        return add(new BtfType.Enum64(name, Long.BYTES, signed, List.of(enumerators)));
    }

    /**
     * The types so far as BTF; more can be added afterwards, to build again.
     *
     * @throws BtfFormatException if a type names an id that does not exist
     */
    public Btf build() {
        return BtfReader.assemble(byteOrder, base, types.words(), strings.toBytes());
    }

    private static boolean hasBitfield(BtfType.Member... members) {
        return List.of(members).stream().anyMatch(member -> member.bitfieldSize() > 0);
    }

    private static boolean hasNegative(BtfType.Enumerator... enumerators) {
        return List.of(enumerators).stream().anyMatch(each -> each.value() < 0);
    }
}
