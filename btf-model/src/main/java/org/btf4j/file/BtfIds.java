// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The type ids in a module's {@code .BTF_ids} section, and what has to be done with them when its BTF is renumbered.
 *
 * <p>The section is made of 32-bit words in the file's byte order. Nothing in it says which are ids; symbols do:
 *
 * <ul>
 *   <li>{@code __BTF_ID__KIND__NAME__N} (KIND is struct, union, typedef or func): one id;
 *   <li>{@code __BTF_ID__set__NAME}: a count, then that many ids, ascending;
 *   <li>{@code __BTF_ID__set8__NAME}: a count, flags, then that many pairs of id and flags, ascending by id.
 * </ul>
 *
 * <p>This is how resolve_btfids of Linux 5.9 (set8: 6.0) and later finds them. Kernels search sets by bisection, so whoever
 * changes ids has to sort them again. Ids of 0 stand for types that were not found, and stay. A set whose count is 0 though it
 * has members is one that resolve_btfids has not seen yet; its ids must all be 0.
 *
 * <p>Whatever is not 0 and is not explained by a symbol is refused: it may be an id.
 */
final class BtfIds {

    static final String SECTION = ".BTF_ids";

    private static final String PREFIX = "__BTF_ID__";
    private static final List<String> ID_KINDS = List.of("struct__", "union__", "typedef__", "func__");
    private static final int WORD = 4;

    private final ElfSymbols symbols;
    private final ByteBuffer words;
    private final byte[] bytes;
    private final IntUnaryOperator idMap;

    private BtfIds(ElfImage image, ElfSymbols symbols, byte[] bytes, IntUnaryOperator idMap) {
        this.symbols = symbols;
        this.bytes = bytes;
        this.words = ByteBuffer.wrap(bytes).order(image.header().order());
        this.idMap = idMap;
    }

    /**
     * The section's contents with every id mapped and the sets sorted again.
     *
     * @param section the section, as {@link ElfImage#find} gave it
     * @param idMap old id to new id, 0 or negative for an id that it does not know; not asked about 0
     * @throws BtfFormatException if the section has contents that the symbols do not explain, or an id is unknown
     */
    static byte[] renumber(ElfImage image, ElfSection section, IntUnaryOperator idMap) throws IOException {
        byte[] bytes = image.data(section, SECTION);
        if (bytes.length % WORD != 0) {
            throw problem(bytes.length + " bytes", "a multiple of " + WORD).toException();
        }
        try {
            return new BtfIds(image, ElfSymbols.of(image, section), bytes, idMap).renumber();
        } catch (BtfFormatException e) {
            throw e.inSection(SECTION);
        }
    }

    /** What a symbol marks: words {@code [start, end)} of the section; every {@code step}-th from the first id on is an id. */
    private record Marked(ElfSymbols.Symbol symbol, int start, int firstId, int step, int end) {

        boolean isSet() {
            return firstId > start;
        }

        boolean hasIdAt(int index) {
            return index >= firstId && (index - firstId) % step == 0;
        }
    }

    private byte[] renumber() {
        List<Marked> sets = new ArrayList<>();
        List<Marked> ids = new ArrayList<>();
        for (ElfSymbols.Symbol symbol : symbols.symbols()) {
            String name = symbols.name(symbol);
            if (name.startsWith(PREFIX)) {
                Marked marked = marked(symbol, name);
                (marked.isSet() ? sets : ids).add(marked);
            }
        }
        if (sets.isEmpty() && ids.isEmpty() && bytes.length != 0) {
            throw problem("no symbol that starts with " + PREFIX, "one for each type id in this section")
                    .advice("The module was stripped of them, so its type ids cannot be found and would become wrong."
                            + " Take it as it was before, or strip it with 'strip --strip-debug'.")
                    .toException();
        }
        @Nullable Marked[] owners = owners(sets, ids);
        byte[] renumbered = bytes.clone();
        ByteBuffer target = ByteBuffer.wrap(renumbered).order(words.order());
        for (int i = 0; i < owners.length; i++) {
            Marked owner = owners[i];
            if (owner != null && !owner.isSet()) {
                target.putInt(i * WORD, map(owner, i));
            }
        }
        for (Marked set : sets) {
            renumberSet(set, target);
        }
        return renumbered;
    }

    /** What explains each word: the set that it is in, or else the symbol of its id. */
    private @Nullable Marked[] owners(List<Marked> sets, List<Marked> ids) {
        @Nullable Marked[] owners = new Marked[bytes.length / WORD];
        for (Marked set : sets) {
            for (int i = set.start(); i < set.end(); i++) {
                Marked other = owners[i];
                if (other != null) {
                    throw problem(
                                    "set '" + name(set) + "' on words of set '" + name(other) + "'",
                                    "sets that share no words")
                            .at((long) i * WORD)
                            .toException();
                }
                owners[i] = set;
            }
        }
        for (Marked id : ids) {
            Marked owner = owners[id.start()];
            if (owner == null) {
                owners[id.start()] = id;
            } else if (!owner.hasIdAt(id.start())) {
                throw problem(
                                "symbol '" + name(id) + "' on a word of '" + name(owner) + "' that holds no id",
                                "it on a member")
                        .at((long) id.start() * WORD)
                        .toException();
            }
        }
        for (int i = 0; i < owners.length; i++) {
            if (owners[i] == null && word(i) != 0) {
                throw problem("the word " + Integer.toUnsignedString(word(i)), "0 where no symbol says what it is")
                        .at((long) i * WORD)
                        .toException();
            }
        }
        return owners;
    }

    private Marked marked(ElfSymbols.Symbol symbol, String name) {
        long value = symbol.value();
        if (value < 0 || value % WORD != 0 || value >= bytes.length) {
            throw problem("symbol '" + name + "' at " + Long.toUnsignedString(value), "a word of the section")
                    .toException();
        }
        int start = (int) (value / WORD);
        String rest = name.substring(PREFIX.length());
        if (rest.startsWith("set__")) {
            return set(symbol, name, start, 1, 1);
        }
        if (rest.startsWith("set8__")) {
            return set(symbol, name, start, 2, 2);
        }
        if (ID_KINDS.stream().anyMatch(rest::startsWith)) {
            return new Marked(symbol, start, start, 1, start + 1);
        }
        throw problem("symbol '" + name + "'", PREFIX + " and struct, union, typedef, func, set or set8")
                .toException();
    }

    private Marked set(ElfSymbols.Symbol symbol, String name, int start, int head, int step) {
        int room = bytes.length / WORD - start;
        if (room < head) {
            throw problem("symbol '" + name + "' in the last " + room * WORD + " bytes", "room for the set's head")
                    .at((long) start * WORD)
                    .toException();
        }
        long count = Integer.toUnsignedLong(word(start));
        long length = head + count * step;
        long claimed = symbol.size();
        if (count == 0 && claimed > (long) head * WORD && claimed % WORD == 0) {
            length = claimed / WORD;
        } else if (claimed != 0 && claimed != length * WORD) {
            throw problem(
                            "count " + count + " in set '" + name + "' of " + Long.toUnsignedString(claimed) + " bytes",
                            "a count that fits the size")
                    .at((long) start * WORD)
                    .toException();
        }
        if (length > room || (length - head) % step != 0) {
            throw problem(
                            "set '" + name + "' of " + length * WORD + " bytes",
                            "whole members within the " + (long) room * WORD + " bytes up to the end of the section")
                    .at((long) start * WORD)
                    .toException();
        }
        int end = start + (int) length;
        if (count == 0) {
            for (int i = start + head; i < end; i += step) {
                if (word(i) != 0) {
                    throw problem(
                                    "type id " + Integer.toUnsignedString(word(i)) + " in set '" + name
                                            + "' of count 0",
                                    "0")
                            .at((long) i * WORD)
                            .toException();
                }
            }
        }
        return new Marked(symbol, start, start + head, step, end);
    }

    private void renumberSet(Marked set, ByteBuffer target) {
        int members = (set.end() - set.firstId()) / set.step();
        // The id in the upper half, unsigned; the old place in the lower, which keeps the order of equal ids.
        long[] order = new long[members];
        for (int member = 0; member < members; member++) {
            order[member] = Integer.toUnsignedLong(map(set, set.firstId() + member * set.step())) << 32 | member;
        }
        Arrays.sort(order);
        for (int member = 0; member < members; member++) {
            int to = set.firstId() + member * set.step();
            int from = set.firstId() + (int) order[member] * set.step();
            target.putInt(to * WORD, (int) (order[member] >>> 32));
            for (int i = 1; i < set.step(); i++) {
                target.putInt((to + i) * WORD, word(from + i));
            }
        }
    }

    private int map(Marked marked, int index) {
        int old = word(index);
        if (old == 0) {
            return 0;
        }
        int mapped = old < 0 ? -1 : idMap.applyAsInt(old);
        if (mapped <= 0) {
            throw problem(
                            "type id " + Integer.toUnsignedString(old) + " at symbol '" + name(marked) + "'",
                            "the id of a type of the module or of a type that it uses")
                    .at((long) index * WORD)
                    .toException();
        }
        return mapped;
    }

    private String name(Marked marked) {
        return symbols.name(marked.symbol());
    }

    private int word(int index) {
        return words.getInt(index * WORD);
    }

    private static BtfFormatException.Problem problem(String found, String expected) {
        return BtfFormatException.found(found).expected(expected).inSection(SECTION);
    }
}
