// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import org.btf4j.model.WordCursor;

/**
 * Which new id each old type id became.
 *
 * <p>Ids of the split are all there and move by one distance; of the base's ids only those are there that the split needs. In
 * the map of a {@link ShuffledTarget} or an {@link EvolvedTarget} there is no split, and the ids of types that were left out are
 * not there.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class IdMap {

    private static final int NONE = -1;

    private final IdTable baseIds;
    private final int oldFirst;
    private final int newFirst;
    private final int splitTypes;

    /**
     * @param baseIds the new ids of base types; must not change any more
     * @param oldFirst the first id of the split before
     * @param newFirst and after
     * @param splitTypes how many types the split had before
     */
    IdMap(IdTable baseIds, int oldFirst, int newFirst, int splitTypes) {
        this.baseIds = baseIds;
        this.oldFirst = oldFirst;
        this.newFirst = newFirst;
        this.splitTypes = splitTypes;
    }

    /** Whether that old id has a new one. */
    public boolean contains(int oldId) {
        return lookUp(oldId) != NONE;
    }

    /**
     * The new id of an old one; 0 stays 0.
     *
     * @throws IllegalArgumentException if the old id has no new one
     */
    public int newId(int oldId) {
        int newId = lookUp(oldId);
        if (newId == NONE) {
            throw new IllegalArgumentException("type id " + oldId + " has no new id: it was left out");
        }
        return newId;
    }

    /** Replaces every id that the types in these words name; {@code ids} is a cursor over ids. */
    void renumber(int[] words, int count, WordCursor ids) {
        for (int at = 0; at < count; at = ids.end()) {
            for (ids.at(words, at); ids.next(); ) {
                ids.set(newId(ids.value()));
            }
        }
    }

    private int lookUp(int oldId) {
        if (oldId == 0) {
            return 0;
        }
        if (oldId >= oldFirst) {
            return oldId - oldFirst < splitTypes ? oldId - oldFirst + newFirst : NONE;
        }
        int newId = baseIds.get(oldId);
        return newId == 0 ? NONE : newId;
    }
}
