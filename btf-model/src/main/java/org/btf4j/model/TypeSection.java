// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds where each type starts and checks that everything a type names is there. */
final class TypeSection {

    private static final String MAYBE_SPLIT =
            "If this is split BTF, read it over the base that it was encoded against.";
    private static final String MAYBE_OTHER_BASE =
            "If the base is not the one that this split BTF was encoded against, give that one.";

    /**
     * A type's elements may all have one long name, which is stored once: where each gets a text of its own, a file of a megabyte
     * would ask for all the memory there is. As many characters as the most elements have if each has 255.
     */
    private static final int LONGEST_NAMES = 1 << 24;

    private final int bytesBefore;
    private final @Nullable Btf base;
    private final int[] words;
    private final @Nullable KindLayout layout;
    private final byte[] strings;
    private final int stringsAt;
    private final int firstId;

    TypeSection(int bytesBefore, @Nullable Btf base, int[] words, @Nullable KindLayout layout, byte[] strings) {
        this.bytesBefore = bytesBefore;
        this.base = base;
        this.words = words;
        this.layout = layout != null || base == null ? layout : base.layout();
        this.strings = strings;
        this.stringsAt = bytesBefore + words.length * Integer.BYTES + (layout == null ? 0 : layout.section().length);
        this.firstId = base == null ? 1 : base.typeCount();
    }

    void checkStrings() {
        if (base == null && (strings.length == 0 || strings[0] != 0)) {
            throw BtfFormatException.found(
                            strings.length == 0 ? "an empty string section" : "a first string of its own")
                    .expected("the empty string first")
                    .at(stringsAt)
                    .advice(MAYBE_SPLIT)
                    .toException();
        }
        if (strings.length > 0 && strings[strings.length - 1] != 0) {
            throw BtfFormatException.found("a last string without end")
                    .expected("a NUL as the last byte")
                    .at((long) stringsAt + strings.length - 1)
                    .toException();
        }
        if (base != null && (long) base.stringsEnd() + strings.length > Integer.MAX_VALUE) {
            throw BtfFormatException.found(
                            ((long) base.stringsEnd() + strings.length) + " bytes of strings, base included")
                    .expected("fewer than 2 GiB")
                    .at(stringsAt)
                    .toException();
        }
    }

    /** The index of each type's first word, and behind them the number of words. */
    int[] starts() {
        // A type has at least three words, so the section's own length bounds what is reserved here.
        int[] starts = new int[words.length / Kind.HEAD_WORDS + 1];
        int count = 0;
        int at = 0;
        while (at < words.length) {
            starts[count] = at;
            int left = words.length - at;
            if (left < Kind.HEAD_WORDS) {
                throw problem(at, "[" + (firstId + count) + "]", left * Integer.BYTES + " bytes")
                        .expected("the 12 bytes that every type starts with")
                        .toException();
            }
            long wordCount = Kind.HEAD_WORDS + wordsAfterHead(at, firstId + count);
            if (wordCount > left) {
                Kind kind = Kind.of(InfoWord.kindCode(words[at + 1]));
                throw problem(at, "[" + (firstId + count) + "] " + kind, left * Integer.BYTES + " bytes")
                        .expected(wordCount * Integer.BYTES + " for its vlen of " + InfoWord.vlen(words[at + 1]))
                        .toException();
            }
            at += (int) wordCount;
            count++;
        }
        starts[count] = at;
        return Arrays.copyOf(starts, count + 1);
    }

    private long wordsAfterHead(int at, int id) {
        int code = InfoWord.kindCode(words[at + 1]);
        int vlen = InfoWord.vlen(words[at + 1]);
        Kind kind = Kind.of(code);
        if (kind == Kind.UNKNOWN || kind == Kind.VOID) {
            return wordsByLayout(at, id, code, vlen);
        }
        return kind.tailWords() + (long) vlen * kind.elementWords();
    }

    private long wordsByLayout(int at, int id, int code, int vlen) {
        if (code == 0 || layout == null || !layout.describes(code)) {
            throw problem(at, "[" + id + "]", "kind " + code)
                    .expected("a kind from 1 to 19, or one that a layout section describes")
                    .toException();
        }
        long bytes = layout.bytesAfterHead(code, vlen);
        if (bytes % Integer.BYTES != 0) {
            throw problem(at, "[" + id + "]", "kind " + code + " with " + bytes + " bytes after its head")
                    .expected("a multiple of 4, by the layout section")
                    .toException();
        }
        return bytes / Integer.BYTES;
    }

    void checkReferences(Btf btf) {
        WordCursor ids = WordCursor.ids();
        WordCursor names = WordCursor.strings();
        for (int id = btf.firstId(); id < btf.typeCount(); id++) {
            if (btf.kind(id) == Kind.UNKNOWN) {
                checkName(btf, id, words[btf.start(id)], 0);
                continue;
            }
            int left = LONGEST_NAMES;
            for (names.at(btf, id); names.next(); ) {
                checkName(btf, id, names.value(), names.word());
                left -= btf.stringLength(names.value(), left + 1);
                if (left < 0) {
                    throw problem(
                                    btf.start(id),
                                    "[" + id + "] " + btf.kind(id),
                                    "names of more than " + LONGEST_NAMES + " characters in one type")
                            .expected("a type that a compiler made")
                            .toException();
                }
            }
            for (ids.at(btf, id); ids.next(); ) {
                if (Integer.compareUnsigned(ids.value(), btf.typeCount()) >= 0) {
                    throw problem(
                                    btf.start(id) + ids.word(),
                                    btf.describe(id),
                                    "type id " + Integer.toUnsignedString(ids.value()))
                            .expected("an id from 0 to " + (btf.typeCount() - 1))
                            .advice(base == null ? MAYBE_SPLIT : MAYBE_OTHER_BASE)
                            .toException();
                }
            }
        }
    }

    private void checkName(Btf btf, int id, int offset, int word) {
        if (offset != 0 && Integer.compareUnsigned(offset, btf.stringsEnd()) >= 0) {
            String type = "[" + id + "] " + btf.kind(id);
            throw problem(btf.start(id) + word, type, "string offset " + Integer.toUnsignedString(offset))
                    .expected("an offset below " + btf.stringsEnd() + ", where the strings end")
                    .advice(base == null ? MAYBE_SPLIT : MAYBE_OTHER_BASE)
                    .toException();
        }
    }

    private BtfFormatException.Problem problem(int word, String type, String found) {
        return BtfFormatException.found(found)
                .at(bytesBefore + (long) word * Integer.BYTES)
                .type(type);
    }
}
