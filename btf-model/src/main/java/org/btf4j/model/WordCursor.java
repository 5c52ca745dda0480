// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

/**
 * Walks over the words of one type that hold type ids, or over those that hold string offsets.
 *
 * <p>{@link #ids()} visits ids in this order: of an array element, then index; of a struct or union its members; of a
 * function prototype the return type, then the parameters; of a section its variables; else the one type. {@link #strings()}
 * visits the type's name, then the names of members, parameters or enumerators. Both are driven by the table in
 * {@link Kind}.
 *
 * <p>A cursor is made once and set to one type after another, so that walking over a kernel's types makes no objects. It is
 * not thread-safe. To change words, set it to an array of one's own.
 *
 * <pre>{@code
 * WordCursor ids = WordCursor.ids();
 * for (ids.at(btf, id); ids.next(); ) {
 *     use(ids.value());
 * }
 * }</pre>
 */
public final class WordCursor {

    private static final int[] NAME = {0};
    private static final int[] NOTHING = {};

    private final boolean ids;
    private int[] words = NOTHING;
    private int[] headWords = NOTHING;
    private int[] elementWords = NOTHING;
    private int start;
    private int nextHeadWord;
    private int element;
    private int elementSize;
    private int nextElementWord;
    private int end;
    private int current;

    private WordCursor(boolean ids) {
        this.ids = ids;
    }

    /** A cursor over the words that hold type ids. */
    public static WordCursor ids() {
        return new WordCursor(true);
    }

    /** A cursor over the words that hold string offsets. */
    public static WordCursor strings() {
        return new WordCursor(false);
    }

    /**
     * Sets this cursor to a type, which may live in the base.
     *
     * @throws BtfFormatException if the type is of an unknown kind, whose words nobody can tell apart
     */
    public WordCursor at(Btf btf, int id) {
        if (id == 0) {
            return at(NOTHING, 0, 0, Kind.VOID, 0);
        }
        Btf owner = btf.ownerOfType(id);
        Kind kind = owner.kind(id);
        if (kind == Kind.UNKNOWN) {
            throw owner.unknownKind(id).toException();
        }
        return at(owner.words(), owner.start(id), owner.start(id + 1), kind, owner.vlen(id));
    }

    /**
     * Sets this cursor to the type that starts there in an array of type words.
     *
     * @param words types as {@link Btf#copyTypeWords()} gives them; {@link #set} changes them
     * @param start the index of the type's first head word
     * @throws IllegalArgumentException if the kind there is unknown
     */
    public WordCursor at(int[] words, int start) {
        int info = words[start + 1];
        Kind kind = Kind.of(InfoWord.kindCode(info));
        if (kind == Kind.UNKNOWN || kind == Kind.VOID) {
            throw new IllegalArgumentException("kind " + InfoWord.kindCode(info) + " at word " + start);
        }
        int vlen = InfoWord.vlen(info);
        return at(words, start, start + Kind.HEAD_WORDS + kind.tailWords() + vlen * kind.elementWords(), kind, vlen);
    }

    private WordCursor at(int[] words, int start, int end, Kind kind, int vlen) {
        this.words = words;
        this.start = start;
        this.end = end;
        this.headWords = ids ? kind.headIdWords() : kind == Kind.VOID ? NOTHING : NAME;
        this.elementWords = ids ? kind.elementIdWords() : kind.elementStringWords();
        this.nextHeadWord = 0;
        this.elementSize = kind.elementWords();
        this.element = elementWords.length == 0 ? end : end - vlen * elementSize;
        this.nextElementWord = 0;
        return this;
    }

    /** Goes to the next word; false if there is none. */
    public boolean next() {
        if (nextHeadWord < headWords.length) {
            current = start + headWords[nextHeadWord++];
            return true;
        }
        if (element >= end) {
            return false;
        }
        current = element + elementWords[nextElementWord++];
        if (nextElementWord == elementWords.length) {
            nextElementWord = 0;
            element += elementSize;
        }
        return true;
    }

    /** The type id or string offset at the current word. */
    public int value() {
        return words[current];
    }

    /** Replaces the current word; only for a cursor over an array of the caller's. */
    public void set(int value) {
        words[current] = value;
    }

    /** The index, in the array, of the first word after the type. */
    public int end() {
        return end;
    }

    /** The index of the current word, counted from the type's first. */
    int word() {
        return current - start;
    }
}
