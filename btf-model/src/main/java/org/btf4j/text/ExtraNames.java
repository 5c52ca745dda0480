// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.btf4j.model.Btf;
import org.btf4j.model.WordCursor;

/**
 * Names that a dump has but no record: of a kind that bears none (a pointer, say), or the empty string where bpftool prints
 * {@code ''} and not {@code '(anon)'}, because there is a string and it is empty.
 *
 * <p>Sound BTF has neither; a test of how such BTF is treated needs both.
 */
final class ExtraNames {

    private final List<Extra> extras = new ArrayList<>();

    /**
     * Notes one; ids and places ascend.
     *
     * @param place 0 for the type's own name, then one more for each of its elements
     */
    void add(int id, int place, String name) {
        extras.add(new Extra(id, place, name));
    }

    /** The same BTF with these names, whose strings are put behind the others. */
    Btf putInto(Btf btf) {
        if (extras.isEmpty()) {
            return btf;
        }
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        strings.writeBytes(btf.copyStrings());
        Map<String, Integer> offsets = new HashMap<>();
        int[] words = btf.copyTypeWords();
        WordCursor cursor = WordCursor.strings();
        int id = btf.firstId();
        int start = 0;
        for (Extra extra : extras) {
            for (; id < extra.id; id++) {
                start += btf.wordCount(id);
            }
            cursor.at(words, start);
            for (int place = 0; place <= extra.place; place++) {
                cursor.next();
            }
            cursor.set(offsets.computeIfAbsent(extra.name, name -> append(name, btf.stringsStart(), strings)));
        }
        return Btf.of(btf.byteOrder(), btf.base(), words, strings.toByteArray());
    }

    private static int append(String name, int stringsStart, ByteArrayOutputStream strings) {
        int offset = stringsStart + strings.size();
        strings.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        strings.write(0);
        return offset;
    }

    private record Extra(int id, int place, String name) {}
}
