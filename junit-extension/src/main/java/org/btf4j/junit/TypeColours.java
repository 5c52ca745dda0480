// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.btf4j.model.Btf;
import org.btf4j.model.WordCursor;

/**
 * Gives every type of two BTFs a colour, and the same one where they are the same type: what they say is equal, and all that
 * they refer to, over any number of steps, has the same colours.
 *
 * <p>Begins with what each type says by itself and refines until no colour falls apart any more, so circles do no harm.
 */
final class TypeColours {

    private final Btf one;
    private final Btf other;
    /** The lowest id that is compared: types of a shared base are the same exactly if their ids are. */
    private final int firstId;

    private int[] coloursOfOne;
    private int[] coloursOfOther;
    private int count;

    TypeColours(Btf one, Btf other) {
        this.one = one;
        this.other = other;
        this.firstId = one.base() == other.base() ? one.firstId() : 1;
        Map<Object, Integer> palette = new HashMap<>();
        coloursOfOne = byFacts(one, palette);
        coloursOfOther = byFacts(other, palette);
        int before;
        do {
            before = palette.size();
            palette = new HashMap<>();
            int[] refined = refined(one, coloursOfOne, palette);
            coloursOfOther = refined(other, coloursOfOther, palette);
            coloursOfOne = refined;
        } while (palette.size() > before);
        count = palette.size();
    }

    int ofOne(int id) {
        return coloursOfOne[id];
    }

    int ofOther(int id) {
        return coloursOfOther[id];
    }

    /** For every colour, by how many own types more the first BTF has of it than the other. */
    int[] surplus() {
        int[] surplus = new int[count];
        for (int id = one.firstId(); id < one.typeCount(); id++) {
            surplus[coloursOfOne[id]]++;
        }
        for (int id = other.firstId(); id < other.typeCount(); id++) {
            surplus[coloursOfOther[id]]--;
        }
        return surplus;
    }

    private int[] byFacts(Btf btf, Map<Object, Integer> palette) {
        int[] colours = new int[btf.typeCount()];
        for (int id = 0; id < colours.length; id++) {
            Object facts = id < firstId ? id : TypeFacts.of(btf.type(id));
            colours[id] = colour(facts, palette);
        }
        return colours;
    }

    private int[] refined(Btf btf, int[] colours, Map<Object, Integer> palette) {
        WordCursor ids = WordCursor.ids();
        int[] refined = new int[colours.length];
        for (int id = 0; id < colours.length; id++) {
            List<Integer> key = new ArrayList<>();
            key.add(colours[id]);
            if (id >= firstId) {
                for (ids.at(btf, id); ids.next(); ) {
                    key.add(colours[ids.value()]);
                }
            }
            refined[id] = colour(key, palette);
        }
        return refined;
    }

    private static int colour(Object what, Map<Object, Integer> palette) {
        Integer next = palette.size();
        Integer known = palette.putIfAbsent(what, next);
        return known == null ? next : known;
    }
}
