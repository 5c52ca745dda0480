// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.Arrays;

/**
 * Positive type ids, each with a number that is 0 until it is set.
 *
 * <p>Open addressing; its size follows what is in it, not the size of the base that the ids come from.
 */
final class IdTable {

    private int[] ids = new int[64];
    private int[] numbers = new int[64];
    private int size;

    /** Adds an id; false if it was there. */
    boolean add(int id) {
        int slot = slot(id);
        if (ids[slot] == id) {
            return false;
        }
        ids[slot] = id;
        size++;
        if (2 * size > ids.length) {
            grow();
        }
        return true;
    }

    /** Sets the number of an id, which is added if need be. */
    void put(int id, int number) {
        add(id);
        numbers[slot(id)] = number;
    }

    /** Whether an id was added. */
    boolean contains(int id) {
        return id != 0 && ids[slot(id)] == id;
    }

    /** The number of an id, 0 for one that is not here. */
    int get(int id) {
        return numbers[slot(id)];
    }

    int[] ascendingIds() {
        return Arrays.stream(ids).filter(id -> id != 0).sorted().toArray();
    }

    private int slot(int id) {
        int mask = ids.length - 1;
        int slot = ((id * 0x9e3779b9) >>> 7) & mask;
        while (ids[slot] != 0 && ids[slot] != id) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int[] oldIds = ids;
        int[] oldNumbers = numbers;
        ids = new int[oldIds.length * 2];
        numbers = new int[oldIds.length * 2];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldIds[i] != 0) {
                int slot = slot(oldIds[i]);
                ids[slot] = oldIds[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }
}
