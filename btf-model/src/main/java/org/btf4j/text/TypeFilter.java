// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.WordCursor;

/**
 * Chooses types of BTF: by what people call them, and by what they depend on.
 *
 * <p>A type is called by one of these:
 *
 * <ul>
 *   <li>a name, {@code device}, for all types of that name;
 *   <li>one in which {@code *} stands for any characters and {@code ?} for one: {@code usb_*};
 *   <li>either with a word before it that says what is meant: {@code struct}, {@code union} (both with forward declarations),
 *       {@code enum} (of any width) or {@code typedef} as in C, or a kind as in the raw dump: {@code struct device}, {@code FUNC
 *       usb_*}, {@code DATASEC .data};
 *   <li>a type id, {@code 7}.
 * </ul>
 *
 * <p>Names are looked for among the BTF's own types, ids also among those of its base. Types without a name are found by their
 * id only. Stateless and thread-safe.
 */
public final class TypeFilter {

    private TypeFilter() {}

    /** The BTF's own types, all of them: their ids in ascending order. */
    public static int[] all(Btf btf) {
        return IntStream.range(btf.firstId(), btf.typeCount()).toArray();
    }

    /**
     * The types that are called so.
     *
     * @param patterns what the types are called
     * @return ids in ascending order, each once
     * @throws TypeFilterException if there is no type for one of the patterns
     */
    public static int[] matching(Btf btf, List<String> patterns) throws TypeFilterException {
        BitSet found = new BitSet();
        for (String text : patterns) {
            TypePattern pattern = TypePattern.parse(text);
            BitSet ids = pattern.ids(btf);
            if (ids.isEmpty()) {
                throw new TypeFilterException(new MissingType(btf, pattern).message());
            }
            found.or(ids);
        }
        return found.stream().toArray();
    }

    /**
     * Types with all that they depend on, by value, behind a pointer or otherwise.
     *
     * @param ids those of the types
     * @return ids in ascending order, each once; those of the base are among them
     * @throws BtfFormatException if one of them is of an unknown kind
     */
    public static int[] withDependencies(Btf btf, int[] ids) {
        BitSet reached = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        for (int id : ids) {
            reach(id, reached, open);
        }
        WordCursor cursor = WordCursor.ids();
        while (!open.isEmpty()) {
            for (cursor.at(btf, open.remove()); cursor.next(); ) {
                reach(cursor.value(), reached, open);
            }
        }
        return reached.stream().toArray();
    }

    private static void reach(int id, BitSet reached, Deque<Integer> open) {
        if (id != 0 && !reached.get(id)) {
            reached.set(id);
            open.add(id);
        }
    }
}
