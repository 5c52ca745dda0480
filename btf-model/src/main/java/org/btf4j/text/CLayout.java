// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.ArrayList;
import java.util.List;
import org.btf4j.model.BtfType;

/**
 * What stands between the braces of a struct or union, so that a compiler lays it out as the BTF says. Immutable.
 *
 * @param packed whether it needs {@code __attribute__((packed))}
 * @param alignment to how many bytes a compiler aligns it then
 * @param parts members and gaps, in order
 */
record CLayout(boolean packed, int alignment, List<Part> parts) {

    /** More lines of unnamed bit-fields than this for one gap help no reader. */
    private static final int MOST_LINES = 8;

    /** One line between the braces. */
    sealed interface Part {}

    /**
     * A member.
     *
     * @param bits of a bit-field; 0 for other members
     */
    record Field(BtfType.Member member, int bits) implements Part {}

    /**
     * An unnamed bit-field, which only takes space.
     *
     * @param unit bits of its type
     * @param bits its own
     */
    record Blank(int unit, int bits) implements Part {}

    /** Many bytes that no member takes, from the next full byte on: an array that needs a name. */
    record Bytes(long count) implements Part {}

    CLayout {
        parts = List.copyOf(parts);
    }

    /** Unnamed bit-fields of whole units, the first of which a compiler puts at the next multiple of the unit. */
    static List<Part> units(long from, long to, int unit) {
        long start = roundUp(from, unit);
        return (to - start) / unit > MOST_LINES
                ? List.of(new Bytes((to - roundUp(from, Byte.SIZE)) / Byte.SIZE))
                : blanks(start, to, unit, unit);
    }

    /** Unnamed bit-fields that take exactly these bits, none of which crosses a multiple of its unit. */
    static List<Part> exactly(long from, long to, int largestUnit) {
        long start = roundUp(from, Byte.SIZE);
        long end = to - to % Byte.SIZE;
        if ((end - start) / largestUnit <= MOST_LINES / 2) {
            return blanks(from, to, Byte.SIZE, largestUnit);
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Bytes((end - start) / Byte.SIZE));
        parts.addAll(blanks(end, to, Byte.SIZE, largestUnit));
        return parts;
    }

    private static List<Part> blanks(long from, long to, int smallestUnit, int largestUnit) {
        List<Part> parts = new ArrayList<>();
        for (long at = from; at < to; ) {
            int best = smallestUnit;
            for (int unit = smallestUnit; unit <= largestUnit; unit *= 2) {
                best = blank(at, to, unit) > blank(at, to, best) ? unit : best;
            }
            int bits = blank(at, to, best);
            parts.add(new Blank(best, bits));
            at += bits;
        }
        return parts;
    }

    /** How many bits from there on a bit-field of that unit can take without crossing a multiple of it. */
    private static int blank(long at, long to, int unit) {
        return (int) Math.min(to - at, unit - at % unit);
    }

    static long roundUp(long bits, long unit) {
        return (bits + unit - 1) / unit * unit;
    }
}
