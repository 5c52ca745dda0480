// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The kinds of BTF types, and the one table that knows how each is laid out.
 *
 * <p>A type is three head words (name offset, info, and a size or a type id), then a fixed tail, then {@code vlen} equal
 * elements; everything is counted in words of four bytes. For each kind a row says how long tail and element are, which
 * words hold type ids, which hold string offsets, and how a record is decoded and encoded. Whatever walks over types goes
 * through this table, so a new kind is one record in {@link BtfType} and one row here.
 *
 * <p>The 19 kinds are those of Linux 6.0 to 7.2. {@link #VOID} is type id 0, which has no bytes; {@link #UNKNOWN} stands for
 * the kinds that only a layout section describes.
 */
// The arrays and codecs below are written once, here, and read by this package only.
@SuppressWarnings("ImmutableEnumChecker")
public enum Kind {
    /** Type id 0. */
    VOID(0, Third.UNUSED, tail(0), elements(0), Codec.none()),
    /** An integer. */
    INT(1, Third.SIZE, tail(1), elements(0), codec(BtfType.Int.class, BtfType.Int::decode, BtfType.Int::encode)),
    /** A pointer. */
    PTR(2, Third.ID, tail(0), elements(0), codec(BtfType.Ptr.class, BtfType.Ptr::decode, BtfType.Ptr::encode)),
    /** An array: element type, index type, number of elements. */
    ARRAY(
            3,
            Third.UNUSED,
            tail(3).ids(0, 1),
            elements(0),
            codec(BtfType.Array.class, BtfType.Array::decode, BtfType.Array::encode)),
    /** A struct: per member name, type and offset. */
    STRUCT(
            4,
            Third.SIZE,
            tail(0),
            elements(3).strings(0).ids(1),
            codec(BtfType.Struct.class, BtfType.Struct::decode, BtfType.Struct::encode)),
    /** A union: as a struct. */
    UNION(
            5,
            Third.SIZE,
            tail(0),
            elements(3).strings(0).ids(1),
            codec(BtfType.Union.class, BtfType.Union::decode, BtfType.Union::encode)),
    /** An enumeration with 32-bit values: per enumerator name and value. */
    ENUM(
            6,
            Third.SIZE,
            tail(0),
            elements(2).strings(0),
            codec(BtfType.Enum.class, BtfType.Enum::decode, BtfType.Enum::encode)),
    /** A forward declaration of a struct or union. */
    FWD(7, Third.ID, tail(0), elements(0), codec(BtfType.Fwd.class, BtfType.Fwd::decode, BtfType.Fwd::encode)),
    /** A typedef. */
    TYPEDEF(
            8,
            Third.ID,
            tail(0),
            elements(0),
            codec(BtfType.Typedef.class, BtfType.Typedef::decode, BtfType.Typedef::encode)),
    /** The volatile qualifier. */
    VOLATILE(
            9,
            Third.ID,
            tail(0),
            elements(0),
            codec(BtfType.Volatile.class, BtfType.Volatile::decode, BtfType.Volatile::encode)),
    /** The const qualifier. */
    CONST(10, Third.ID, tail(0), elements(0), codec(BtfType.Const.class, BtfType.Const::decode, BtfType.Const::encode)),
    /** The restrict qualifier. */
    RESTRICT(
            11,
            Third.ID,
            tail(0),
            elements(0),
            codec(BtfType.Restrict.class, BtfType.Restrict::decode, BtfType.Restrict::encode)),
    /** A function; its linkage stands where other kinds count their elements. */
    FUNC(12, Third.ID, tail(0), elements(0), codec(BtfType.Func.class, BtfType.Func::decode, BtfType.Func::encode)),
    /** A function prototype: return type, then per parameter name and type. */
    FUNC_PROTO(
            13,
            Third.ID,
            tail(0),
            elements(2).strings(0).ids(1),
            codec(BtfType.FuncProto.class, BtfType.FuncProto::decode, BtfType.FuncProto::encode)),
    /** A variable. */
    VAR(14, Third.ID, tail(1), elements(0), codec(BtfType.Var.class, BtfType.Var::decode, BtfType.Var::encode)),
    /** A section of variables: per entry type, offset and size. */
    DATASEC(
            15,
            Third.SIZE,
            tail(0),
            elements(3).ids(0),
            codec(BtfType.Datasec.class, BtfType.Datasec::decode, BtfType.Datasec::encode)),
    /** A floating-point number. */
    FLOAT(
            16,
            Third.SIZE,
            tail(0),
            elements(0),
            codec(BtfType.Float.class, BtfType.Float::decode, BtfType.Float::encode)),
    /** A tag on a declaration. */
    DECL_TAG(
            17,
            Third.ID,
            tail(1),
            elements(0),
            codec(BtfType.DeclTag.class, BtfType.DeclTag::decode, BtfType.DeclTag::encode)),
    /** A tag on a type. */
    TYPE_TAG(
            18,
            Third.ID,
            tail(0),
            elements(0),
            codec(BtfType.TypeTag.class, BtfType.TypeTag::decode, BtfType.TypeTag::encode)),
    /** An enumeration with 64-bit values: per enumerator name, low word and high word. */
    ENUM64(
            19,
            Third.SIZE,
            tail(0),
            elements(3).strings(0),
            codec(BtfType.Enum64.class, BtfType.Enum64::decode, BtfType.Enum64::encode)),
    /** A kind that this library does not know; a layout section tells how long such a type is. */
    UNKNOWN(-1, Third.UNUSED, tail(0), elements(0), Codec.none());

    /** Words at the head of every type: name offset, info, size or type id. */
    public static final int HEAD_WORDS = 3;

    private static final int HIGHEST = 19;
    private static final Kind[] BY_CODE = byCode();

    private final int code;
    private final boolean thirdIsSize;
    private final int tailWords;
    private final int elementWords;
    private final int[] headIdWords;
    private final int[] elementIdWords;
    private final int[] elementStringWords;
    private final Codec<?> codec;

    Kind(int code, Third third, Words tail, Words element, Codec<?> codec) {
        this.code = code;
        this.thirdIsSize = third == Third.SIZE;
        this.tailWords = tail.count;
        this.elementWords = element.count;
        this.headIdWords = headIds(third, tail);
        this.elementIdWords = element.ids;
        this.elementStringWords = element.strings;
        this.codec = codec;
    }

    /** The number of this kind in the info word; -1 for {@link #UNKNOWN}. */
    public int code() {
        return code;
    }

    /** The kind with that number, {@link #UNKNOWN} where there is none. */
    public static Kind of(int code) {
        return code >= 0 && code <= HIGHEST ? BY_CODE[code] : UNKNOWN;
    }

    /** Whether the third head word is a size in bytes. */
    public boolean hasSize() {
        return thirdIsSize;
    }

    /** Whether this kind is {@link #STRUCT} or {@link #UNION}. */
    public boolean isComposite() {
        return this == STRUCT || this == UNION;
    }

    /** Whether this kind is {@link #ENUM} or {@link #ENUM64}. */
    public boolean isEnumeration() {
        return this == ENUM || this == ENUM64;
    }

    /** Words between the head and the first element. */
    int tailWords() {
        return tailWords;
    }

    /** Words of one element; 0 for kinds whose vlen counts no elements. */
    int elementWords() {
        return elementWords;
    }

    /** Which words of head and tail hold type ids, in the order in which they are visited. */
    int[] headIdWords() {
        return headIdWords;
    }

    /** Which words of an element hold type ids. */
    int[] elementIdWords() {
        return elementIdWords;
    }

    /** Which words of an element hold string offsets; word 0 of the head always does. */
    int[] elementStringWords() {
        return elementStringWords;
    }

    BtfType decode(TypeReader in) {
        return codec.decoder.apply(in);
    }

    void encode(BtfType type, TypeWriter out) {
        codec.encode(type, out);
    }

    private static int[] headIds(Third third, Words tail) {
        int head = third == Third.ID ? 1 : 0;
        int[] ids = new int[head + tail.ids.length];
        if (head == 1) {
            ids[0] = HEAD_WORDS - 1;
        }
        for (int i = 0; i < tail.ids.length; i++) {
            ids[head + i] = HEAD_WORDS + tail.ids[i];
        }
        return ids;
    }

    private static Kind[] byCode() {
        Kind[] kinds = new Kind[HIGHEST + 1];
        for (Kind kind : values()) {
            if (kind.code >= 0) {
                kinds[kind.code] = kind;
            }
        }
        return kinds;
    }

    private static Words tail(int count) {
        return new Words(count, new int[0], new int[0]);
    }

    private static Words elements(int count) {
        return new Words(count, new int[0], new int[0]);
    }

    private static <T extends BtfType> Codec<T> codec(
            Class<T> type, Function<TypeReader, T> decoder, BiConsumer<T, TypeWriter> encoder) {
        return new Codec<>(type, decoder, encoder);
    }

    private enum Third {
        SIZE,
        ID,
        UNUSED
    }

    private static final class Words {
        private final int count;
        private final int[] ids;
        private final int[] strings;

        private Words(int count, int[] ids, int[] strings) {
            this.count = count;
            this.ids = ids;
            this.strings = strings;
        }

        private Words ids(int... words) {
            return new Words(count, words, strings);
        }

        private Words strings(int... words) {
            return new Words(count, ids, words);
        }
    }

    private static final class Codec<T extends BtfType> {
        private final Class<T> type;
        private final Function<TypeReader, T> decoder;
        private final BiConsumer<T, TypeWriter> encoder;

        private Codec(Class<T> type, Function<TypeReader, T> decoder, BiConsumer<T, TypeWriter> encoder) {
            this.type = type;
            this.decoder = decoder;
            this.encoder = encoder;
        }

        private static Codec<BtfType> none() {
            return new Codec<>(
                    BtfType.class,
                    in -> {
                        throw new IllegalStateException("no record for kind " + in.kindCode());
                    },
                    (type, out) -> {
                        throw new IllegalArgumentException(type + " cannot be encoded");
                    });
        }

        private void encode(BtfType value, TypeWriter out) {
            encoder.accept(type.cast(value), out);
        }
    }
}
