// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.List;
import java.util.Random;

/**
 * Choices that follow from a seed.
 *
 * <p>Only methods of {@link Random} are used whose algorithm its documentation lays down, so a seed gives the same choices on
 * every Java version. Not to be shared between threads.
 */
final class Dice {

    /** Spreads seeds that follow each other, whose first random numbers would be alike. */
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed * SPREAD);
    }

    /** A number from 0 to {@code bound - 1}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T one(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Puts the numbers from there on in another order, all orders being equally likely. */
    void shuffle(int[] numbers, int from) {
        for (int last = numbers.length - 1; last > from; last--) {
            int other = from + below(last - from + 1);
            int kept = numbers[last];
            numbers[last] = numbers[other];
            numbers[other] = kept;
        }
    }
}
