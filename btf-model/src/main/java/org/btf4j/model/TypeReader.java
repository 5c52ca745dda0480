// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The words of one type, for decoding it into a record. */
final class TypeReader {

    private final Btf strings;
    private final int[] words;
    private final int start;
    private final Kind kind;

    TypeReader(Btf strings, int[] words, int start) {
        this.strings = strings;
        this.words = words;
        this.start = start;
        this.kind = Kind.of(InfoWord.kindCode(info()));
    }

    int kindCode() {
        return InfoWord.kindCode(info());
    }

    int vlen() {
        return InfoWord.vlen(info());
    }

    boolean kindFlag() {
        return InfoWord.kindFlag(info());
    }

    String name() {
        return strings.string(words[start]);
    }

    int typeId() {
        return words[start + 2];
    }

    long size() {
        return Integer.toUnsignedLong(words[start + 2]);
    }

    int tail(int word) {
        return words[start + Kind.HEAD_WORDS + word];
    }

    /** Decodes each element; the function gets the index of the element's first word, for {@link #word(int)}. */
    <T> List<T> elements(IntFunction<T> element) {
        int vlen = vlen();
        List<T> all = new ArrayList<>(vlen);
        int at = start + Kind.HEAD_WORDS + kind.tailWords();
        for (int i = 0; i < vlen; i++) {
            all.add(element.apply(at));
            at += kind.elementWords();
        }
        return List.copyOf(all);
    }

    int word(int at) {
        return words[at];
    }

    String string(int at) {
        return strings.string(words[at]);
    }

    private int info() {
        return words[start + 1];
    }
}
