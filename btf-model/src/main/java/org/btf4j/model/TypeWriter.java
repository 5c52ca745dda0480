// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import java.nio.charset.StandardCharsets;

/** Encodes records as words; a number that does not fit its field is refused. */
final class TypeWriter {

    private final StringPool strings;
    private final TypeWords words = new TypeWords(64);

    TypeWriter(StringPool strings) {
        this.strings = strings;
    }

    int[] words() {
        return words.toArray();
    }

    void head(BtfType type, int vlen, boolean kindFlag, int sizeOrTypeId) {
        words.head(offset(type.name()), type.kind(), kindFlag, bits("vlen", vlen, 24), sizeOrTypeId);
    }

    void word(int word) {
        words.word(word);
    }

    void string(String string) {
        word(offset(string));
    }

    private int offset(String string) {
        byte[] bytes = string.getBytes(StandardCharsets.ISO_8859_1);
        if (string.indexOf('\0') >= 0 || !new String(bytes, StandardCharsets.ISO_8859_1).equals(string)) {
            throw new IllegalArgumentException("the name '" + string + "' has a character that is not Latin-1, or NUL");
        }
        return strings.add(bytes, 0, bytes.length);
    }

    int unsigned(String what, long value) {
        return (int) inRange(what, value, 0, 0xffff_ffffL);
    }

    int signed(String what, long value) {
        return (int) inRange(what, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    int bits(String what, long value, int bits) {
        return (int) inRange(what, value, 0, (1L << bits) - 1);
    }

    private static long inRange(String what, long value, long lowest, long highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(what + " is " + value + ", not in " + lowest + ".." + highest);
        }
        return value;
    }
}
