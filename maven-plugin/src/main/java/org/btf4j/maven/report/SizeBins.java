// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many sizes lie between two powers of two.
 *
 * @param low the power of two at which the first bin starts
 * @param step how many powers of two a bin spans
 * @param counts one a bin, also where it is 0
 */
record SizeBins(int low, int step, List<Integer> counts) {

    /** More bars have no room for their labels on a phone. */
    private static final int BINS = 12;

    private static final int WIDEST = 63;

    /** Keeps its own copy of the counts. */
    SizeBins {
        counts = List.copyOf(counts);
    }

    /**
     * Counts.
     *
     * @param sizes at least one, all above 0, the smallest first
     */
    static SizeBins of(List<Long> sizes) {
        int first = power(sizes.get(0));
        int last = power(sizes.get(sizes.size() - 1));
        int step = 1;
        while (last / step - first / step >= BINS) {
            step++;
        }
        int low = first / step * step;
        List<Integer> counts = new ArrayList<>(Collections.nCopies(last / step - first / step + 1, 0));
        for (long size : sizes) {
            int bin = (power(size) - low) / step;
            counts.set(bin, counts.get(bin) + 1);
        }
        return new SizeBins(low, step, counts);
    }

    private static int power(long size) {
        return WIDEST - Long.numberOfLeadingZeros(size);
    }

    /** The first size of a bin, or behind the last bin where it ends. */
    long from(int bin) {
        int power = low + bin * step;
        return power >= WIDEST ? Long.MAX_VALUE : 1L << power;
    }

    /** The last size of a bin. */
    long to(int bin) {
        return from(bin + 1) - 1;
    }

    /** The bin that has most, the first of these. */
    int most() {
        return counts.indexOf(Collections.max(counts));
    }

    /** A power of two in few letters: {@code 512}, {@code 64K}, {@code 2M}. */
    static String shortened(long size) {
        String units = " KMGTPE";
        int thousands = power(size) / 10;
        return thousands == 0
                ? Long.toString(size)
                : (size >> (10 * thousands)) + units.substring(thousands, thousands + 1);
    }
}
