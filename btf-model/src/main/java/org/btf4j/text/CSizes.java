// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;
import org.btf4j.model.PointerSize;

/**
 * How large the types are, and how a compiler aligns them as they are printed.
 *
 * <p>BTF has no alignments. A number is aligned to its size, to 16 bytes at most; a struct or union as its members are, unless it
 * had to be packed. Chains are followed to their end, so they must have been found to have one. Not thread-safe.
 */
final class CSizes {

    private static final long LARGEST = 0xffff_ffffL;
    /** As many as {@link org.btf4j.model.CSpelling} follows. */
    private static final int DEEPEST = 256;

    private static final int MOST_ALIGNED = 16;

    private final Btf btf;
    private final int pointerSize;
    /** Per struct or union its alignment, once it is known; no number that a file gives is as high as the type count. */
    private final byte[] alignments;

    CSizes(Btf btf) {
        this.btf = btf;
        this.pointerSize = PointerSize.of(btf);
        this.alignments = new byte[btf.typeCount()];
    }

    /** Notes how a struct or union is aligned when it is printed. */
    void align(int id, int alignment) {
        alignments[id] = (byte) alignment;
    }

    /**
     * Bytes of a value of that type.
     *
     * @throws BtfFormatException if no value can be of that type
     */
    long of(int start) {
        long count = 1;
        int id = start;
        for (int hops = 0; btf.kind(id) == Kind.ARRAY || isReference(btf.kind(id)); hops++) {
            if (btf.type(id) instanceof BtfType.Array array) {
                count = times(start, count, array.length());
            }
            id = next(start, id, hops);
        }
        return switch (btf.kind(id)) {
            case INT, FLOAT, ENUM, ENUM64, STRUCT, UNION ->
                times(start, count, Integer.toUnsignedLong(btf.sizeOrTypeId(id)));
            case PTR -> times(start, count, pointerSize);
            default ->
                throw BtfFormatException.found("a value or array of " + btf.describe(id) + ", which has no size")
                        .expected("a type with a size")
                        .type(btf.describe(start))
                        .toException();
        };
    }

    /** To how many bytes a compiler aligns a value of that type, in a struct that is not packed. */
    int alignmentOf(int start) {
        int id = base(start);
        if (btf.kind(id).isComposite()) {
            return Math.max(1, alignments[id]);
        }
        return (int) Math.max(1, Math.min(MOST_ALIGNED, Long.lowestOneBit(of(id))));
    }

    /** What a type is without qualifiers, typedefs and arrays. */
    private int base(int start) {
        int id = start;
        for (int hops = 0; btf.kind(id) == Kind.ARRAY || isReference(btf.kind(id)); hops++) {
            id = next(start, id, hops);
        }
        return id;
    }

    /** What a type is without qualifiers and typedefs. */
    int unqualified(int start) {
        int id = start;
        for (int hops = 0; isReference(btf.kind(id)); hops++) {
            id = next(start, id, hops);
        }
        return id;
    }

    /** Whether a type is another one by another name, or with a qualifier or tag. */
    static boolean isReference(Kind kind) {
        return switch (kind) {
            case CONST, VOLATILE, RESTRICT, TYPEDEF, TYPE_TAG -> true;
            default -> false;
        };
    }

    private int next(int start, int id, int hops) {
        if (hops == DEEPEST) {
            throw BtfFormatException.found("more than " + DEEPEST + " qualifiers, typedefs and arrays one in another")
                    .expected("a type that a compiler takes")
                    .type(btf.describe(start))
                    .toException();
        }
        return btf.kind(id) == Kind.ARRAY ? btf.tailWord(id) : btf.sizeOrTypeId(id);
    }

    private long times(int id, long count, long size) {
        if (size != 0 && count > LARGEST / size) {
            throw BtfFormatException.found("arrays of " + count + " times " + size + " elements or bytes")
                    .expected("at most " + LARGEST + " bytes, since sizes have 32 bits")
                    .type(btf.describe(id))
                    .toException();
        }
        return count * size;
    }
}
