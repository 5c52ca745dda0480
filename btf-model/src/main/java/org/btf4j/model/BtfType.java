// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import java.util.List;

/**
 * One BTF type as a record, one record per {@link Kind}.
 *
 * <p>Records hold type ids, never other types: BTF is cyclic. Sizes are bytes, offsets of members bits, both unsigned 32-bit
 * numbers in a {@code long}. Names are Latin-1, byte for byte, because the kernel judges identifiers as Latin-1 (Linux 6.12);
 * an empty name means anonymous. What a kind does not use (a kind flag on a pointer, say) is not in its record; it stays in
 * the bytes of the {@link Btf}.
 *
 * <p>Two records are equal when they say the same of the same ids. All are immutable.
 */
// The records bear the names of their kinds; whoever imports one by its simple name is meant to see that.
@SuppressWarnings("AvoidCommonTypeNames")
public sealed interface BtfType {

    /** The kind of this type. */
    Kind kind();

    /** The name, empty where there is none. */
    default String name() {
        return "";
    }

    /** Bytes that the type takes; 0 for kinds that do not say, see {@link Kind#hasSize()}. */
    default long size() {
        return 0;
    }

    /** Type id 0, and what stands for it wherever an id is 0. */
    record Void() implements BtfType {
        @Override
        public Kind kind() {
            return Kind.VOID;
        }
    }

    /**
     * A type of a kind that only the layout section describes.
     *
     * @param code the kind's number
     * @param name the name
     * @param vlen the number of its elements
     */
    record Unknown(int code, String name, int vlen) implements BtfType {
        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    /**
     * An integer.
     *
     * @param size bytes
     * @param encoding 0 or bits of {@link #SIGNED}, {@link #CHAR}, {@link #BOOL}
     * @param bitOffset where the value starts, in bits
     * @param bits how many bits the value has
     */
    record Int(String name, long size, int encoding, int bitOffset, int bits) implements BtfType {
        /** Encoding bit of a signed integer. */
        public static final int SIGNED = 1;
        /** Encoding bit of a character. */
        public static final int CHAR = 2;
        /** Encoding bit of a truth value. */
        public static final int BOOL = 4;

        @Override
        public Kind kind() {
            return Kind.INT;
        }

        static Int decode(TypeReader in) {
            int word = in.tail(0);
            return new Int(in.name(), in.size(), word >>> 24 & 0xf, word >>> 16 & 0xff, word & 0xff);
        }

        void encode(TypeWriter out) {
            out.head(this, 0, false, out.unsigned("size", size));
            out.word(out.bits("encoding", encoding, 4) << 24
                    | out.bits("bit offset", bitOffset, 8) << 16
                    | out.bits("bits", bits, 8));
        }
    }

    /** A pointer. */
    record Ptr(int typeId) implements BtfType {
        @Override
        public Kind kind() {
            return Kind.PTR;
        }

        static Ptr decode(TypeReader in) {
            return new Ptr(in.typeId());
        }

        void encode(TypeWriter out) {
            out.head(this, 0, false, typeId);
        }
    }

    /**
     * An array.
     *
     * @param elementTypeId type of an element
     * @param indexTypeId type of the index
     * @param length number of elements
     */
    record Array(int elementTypeId, int indexTypeId, long length) implements BtfType {
        @Override
        public Kind kind() {
            return Kind.ARRAY;
        }

        static Array decode(TypeReader in) {
            return new Array(in.tail(0), in.tail(1), Integer.toUnsignedLong(in.tail(2)));
        }

        void encode(TypeWriter out) {
            out.head(this, 0, false, 0);
            out.word(elementTypeId);
            out.word(indexTypeId);
            out.word(out.unsigned("number of elements", length));
        }
    }

    /**
     * A member of a struct or union.
     *
     * @param bitOffset where it starts, in bits; below 2<sup>24</sup> in a type with bit-fields
     * @param bitfieldSize its bits, 0 unless it is a bit-field of a type with the kind flag
     */
    record Member(String name, int typeId, long bitOffset, int bitfieldSize) {

        static List<Member> decodeAll(TypeReader in) {
            boolean bitfields = in.kindFlag();
            return in.elements(at -> {
                int offset = in.word(at + 2);
                return bitfields
                        ? new Member(in.string(at), in.word(at + 1), offset & 0xff_ffff, offset >>> 24)
                        : new Member(in.string(at), in.word(at + 1), Integer.toUnsignedLong(offset), 0);
            });
        }

        void encode(boolean bitfields, TypeWriter out) {
            out.string(name);
            out.word(typeId);
            if (bitfields) {
                out.word(out.bits("bit-field size", bitfieldSize, 8) << 24 | out.bits("bit offset", bitOffset, 24));
            } else {
                out.bits("bit-field size without the kind flag", bitfieldSize, 0);
                out.word(out.unsigned("bit offset", bitOffset));
            }
        }
    }

    /** A struct or a union; what {@link Kind#isComposite()} says of its kind. */
    sealed interface Composite extends BtfType permits Struct, Union {

        /** The kind flag: members carry a bit-field size and a 24-bit offset. */
        boolean bitfields();

        /** Its members, in their order. */
        List<Member> members();
    }

    /**
     * A struct.
     *
     * @param size bytes
     * @param bitfields the kind flag: members carry a bit-field size and a 24-bit offset
     */
    record Struct(String name, long size, boolean bitfields, List<Member> members) implements Composite {
        /** Keeps its own copy of the members. */
        public Struct {
            members = List.copyOf(members);
        }

        @Override
        public Kind kind() {
            return Kind.STRUCT;
        }

        static Struct decode(TypeReader in) {
            return new Struct(in.name(), in.size(), in.kindFlag(), Member.decodeAll(in));
        }

        void encode(TypeWriter out) {
            out.head(this, members.size(), bitfields, out.unsigned("size", size));
            members.forEach(member -> member.encode(bitfields, out));
        }
    }

    /**
     * A union.
     *
     * @param size bytes
     * @param bitfields the kind flag: members carry a bit-field size and a 24-bit offset
     */
    record Union(String name, long size, boolean bitfields, List<Member> members) implements Composite {
        /** Keeps its own copy of the members. */
        public Union {
            members = List.copyOf(members);
        }

        @Override
        public Kind kind() {
            return Kind.UNION;
        }

        static Union decode(TypeReader in) {
            return new Union(in.name(), in.size(), in.kindFlag(), Member.decodeAll(in));
        }

        void encode(TypeWriter out) {
            out.head(this, members.size(), bitfields, out.unsigned("size", size));
            members.forEach(member -> member.encode(bitfields, out));
        }
    }

    /**
     * A named value of an enumeration.
     *
     * @param value the value; of an unsigned 64-bit enumeration its bits
     */
    record Enumerator(String name, long value) {}

    /** An enumeration of either kind; what {@link Kind#isEnumeration()} says of its kind. */
    sealed interface Enumeration extends BtfType permits Enum, Enum64 {

        /** The kind flag: values are signed. */
        boolean signed();

        /** Its values, in their order. */
        List<Enumerator> enumerators();
    }

    /**
     * An enumeration with 32-bit values.
     *
     * @param size bytes
     * @param signed the kind flag: values are signed
     */
    record Enum(String name, long size, boolean signed, List<Enumerator> enumerators) implements Enumeration {
        /** Keeps its own copy of the enumerators. */
        public Enum {
            enumerators = List.copyOf(enumerators);
        }

        @Override
        public Kind kind() {
            return Kind.ENUM;
        }

        static Enum decode(TypeReader in) {
            boolean signed = in.kindFlag();
            return new Enum(
                    in.name(),
                    in.size(),
                    signed,
                    in.elements(at -> new Enumerator(
                            in.string(at), signed ? in.word(at + 1) : Integer.toUnsignedLong(in.word(at + 1)))));
        }

        void encode(TypeWriter out) {
            out.head(this, enumerators.size(), signed, out.unsigned("size", size));
            for (Enumerator each : enumerators) {
                out.string(each.name());
                out.word(signed ? out.signed("value", each.value()) : out.unsigned("value", each.value()));
            }
        }
    }

    /**
     * A struct or union of which only the name is known.
     *
     * @param union the kind flag: a union, otherwise a struct
     */
    record Fwd(String name, boolean union) implements BtfType {
        @Override
        public Kind kind() {
            return Kind.FWD;
        }

        static Fwd decode(TypeReader in) {
            return new Fwd(in.name(), in.kindFlag());
        }

        void encode(TypeWriter out) {
            out.head(this, 0, union, 0);
        }
    }

    /** A typedef. */
    record Typedef(String name, int typeId) implements BtfType {
        @Override
        public Kind kind() {
            return Kind.TYPEDEF;
        }

        static Typedef decode(TypeReader in) {
            return new Typedef(in.name(), in.typeId());
        }

        void encode(TypeWriter out) {
            out.head(this, 0, false, typeId);
        }
    }

    /** The volatile qualifier. */
    record Volatile(int typeId) implements BtfType {
        @Override
        public Kind kind() {
            return Kind.VOLATILE;
        }

        static Volatile decode(TypeReader in) {
            return new Volatile(in.typeId());
        }

        void encode(TypeWriter out) {
            out.head(this, 0, false, typeId);
        }
    }

    /** The const qualifier. */
    record Const(int typeId) implements BtfType {
        @Override
        public Kind kind() {
            return Kind.CONST;
        }

        static Const decode(TypeReader in) {
            return new Const(in.typeId());
        }

        void encode(TypeWriter out) {
            out.head(this, 0, false, typeId);
        }
    }

    /** The restrict qualifier. */
    record Restrict(int typeId) implements BtfType {
        @Override
        public Kind kind() {
            return Kind.RESTRICT;
        }

        static Restrict decode(TypeReader in) {
            return new Restrict(in.typeId());
        }

        void encode(TypeWriter out) {
            out.head(this, 0, false, typeId);
        }
    }

    /**
     * A function.
     *
     * @param typeId its prototype
     * @param linkage {@link #STATIC}, {@link #GLOBAL} or {@link #EXTERN}
     */
    record Func(String name, int typeId, int linkage) implements BtfType {
        /** Linkage of a static function. */
        public static final int STATIC = 0;
        /** Linkage of a global function. */
        public static final int GLOBAL = 1;
        /** Linkage of a function that is defined elsewhere. */
        public static final int EXTERN = 2;

        @Override
        public Kind kind() {
            return Kind.FUNC;
        }

        static Func decode(TypeReader in) {
            return new Func(in.name(), in.typeId(), in.vlen());
        }

        void encode(TypeWriter out) {
            out.head(this, linkage, false, typeId);
        }
    }

    /** A parameter of a function prototype; type 0 and no name, as the last one, stand for variable arguments. */
    record Parameter(String name, int typeId) {}

    /** A function prototype. */
    record FuncProto(int returnTypeId, List<Parameter> parameters) implements BtfType {
        /** Keeps its own copy of the parameters. */
        public FuncProto {
            parameters = List.copyOf(parameters);
        }

        @Override
        public Kind kind() {
            return Kind.FUNC_PROTO;
        }

        static FuncProto decode(TypeReader in) {
            return new FuncProto(in.typeId(), in.elements(at -> new Parameter(in.string(at), in.word(at + 1))));
        }

        void encode(TypeWriter out) {
            out.head(this, parameters.size(), false, returnTypeId);
            for (Parameter each : parameters) {
                out.string(each.name());
                out.word(each.typeId());
            }
        }
    }

    /**
     * A variable.
     *
     * @param linkage {@link #STATIC}, {@link #GLOBAL} or {@link #EXTERN}
     */
    record Var(String name, int typeId, int linkage) implements BtfType {
        /** Linkage of a static variable. */
        public static final int STATIC = 0;
        /** Linkage of a global variable that is allocated here. */
        public static final int GLOBAL = 1;
        /** Linkage of a variable that is allocated elsewhere. */
        public static final int EXTERN = 2;

        @Override
        public Kind kind() {
            return Kind.VAR;
        }

        static Var decode(TypeReader in) {
            return new Var(in.name(), in.typeId(), in.tail(0));
        }

        void encode(TypeWriter out) {
            out.head(this, 0, false, typeId);
            out.word(linkage);
        }
    }

    /**
     * A variable's place in its section.
     *
     * @param offset bytes from the start of the section
     * @param size bytes
     */
    record SectionVariable(int typeId, long offset, long size) {}

    /**
     * A section and the variables in it.
     *
     * @param size bytes
     */
    record Datasec(String name, long size, List<SectionVariable> variables) implements BtfType {
        /** Keeps its own copy of the variables. */
        public Datasec {
            variables = List.copyOf(variables);
        }

        @Override
        public Kind kind() {
            return Kind.DATASEC;
        }

        static Datasec decode(TypeReader in) {
            return new Datasec(
                    in.name(),
                    in.size(),
                    in.elements(at -> new SectionVariable(
                            in.word(at),
                            Integer.toUnsignedLong(in.word(at + 1)),
                            Integer.toUnsignedLong(in.word(at + 2)))));
        }

        void encode(TypeWriter out) {
            out.head(this, variables.size(), false, out.unsigned("size", size));
            for (SectionVariable each : variables) {
                out.word(each.typeId());
                out.word(out.unsigned("offset", each.offset()));
                out.word(out.unsigned("size", each.size()));
            }
        }
    }

    /**
     * A floating-point number.
     *
     * @param size bytes
     */
    record Float(String name, long size) implements BtfType {
        @Override
        public Kind kind() {
            return Kind.FLOAT;
        }

        static Float decode(TypeReader in) {
            return new Float(in.name(), in.size());
        }

        void encode(TypeWriter out) {
            out.head(this, 0, false, out.unsigned("size", size));
        }
    }

    /**
     * A tag on a declaration.
     *
     * @param name the tag's value
     * @param componentIndex which member or parameter, -1 for the whole
     * @param attribute the kind flag: the value is an attribute (Linux 6.15 and later)
     */
    record DeclTag(String name, int typeId, int componentIndex, boolean attribute) implements BtfType {
        @Override
        public Kind kind() {
            return Kind.DECL_TAG;
        }

        static DeclTag decode(TypeReader in) {
            return new DeclTag(in.name(), in.typeId(), in.tail(0), in.kindFlag());
        }

        void encode(TypeWriter out) {
            out.head(this, 0, attribute, typeId);
            out.word(componentIndex);
        }
    }

    /**
     * A tag on a type.
     *
     * @param name the tag's value
     * @param attribute the kind flag: the value is an attribute (Linux 6.15 and later)
     */
    record TypeTag(String name, int typeId, boolean attribute) implements BtfType {
        @Override
        public Kind kind() {
            return Kind.TYPE_TAG;
        }

        static TypeTag decode(TypeReader in) {
            return new TypeTag(in.name(), in.typeId(), in.kindFlag());
        }

        void encode(TypeWriter out) {
            out.head(this, 0, attribute, typeId);
        }
    }

    /**
     * An enumeration with 64-bit values.
     *
     * @param size bytes
     * @param signed the kind flag: values are signed
     */
    record Enum64(String name, long size, boolean signed, List<Enumerator> enumerators) implements Enumeration {
        /** Keeps its own copy of the enumerators. */
        public Enum64 {
            enumerators = List.copyOf(enumerators);
        }

        @Override
        public Kind kind() {
            return Kind.ENUM64;
        }

        static Enum64 decode(TypeReader in) {
            return new Enum64(
                    in.name(),
                    in.size(),
                    in.kindFlag(),
                    in.elements(at -> new Enumerator(
                            in.string(at), (long) in.word(at + 2) << 32 | Integer.toUnsignedLong(in.word(at + 1)))));
        }

        void encode(TypeWriter out) {
            out.head(this, enumerators.size(), signed, out.unsigned("size", size));
            for (Enumerator each : enumerators) {
                out.string(each.name());
                out.word((int) each.value());
                out.word((int) (each.value() >>> 32));
            }
        }
    }
}
