// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.btf4j.model.Btf;
import org.jspecify.annotations.Nullable;

/**
 * A string section as no encoder writes it but any reader must take it: strings that are there twice, that repeat one of the
 * base, that are the end of another one, and empty ones that have an offset.
 */
final class GraphStrings {

    private final RandomGenerator random;
    private final int start;
    private final Map<String, List<Integer>> offsets = new HashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    GraphStrings(RandomGenerator random, @Nullable Btf base) {
        this.random = random;
        if (base == null) {
            this.start = 0;
            bytes.write(0);
        } else {
            this.start = base.stringsEnd();
            for (int offset = 1; offset < start; offset++) {
                if (base.isStringStart(offset)) {
                    note(base.string(offset), offset);
                }
            }
        }
    }

    /** An offset at which that string is; most empty strings are the one at offset 0. */
    int offset(String string) {
        if (string.isEmpty() && random.nextInt(400) != 0) {
            return 0;
        }
        List<Integer> known = offsets.getOrDefault(string, List.of());
        if (!known.isEmpty() && random.nextInt(8) != 0) {
            return known.get(random.nextInt(known.size()));
        }
        int at = start + bytes.size();
        String written = random.nextInt(16) == 0 ? "in" + string : string;
        bytes.writeBytes(written.getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(0);
        int offset = at + written.length() - string.length();
        note(string, offset);
        return offset;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private void note(String string, int offset) {
        offsets.computeIfAbsent(string, key -> new ArrayList<>()).add(offset);
    }
}
