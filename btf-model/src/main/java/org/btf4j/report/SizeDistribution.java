// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How large the small bases of the modules are.
 *
 * <p>All sizes are bytes; all are 0 where no module has a small base. Immutable.
 *
 * @param buckets by size, without gaps, from the bucket of the smallest to that of the largest
 * @param modules how many modules have a small base
 * @param mean of the sizes, rounded down
 * @param median the size of the middle one, or of the lower of the two in the middle
 */
public record SizeDistribution(
        List<Bucket> buckets, int modules, long smallest, long mean, long median, long largest, long sum) {

    /** Keeps its own copy of the buckets. */
    public SizeDistribution {
        buckets = List.copyOf(buckets);
    }

    /**
     * The modules whose small bases are of about one size. Each bucket is twice as wide as the one before.
     *
     * @param from the smallest size, a power of two
     * @param to the largest size, one less than the next power of two
     */
    public record Bucket(long from, long to, int modules) {}

    /** The distribution over all modules of a report that have a small base, whether it could be checked or not. */
    public static SizeDistribution of(ReportData report) {
        return of(report.modules().stream()
                .map(ReportData.Module::facts)
                .mapToLong(facts -> facts == null ? 0 : facts.baseSize())
                .filter(size -> size > 0)
                .toArray());
    }

    static SizeDistribution of(long... positiveSizes) {
        long[] sizes = positiveSizes.clone();
        Arrays.sort(sizes);
        int count = sizes.length;
        if (count == 0) {
            return new SizeDistribution(List.of(), 0, 0, 0, 0, 0, 0);
        }
        long sum = Arrays.stream(sizes).sum();
        return new SizeDistribution(
                buckets(sizes), count, sizes[0], sum / count, sizes[(count - 1) / 2], sizes[count - 1], sum);
    }

    private static List<Bucket> buckets(long[] ascending) {
        List<Bucket> buckets = new ArrayList<>();
        long from = Long.highestOneBit(ascending[0]);
        for (int at = 0; at < ascending.length; from *= 2) {
            long to = from * 2 - 1;
            int first = at;
            while (at < ascending.length && ascending[at] <= to) {
                at++;
            }
            buckets.add(new Bucket(from, to, at - first));
        }
        return buckets;
    }
}
