// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.Arrays;

/**
 * The strings of a section, each as it was, in the same order or another one.
 *
 * <p>A string that is there twice stays there twice, and an offset into the middle of a string stays one: some rules of
 * relocating look at offsets. Immutable and safe to share between threads.
 */
final class StringOrder {

    private final byte[] section;
    private final int[] oldStarts;
    private final int[] newStarts;

    private StringOrder(byte[] section, int[] oldStarts, int[] newStarts) {
        this.section = section;
        this.oldStarts = oldStarts;
        this.newStarts = newStarts;
    }

    /** The strings as they are; {@code section} is not copied. */
    static StringOrder unchanged(byte[] section) {
        int[] starts = starts(section);
        return new StringOrder(section, starts, starts);
    }

    /** The strings in another order but for the first one, which is empty in BTF that stands alone. */
    static StringOrder shuffled(byte[] section, Dice dice) {
        int[] starts = starts(section);
        int[] order = new int[starts.length];
        Arrays.setAll(order, i -> i);
        dice.shuffle(order, 1);
        byte[] shuffled = new byte[section.length];
        int[] newStarts = new int[starts.length];
        int at = 0;
        for (int each : order) {
            int end = each + 1 < starts.length ? starts[each + 1] : section.length;
            int length = end - starts[each];
            System.arraycopy(section, starts[each], shuffled, at, length);
            newStarts[each] = at;
            at += length;
        }
        return new StringOrder(shuffled, starts, newStarts);
    }

    byte[] section() {
        return section;
    }

    int newOffset(int oldOffset) {
        int found = Arrays.binarySearch(oldStarts, oldOffset);
        int string = found >= 0 ? found : -found - 2;
        return newStarts[string] + oldOffset - oldStarts[string];
    }

    private static int[] starts(byte[] section) {
        int[] starts = new int[count(section)];
        int next = 0;
        for (int at = 0; at < section.length; at++) {
            if (at == 0 || section[at - 1] == 0) {
                starts[next++] = at;
            }
        }
        return starts;
    }

    private static int count(byte[] section) {
        int count = 0;
        for (byte each : section) {
            if (each == 0) {
                count++;
            }
        }
        return count;
    }
}
