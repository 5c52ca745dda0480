// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;
import org.btf4j.model.PointerSize;
import org.jspecify.annotations.Nullable;

/** How many bits types and members take. Immutable. */
final class Sizes {

    private final Btf btf;
    private final long pointerBits;

    Sizes(Btf btf) {
        this.btf = btf;
        this.pointerBits = (long) Byte.SIZE * PointerSize.of(btf);
    }

    /** The bits of a member: of a bit-field its own, else those of its type. */
    long ofMember(BtfType.Member member) {
        if (member.bitfieldSize() != 0) {
            return member.bitfieldSize();
        }
        BtfType.Int narrow = bitFieldType(member);
        return narrow == null ? of(member.typeId()) : narrow.bits();
    }

    /** Where a member starts in what it is a member of, in bits. */
    long offsetOf(BtfType.Member member) {
        BtfType.Int narrow = member.bitfieldSize() == 0 ? bitFieldType(member) : null;
        return member.bitOffset() + (narrow == null ? 0 : narrow.bitOffset());
    }

    /** Without the kind flag a bit-field has an integer type of its own that tells its bits; null for other members. */
    private BtfType.@Nullable Int bitFieldType(BtfType.Member member) {
        int id = Chains.behindNames(btf, member.typeId());
        // Only what is short is decoded for each member.
        return btf.kind(id) == Kind.INT && btf.type(id) instanceof BtfType.Int number && !Words.isWhole(number)
                ? number
                : null;
    }

    /**
     * The bits of a type; 0 for what has none, as a function or a declaration.
     *
     * @throws BtfFormatException if references lead nowhere, or the size has more than 62 bits
     */
    long of(int typeId) {
        long count = 1;
        int id = typeId;
        for (int hops = 0; hops < Chains.DEEPEST; hops++) {
            switch (btf.kind(id)) {
                case TYPEDEF, CONST, VOLATILE, RESTRICT, TYPE_TAG -> id = btf.sizeOrTypeId(id);
                case ARRAY -> {
                    BtfType.Array array = (BtfType.Array) btf.type(id);
                    count = times(typeId, count, array.length());
                    id = array.elementTypeId();
                }
                case PTR -> {
                    return times(typeId, count, pointerBits);
                }
                case INT, FLOAT, ENUM, ENUM64, STRUCT, UNION -> {
                    return times(typeId, count, Integer.toUnsignedLong(btf.sizeOrTypeId(id)) * Byte.SIZE);
                }
                default -> {
                    return 0;
                }
            }
        }
        throw Chains.endless(btf, typeId);
    }

    private long times(int id, long count, long each) {
        try {
            // Half of what a long can hold, so that an offset may be added.
            return Math.multiplyExact(Math.multiplyExact(count, each), 2) / 2;
        } catch (ArithmeticException e) {
            throw BtfFormatException.found("an array whose size has more than 62 bits")
                    .expected("an array that fits into memory")
                    .type(btf.describe(id))
                    .toException(e);
        }
    }
}
