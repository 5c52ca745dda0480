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

    /** Appends a type, as a whole or, if it is refused, not at all. */
    void type(BtfType type) {
        int before = words.length();
        try {
            type.kind().encode(type, this);
        } catch (IllegalArgumentException e) {
            words.truncate(before);
            throw e;
        }
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
        if (!Strings.isStorable(string)) {
            throw new IllegalArgumentException("the name '" + string + "' has a character that is not Latin-1, or NUL");
        }
        byte[] bytes = string.getBytes(StandardCharsets.ISO_8859_1);
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
