// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A string section while it is written: each distinct string once, in the order of first use.
 *
 * <p>A pool over a parent is the string section of split BTF: a string that the parent has keeps the parent's offset, and
 * the pool's own offsets start where the parent's end. Strings are compared as bytes. Not thread-safe.
 */
public final class StringPool {

    private final @Nullable StringPool parent;
    private final int start;
    private byte[] bytes = new byte[256];
    private int length;
    private int[] slots = new int[64];
    private int used;

    private StringPool(@Nullable StringPool parent, int start) {
        this.parent = parent;
        this.start = start;
        Arrays.fill(slots, -1);
    }

    /** An empty pool for BTF that stands alone; it begins with the empty string, as every such section does. */
    public static StringPool standalone() {
        StringPool pool = new StringPool(null, 0);
        pool.add(new byte[0], 0, 0);
        return pool;
    }

    /** An empty pool for BTF that is split over the owner of this pool, which must not grow any more. */
    public StringPool split() {
        return new StringPool(this, end());
    }

    /** The strings of that BTF as they are, those of its base included; {@link #split()} gives a pool over them. */
    public static StringPool over(Btf base) {
        StringPool pool = new StringPool(base.base() == null ? null : over(base.base()), base.stringsStart());
        pool.addSection(base.ownStrings());
        return pool;
    }

    /** A copy of the strings so far, each with its NUL. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** The offset one past the last string, counted from the start of the parent's section. */
    public int end() {
        return start + length;
    }

    /**
     * The offset of a string of the given BTF, added if need be.
     *
     * @param offset where the string is in {@code btf}
     */
    public int add(Btf btf, int offset) {
        Btf owner = btf.ownerOfString(offset);
        byte[] strings = owner.ownStrings();
        int from = offset - owner.stringsStart();
        return add(strings, from, Strings.lengthAt(strings, from));
    }

    int add(byte[] source, int from, int count) {
        int hash = Strings.hash(source, from, count);
        int found = find(source, from, count, hash);
        return found >= 0 ? found : append(source, from, count, hash);
    }

    private int find(byte[] source, int from, int count, int hash) {
        for (StringPool pool = this; pool != null; pool = pool.parent) {
            int found = pool.slots[pool.slot(source, from, count, hash)];
            if (found >= 0) {
                return pool.start + found;
            }
        }
        return -1;
    }

    /** The slot that holds the string or, if none does, the free one where it belongs. */
    private int slot(byte[] source, int from, int count, int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] >= 0 && !Strings.equal(bytes, slots[slot], source, from, count)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int append(byte[] source, int from, int count, int hash) {
        if (2 * (used + 1) > slots.length) {
            grow();
        }
        int at = length;
        reserve(count + 1);
        System.arraycopy(source, from, bytes, at, count);
        bytes[at + count] = 0;
        length += count + 1;
        slots[slot(source, from, count, hash)] = at;
        used++;
        return start + at;
    }

    /**
     * Appends a whole section as it is, each string with its NUL; of equal strings the first one is found, and that of a
     * parent before all.
     */
    public void addSection(byte[] section) {
        reserve(section.length);
        System.arraycopy(section, 0, bytes, length, section.length);
        int at = length;
        length += section.length;
        while (at < length) {
            int count = Strings.lengthAt(bytes, at);
            if (2 * (used + 1) > slots.length) {
                grow();
            }
            int hash = Strings.hash(bytes, at, count);
            int slot = slot(bytes, at, count, hash);
            if (slots[slot] < 0 && (parent == null || parent.find(bytes, at, count, hash) < 0)) {
                slots[slot] = at;
                used++;
            }
            at += count + 1;
        }
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 2));
        }
    }

    private void grow() {
        int[] old = slots;
        slots = new int[old.length * 2];
        Arrays.fill(slots, -1);
        for (int at : old) {
            if (at >= 0) {
                int count = Strings.lengthAt(bytes, at);
                slots[slot(bytes, at, count, Strings.hash(bytes, at, count))] = at;
            }
        }
    }
}
