// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.btf4j.file.BtfIds.SECTION;
import static org.btf4j.file.BtfIds.WORD;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/** Finds out by a module's symbols what the words of its {@code .BTF_ids} are. */
final class BtfIdsReader {

    /** A hostile file can give the same long name to all its symbols. The largest kernels have some hundred kilobytes. */
    private static final int MAXIMAL_NAMES = 1 << 24;

    private final byte[] bytes;
    private final ByteBuffer words;
    private final List<IdMark> sets = new ArrayList<>();
    private final List<IdMark> ids = new ArrayList<>();
    private final @Nullable IdMark[] owners;
    private final @Nullable IdSymbol[] wanted;
    private final @Nullable String[] labels;
    private int lengthOfNames;

    private BtfIdsReader(ElfImage image, byte[] bytes) {
        this.bytes = bytes;
        this.words = ByteBuffer.wrap(bytes).order(image.header().order());
        int count = bytes.length / WORD;
        this.owners = new IdMark[count];
        this.wanted = new IdSymbol[count];
        this.labels = new String[count];
    }

    /**
     * Reads the section.
     *
     * @param section as {@link ElfImage#find} gave it
     * @throws BtfFormatException if it has contents that the symbols do not explain
     */
    static BtfIds read(ElfImage image, ElfSection section) throws IOException {
        byte[] bytes = image.data(section, SECTION);
        if (bytes.length % WORD != 0) {
            throw problem(bytes.length + " bytes", "a multiple of " + WORD).toException();
        }
        try {
            return new BtfIdsReader(image, bytes).read(ElfSymbols.of(image, section));
        } catch (BtfFormatException e) {
            throw e.inSection(SECTION);
        }
    }

    private BtfIds read(ElfSymbols symbols) {
        for (ElfSymbols.Symbol symbol : symbols.symbols()) {
            String name = symbols.name(symbol);
            if (name.startsWith(IdSymbol.PREFIX)) {
                keep(name);
                IdMark mark = mark(symbol, name);
                (mark.symbol().isSet() ? sets : ids).add(mark);
            } else if (!name.isEmpty() && symbol.type() != ElfConstants.STT_SECTION) {
                label(symbol.value(), name);
            }
        }
        if (sets.isEmpty() && ids.isEmpty() && bytes.length != 0) {
            throw problem("no symbol that starts with " + IdSymbol.PREFIX, "one for each type id in this section")
                    .advice("The module was stripped of them, so its type ids cannot be found and would become wrong."
                            + " Take it as it was before, or strip it with 'strip --strip-debug'.")
                    .toException();
        }
        sets.forEach(this::own);
        ids.forEach(this::assign);
        String label = null;
        for (int i = 0; i < owners.length; i++) {
            IdMark owner = owners[i];
            if (owner == null && word(i) != 0) {
                throw problem("the word " + Integer.toUnsignedString(word(i)), "0 where no symbol says what it is")
                        .at((long) i * WORD)
                        .toException();
            }
            if (owner != null && owner.symbol().isSet()) {
                label = null;
            } else if (labels[i] != null) {
                label = labels[i];
            }
            labels[i] = label;
        }
        sets.sort(Comparator.comparingInt(IdMark::start));
        return new BtfIds(bytes, words.order(), sets, owners, wanted, labels);
    }

    private void keep(String name) {
        lengthOfNames += name.length();
        if (lengthOfNames > MAXIMAL_NAMES) {
            throw problem("symbols whose names have more than " + MAXIMAL_NAMES + " bytes together", "fewer")
                    .toException();
        }
    }

    /** A list of ids has no symbol with the prefix, but the name of its array. */
    private void label(long value, String name) {
        if (value >= 0 && value < bytes.length && value % WORD == 0 && labels[(int) (value / WORD)] == null) {
            keep(name);
            labels[(int) (value / WORD)] = name;
        }
    }

    private void own(IdMark set) {
        for (int i = set.start(); i < set.end(); i++) {
            IdMark other = owners[i];
            if (other != null) {
                throw problem(
                                "set '" + set.symbol().text() + "' on words of set '"
                                        + other.symbol().text() + "'",
                                "sets that share no words")
                        .at((long) i * WORD)
                        .toException();
            }
            owners[i] = set;
        }
    }

    private void assign(IdMark id) {
        int index = id.start();
        IdSymbol symbol = id.symbol();
        IdMark owner = owners[index];
        if (owner == null) {
            owners[index] = id;
        } else if (!owner.hasIdAt(index)) {
            throw problem(
                            "symbol '" + symbol.text() + "' on a word of '"
                                    + owner.symbol().text() + "' that holds no id",
                            "it on a member")
                    .at((long) index * WORD)
                    .toException();
        }
        IdSymbol other = wanted[index];
        if (other != null && !other.toString().equals(symbol.toString())) {
            throw problem("symbols '" + other.text() + "' and '" + symbol.text() + "' on one word", "one type")
                    .at((long) index * WORD)
                    .toException();
        }
        wanted[index] = symbol;
    }

    private IdMark mark(ElfSymbols.Symbol symbol, String name) {
        long value = symbol.value();
        if (value < 0 || value % WORD != 0 || value >= bytes.length) {
            throw problem("symbol '" + name + "' at " + Long.toUnsignedString(value), "a word of the section")
                    .toException();
        }
        int start = (int) (value / WORD);
        IdSymbol parsed = IdSymbol.parse(name);
        return switch (parsed.role()) {
            case SET -> set(symbol, parsed, start, 1, 1);
            case SET8 -> set(symbol, parsed, start, 2, 2);
            case STRUCT, UNION, TYPEDEF, FUNC -> new IdMark(parsed, start, start, 1, start + 1, true);
        };
    }

    private IdMark set(ElfSymbols.Symbol symbol, IdSymbol parsed, int start, int head, int step) {
        String name = parsed.text();
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
        return new IdMark(parsed, start, start + head, step, end, count != 0 || claimed != 0);
    }

    private int word(int index) {
        return words.getInt(index * WORD);
    }

    private static BtfFormatException.Problem problem(String found, String expected) {
        return BtfFormatException.found(found).expected(expected).inSection(SECTION);
    }
}
