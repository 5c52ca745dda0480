// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds the types of one {@link Btf} by name; those of its base are not in it.
 *
 * <p>Built by one pass over the types, at most once per {@code Btf}, see {@link Btf#index()}. Types of one name are given in
 * ascending order of id. Names are compared as bytes; anonymous types are not in the index.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class NameIndex {

    private final Btf btf;
    /** Open addressing by name: the lowest id of a name; 0 where a slot is free. */
    private final int[] lowestIds;
    /** Per type the next higher id of the same name, or 0. */
    private final int[] nextIds;

    NameIndex(Btf btf) {
        this.btf = btf;
        int own = btf.typeCount() - btf.firstId();
        this.lowestIds = new int[Math.max(16, Integer.highestOneBit(Math.max(1, own)) * 4)];
        this.nextIds = new int[own];
        for (int id = btf.typeCount() - 1; id >= btf.firstId(); id--) {
            Btf owner = btf.ownerOfString(btf.nameOffset(id));
            int from = btf.nameOffset(id) - owner.stringsStart();
            int count = Strings.lengthAt(owner.ownStrings(), from);
            if (count > 0) {
                int slot = slot(owner.ownStrings(), from, count);
                nextIds[id - btf.firstId()] = lowestIds[slot];
                lowestIds[slot] = id;
            }
        }
    }

    /**
     * The lowest id that has the same name as another BTF's type, 0 if there is none or the name is empty.
     *
     * @param nameOffset where the name is in {@code other}
     */
    public int first(Btf other, int nameOffset) {
        Btf owner = other.ownerOfString(nameOffset);
        int from = nameOffset - owner.stringsStart();
        byte[] strings = owner.ownStrings();
        int count = Strings.lengthAt(strings, from);
        return count == 0 ? 0 : lowestIds[slot(strings, from, count)];
    }

    /** The next higher id of the same name, 0 if there is none. */
    public int next(int id) {
        return nextIds[id - btf.firstId()];
    }

    /** All ids that have the same name as another BTF's type, ascending; none if the name is empty. */
    public int[] allLike(Btf other, int nameOffset) {
        return from(first(other, nameOffset));
    }

    /** All ids of that name, ascending. */
    public int[] ids(String name) {
        if (!Strings.isStorable(name)) {
            return new int[0];
        }
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        int first = bytes.length == 0 ? 0 : lowestIds[slot(bytes, 0, bytes.length)];
        return from(first);
    }

    /** All ids of that name and kind, ascending. */
    public int[] ids(String name, Kind kind) {
        return Arrays.stream(ids(name)).filter(id -> btf.kind(id) == kind).toArray();
    }

    private int[] from(int first) {
        return IntStream.iterate(first, id -> id != 0, this::next).toArray();
    }

    private int slot(byte[] name, int from, int count) {
        int mask = lowestIds.length - 1;
        int slot = Strings.hash(name, from, count) & mask;
        while (lowestIds[slot] != 0 && !hasName(lowestIds[slot], name, from, count)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean hasName(int id, byte[] name, int from, int count) {
        int offset = btf.nameOffset(id);
        Btf owner = btf.ownerOfString(offset);
        return Strings.equal(owner.ownStrings(), offset - owner.stringsStart(), name, from, count);
    }
}
