// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.TypeWords;
import org.btf4j.model.WordCursor;

/** Gives the types of a base other ids, as the next build of a kernel may, and splits over it the ids to go with them. */
final class Shuffle {

    private final Btf base;
    private final int[] newIds;
    private final Btf shuffled;

    private Shuffle(Btf base, List<Integer> order) {
        this.base = base;
        this.newIds = new int[base.typeCount()];
        TypeWords words = new TypeWords(base.wordCount());
        for (int oldId : order) {
            newIds[oldId] = order.indexOf(oldId) + 1;
            words.copy(base, oldId);
        }
        this.shuffled = Btf.of(base.byteOrder(), null, renumbered(words.toArray()), base.copyStrings());
    }

    static Shuffle of(Btf base, long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(1, base.typeCount()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return new Shuffle(base, order);
    }

    Btf base() {
        return shuffled;
    }

    /** The same split over the shuffled base; its own types keep their ids. */
    Btf split(Btf split) {
        return Btf.of(split.byteOrder(), shuffled, renumbered(split.copyTypeWords()), split.copyStrings());
    }

    int newId(int oldId) {
        return oldId < base.typeCount() ? newIds[oldId] : oldId;
    }

    private int[] renumbered(int[] words) {
        WordCursor ids = WordCursor.ids();
        for (int at = 0; at < words.length; at = ids.end()) {
            for (ids.at(words, at); ids.next(); ) {
                ids.set(newId(ids.value()));
            }
        }
        return words;
    }
}
