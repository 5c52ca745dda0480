// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

/**
 * Places the members of one struct or union by the x86-64 ABI, as gcc 12 reads it.
 *
 * <p>Positions are bits from the start. A bit-field goes right behind what is before it, unless it would then lie in more
 * than one unit of its type's size; one without a name takes room but does not count for the alignment; one of width 0 ends
 * the unit of its type, also in packed structs.
 */
final class CompositeLayout {

    private final boolean union;
    private final Attributes attributes;
    private long end;
    private int alignment;

    CompositeLayout(boolean union, Attributes attributes) {
        this.union = union;
        this.attributes = attributes;
        this.alignment = Math.max(1, attributes.alignment());
    }

    /** Places a member; sizes and alignments are bytes. */
    long member(long size, int naturalAlignment, Attributes own) {
        int natural = attributes.packed() || own.packed() ? 1 : naturalAlignment;
        int needed = Math.max(natural, own.alignment());
        alignment = Math.max(alignment, needed);
        return place(roundUp(start(), needed * (long) Byte.SIZE), size * Byte.SIZE);
    }

    /** Places a bit-field; size and alignment, in bytes, are those of its type. */
    long bitfield(int width, long size, int naturalAlignment, boolean named, boolean packed) {
        long unit = size * Byte.SIZE;
        long boundary = naturalAlignment * (long) Byte.SIZE;
        long at = start();
        if (width == 0) {
            return place(roundUp(at, boundary), 0);
        }
        if (!attributes.packed() && !packed) {
            if (at / unit != (at + width - 1) / unit) {
                at = roundUp(at, boundary);
            }
            if (named) {
                alignment = Math.max(alignment, naturalAlignment);
            }
        }
        return place(at, width);
    }

    /** Bytes of the whole. */
    long size() {
        return roundUp(end, alignment * (long) Byte.SIZE) / Byte.SIZE;
    }

    /** Bytes to whose multiples an object of the whole is aligned. */
    int alignment() {
        return alignment;
    }

    private long start() {
        return union ? 0 : end;
    }

    private long place(long at, long bits) {
        end = Math.max(end, at + bits);
        return at;
    }

    private static long roundUp(long value, long multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }
}
