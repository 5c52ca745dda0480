// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

/** NUL-terminated strings inside byte arrays, compared without making objects of them. */
final class Strings {

    private Strings() {}

    /** Whether a string section can hold that string: Latin-1 characters other than NUL. */
    static boolean isStorable(String string) {
        for (int i = 0; i < string.length(); i++) {
            if (string.charAt(i) == 0 || string.charAt(i) > 0xff) {
                return false;
            }
        }
        return true;
    }

    /** Bytes from there to the next NUL, which must exist. */
    static int lengthAt(byte[] bytes, int from) {
        int end = from;
        while (bytes[end] != 0) {
            end++;
        }
        return end - from;
    }

    static int hash(byte[] bytes, int from, int count) {
        int hash = 0x811c9dc5;
        for (int i = from; i < from + count; i++) {
            hash = (hash ^ bytes[i]) * 0x01000193;
        }
        return hash ^ hash >>> 15;
    }

    /** Whether the NUL-terminated string at an offset is the given one, which has no NUL. */
    static boolean equal(byte[] bytes, int at, byte[] other, int from, int count) {
        if (bytes.length - at <= count || bytes[at + count] != 0) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (bytes[at + i] != other[from + i]) {
                return false;
            }
        }
        return true;
    }
}
