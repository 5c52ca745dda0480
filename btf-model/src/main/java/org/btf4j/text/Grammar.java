// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.btf4j.model.BtfType;
import org.btf4j.model.BtfType.Enumerator;
import org.btf4j.model.BtfType.Member;
import org.btf4j.model.BtfType.Parameter;
import org.btf4j.model.BtfType.SectionVariable;
import org.btf4j.model.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What each kind looks like, as text and as JSON: printing both, and parsing, follow it.
 *
 * <p>The rules are those of bpftool 7.5, found by letting it print every kind with every value of its flags.
 */
final class Grammar {

    private static final Format ID = Format.typeId();
    private static final Format UNSIGNED = Format.unsigned(32);
    private static final Format SIGNED = Format.number(Integer.MIN_VALUE, Integer.MAX_VALUE);
    private static final Format BYTE = Format.unsigned(8);
    private static final Format ENCODING = Format.words("UNKN", "(none)", "SIGNED", "CHAR", "UNKN", "BOOL");
    private static final Format LINKAGE = Format.words("(unknown)", "static", "global", "extern", "(unknown)");
    private static final Format SIGNEDNESS = Format.words("", "UNSIGNED", "SIGNED");
    private static final Format STRUCT_OR_UNION = Format.words("", "struct", "union");

    /** Where a type has bit-fields, offsets of members have 24 bits. */
    private static final long HIGHEST_OFFSET_WITH_BITFIELDS = 0xff_ffff;

    private static final ElementShape<Member> MEMBER = ElementShape.<Member>named()
            .field(" type_id=", ID, Member::typeId)
            .field(" bits_offset=", UNSIGNED, Member::bitOffset)
            .optionalField(" bitfield_size=", Format.number(1, 0xff), Member::bitfieldSize)
            .parsed((name, values) -> new Member(name, (int) values[0], values[1], (int) values[2]));

    private static final ElementShape<Parameter> PARAMETER = ElementShape.<Parameter>named()
            .field(" type_id=", ID, Parameter::typeId)
            .parsed((name, values) -> new Parameter(name, (int) values[0]));

    private static final ElementShape<SectionVariable> VARIABLE = ElementShape.<SectionVariable>remarked()
            .field("type_id=", ID, SectionVariable::typeId)
            .field(" offset=", UNSIGNED, SectionVariable::offset)
            .field(" size=", UNSIGNED, SectionVariable::size)
            .parsed((name, values) -> new SectionVariable((int) values[0], values[1], values[2]));

    private static final ElementShape<Enumerator> UNSIGNED_VALUE = enumerator(Format.unsignedEnumerator());
    private static final ElementShape<Enumerator> SIGNED_VALUE = enumerator(SIGNED);
    private static final ElementShape<Enumerator> UNSIGNED_VALUE_64 = enumerator(Format.unsigned64("ULL"));
    private static final ElementShape<Enumerator> SIGNED_VALUE_64 = enumerator(Format.signed64("LL"));

    private static final Map<Kind, TypeShape<?, ?>> SHAPES = new EnumMap<>(Kind.class);

    static {
        SHAPES.put(
                Kind.INT,
                TypeShape.of(BtfType.Int.class)
                        .field(" size=", UNSIGNED, BtfType.Int::size)
                        .field(" bits_offset=", BYTE, BtfType.Int::bitOffset)
                        .field(" nr_bits=", BYTE, BtfType.Int::bits)
                        .field(" encoding=", ENCODING, BtfType.Int::encoding)
                        .parsed(in -> new BtfType.Int(
                                in.name(), in.value(0), in.intValue(3), in.intValue(1), in.intValue(2))));
        SHAPES.put(
                Kind.PTR,
                TypeShape.of(BtfType.Ptr.class)
                        .field(" type_id=", ID, BtfType.Ptr::typeId)
                        .parsed(in -> new BtfType.Ptr(in.intValue(0))));
        SHAPES.put(
                Kind.ARRAY,
                TypeShape.of(BtfType.Array.class)
                        .field(" type_id=", ID, BtfType.Array::elementTypeId)
                        .field(" index_type_id=", ID, BtfType.Array::indexTypeId)
                        .field(" nr_elems=", UNSIGNED, BtfType.Array::length)
                        .parsed(in -> new BtfType.Array(in.intValue(0), in.intValue(1), in.value(2))));
        SHAPES.put(
                Kind.STRUCT,
                TypeShape.of(BtfType.Struct.class)
                        .field(" size=", UNSIGNED, BtfType.Struct::size)
                        .elements("members", BtfType.Struct::members, MEMBER)
                        .parsed(in -> new BtfType.Struct(in.name(), in.value(0), hasBitfields(in), in.elements())));
        SHAPES.put(
                Kind.UNION,
                TypeShape.of(BtfType.Union.class)
                        .field(" size=", UNSIGNED, BtfType.Union::size)
                        .elements("members", BtfType.Union::members, MEMBER)
                        .parsed(in -> new BtfType.Union(in.name(), in.value(0), hasBitfields(in), in.elements())));
        SHAPES.put(
                Kind.ENUM,
                TypeShape.of(BtfType.Enum.class)
                        .field(" encoding=", SIGNEDNESS, type -> type.signed() ? 1 : 0)
                        .field(" size=", UNSIGNED, BtfType.Enum::size)
                        .elements(
                                "values",
                                BtfType.Enum::enumerators,
                                signed -> signed == 1 ? SIGNED_VALUE : UNSIGNED_VALUE)
                        .parsed(in -> new BtfType.Enum(in.name(), in.value(1), in.intValue(0) == 1, in.elements())));
        SHAPES.put(
                Kind.FWD,
                TypeShape.of(BtfType.Fwd.class)
                        .field(" fwd_kind=", STRUCT_OR_UNION, type -> type.union() ? 1 : 0)
                        .parsed(in -> new BtfType.Fwd(in.name(), in.intValue(0) == 1)));
        SHAPES.put(
                Kind.TYPEDEF,
                TypeShape.of(BtfType.Typedef.class)
                        .field(" type_id=", ID, BtfType.Typedef::typeId)
                        .parsed(in -> new BtfType.Typedef(in.name(), in.intValue(0))));
        SHAPES.put(
                Kind.VOLATILE,
                TypeShape.of(BtfType.Volatile.class)
                        .field(" type_id=", ID, BtfType.Volatile::typeId)
                        .parsed(in -> new BtfType.Volatile(in.intValue(0))));
        SHAPES.put(
                Kind.CONST,
                TypeShape.of(BtfType.Const.class)
                        .field(" type_id=", ID, BtfType.Const::typeId)
                        .parsed(in -> new BtfType.Const(in.intValue(0))));
        SHAPES.put(
                Kind.RESTRICT,
                TypeShape.of(BtfType.Restrict.class)
                        .field(" type_id=", ID, BtfType.Restrict::typeId)
                        .parsed(in -> new BtfType.Restrict(in.intValue(0))));
        SHAPES.put(
                Kind.FUNC,
                TypeShape.of(BtfType.Func.class)
                        .field(" type_id=", ID, BtfType.Func::typeId)
                        .field(" linkage=", LINKAGE, BtfType.Func::linkage)
                        .parsed(in -> new BtfType.Func(in.name(), in.intValue(0), in.intValue(1))));
        SHAPES.put(
                Kind.FUNC_PROTO,
                TypeShape.of(BtfType.FuncProto.class)
                        .field(" ret_type_id=", ID, BtfType.FuncProto::returnTypeId)
                        .elements("params", BtfType.FuncProto::parameters, PARAMETER)
                        .parsed(in -> new BtfType.FuncProto(in.intValue(0), in.elements())));
        SHAPES.put(
                Kind.VAR,
                TypeShape.of(BtfType.Var.class)
                        .field(" type_id=", ID, BtfType.Var::typeId)
                        .field(", linkage=", LINKAGE, BtfType.Var::linkage)
                        .parsed(in -> new BtfType.Var(in.name(), in.intValue(0), in.intValue(1))));
        SHAPES.put(
                Kind.DATASEC,
                TypeShape.of(BtfType.Datasec.class)
                        .field(" size=", UNSIGNED, BtfType.Datasec::size)
                        .elements("vars", BtfType.Datasec::variables, VARIABLE)
                        .parsed(in -> new BtfType.Datasec(in.name(), in.value(0), in.elements())));
        SHAPES.put(
                Kind.FLOAT,
                TypeShape.of(BtfType.Float.class)
                        .field(" size=", UNSIGNED, BtfType.Float::size)
                        .parsed(in -> new BtfType.Float(in.name(), in.value(0))));
        SHAPES.put(
                Kind.DECL_TAG,
                TypeShape.of(BtfType.DeclTag.class)
                        .field(" type_id=", ID, BtfType.DeclTag::typeId)
                        .field(" component_idx=", SIGNED, BtfType.DeclTag::componentIndex)
                        .parsed(in -> new BtfType.DeclTag(in.name(), in.intValue(0), in.intValue(1), false)));
        SHAPES.put(
                Kind.TYPE_TAG,
                TypeShape.of(BtfType.TypeTag.class)
                        .field(" type_id=", ID, BtfType.TypeTag::typeId)
                        .parsed(in -> new BtfType.TypeTag(in.name(), in.intValue(0), false)));
        SHAPES.put(
                Kind.ENUM64,
                TypeShape.of(BtfType.Enum64.class)
                        .field(" encoding=", SIGNEDNESS, type -> type.signed() ? 1 : 0)
                        .field(" size=", UNSIGNED, BtfType.Enum64::size)
                        .elements(
                                "values",
                                BtfType.Enum64::enumerators,
                                signed -> signed == 1 ? SIGNED_VALUE_64 : UNSIGNED_VALUE_64)
                        .parsed(in -> new BtfType.Enum64(in.name(), in.value(1), in.intValue(0) == 1, in.elements())));
    }

    private static final Map<String, TypeShape<?, ?>> BY_KEYWORD = SHAPES.entrySet().stream()
            .collect(Collectors.toMap(each -> each.getKey().name(), Map.Entry::getValue));

    private Grammar() {}

    static TypeShape<?, ?> of(Kind kind) {
        return Objects.requireNonNull(SHAPES.get(kind), kind::name);
    }

    /** The shape of the kind with that name, null if there is none. */
    static @Nullable TypeShape<?, ?> ofKeyword(String keyword) {
        return BY_KEYWORD.get(keyword);
    }

    /** The names of all kinds, for a message. */
    static String keywords() {
        return SHAPES.keySet().stream().map(Kind::name).collect(Collectors.joining(", "));
    }

    private static ElementShape<Enumerator> enumerator(Format value) {
        return ElementShape.<Enumerator>named()
                .field(" val=", value, Enumerator::value)
                .parsed((name, values) -> new Enumerator(name, values[0]));
    }

    private static boolean hasBitfields(ParsedType<Member> in) {
        boolean bitfields = in.elements().stream().anyMatch(member -> member.bitfieldSize() > 0);
        for (int i = 0; bitfields && i < in.elements().size(); i++) {
            long offset = in.elements().get(i).bitOffset();
            if (offset > HIGHEST_OFFSET_WITH_BITFIELDS) {
                throw in.foundInElement(i, "bits_offset=" + offset)
                        .expected(
                                "a number from 0 to " + HIGHEST_OFFSET_WITH_BITFIELDS + ", as the type has bit-fields")
                        .toException();
            }
        }
        return bitfields;
    }
}
