// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import java.util.Arrays;

/**
 * A type section while it is written, as words.
 *
 * <p>Types are copied from other BTF or started with a head; ids and string offsets in copied types are those of their
 * origin until someone rewrites them with a {@link WordCursor} over {@link #array()}. Not thread-safe.
 */
public final class TypeWords {

    private int[] words;
    private int length;

    /** An empty section with room for so many words; it grows as needed. */
    public TypeWords(int room) {
        this.words = new int[room];
    }

    /** Appends a type of that BTF, or of its base, as it is. */
    public void copy(Btf btf, int id) {
        Btf owner = btf.ownerOfType(id);
        int start = owner.start(id);
        int count = owner.start(id + 1) - start;
        reserve(count);
        System.arraycopy(owner.words(), start, words, length, count);
        length += count;
    }

    /** Appends the head of a type; tail and elements, if its kind has them, must follow. */
    public void head(int nameOffset, Kind kind, boolean kindFlag, int vlen, int sizeOrTypeId) {
        reserve(Kind.HEAD_WORDS);
        words[length++] = nameOffset;
        words[length++] = InfoWord.of(kind, kindFlag, vlen);
        words[length++] = sizeOrTypeId;
    }

    /** Appends one word. */
    public void word(int word) {
        reserve(1);
        words[length++] = word;
    }

    /** How many words there are. */
    public int length() {
        return length;
    }

    /** The words themselves, for rewriting; only the first {@link #length()} count, and only until more are appended. */
    public int[] array() {
        return words;
    }

    /** A copy of the words. */
    public int[] toArray() {
        return Arrays.copyOf(words, length);
    }

    /** Forgets all words from there on. */
    void truncate(int newLength) {
        length = newLength;
    }

    private void reserve(int more) {
        if (words.length - length < more) {
            words = Arrays.copyOf(words, Math.max(Math.addExact(length, more), words.length * 2));
        }
    }
}
