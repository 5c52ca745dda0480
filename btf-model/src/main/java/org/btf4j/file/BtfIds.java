// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The type ids in a module's {@code .BTF_ids} section: where they are, what each was meant for, and the same section with others.
 *
 * <p>The section is made of 32-bit words in the file's byte order. Nothing in it says which are ids; symbols do:
 *
 * <ul>
 *   <li>{@code __BTF_ID__KIND__NAME__N} (KIND is struct, union, typedef or func): one id;
 *   <li>{@code __BTF_ID__set__NAME}: a count, then that many ids, ascending;
 *   <li>{@code __BTF_ID__set8__NAME}: a count, flags, then that many pairs of id and flags, ascending by id.
 * </ul>
 *
 * <p>This is how resolve_btfids of Linux 5.9 (set8: 6.0) to 6.12 finds them. Kernels search sets by bisection, so whoever
 * changes ids has to sort them again. Ids of 0 stand for types that were not found. A set whose count is 0 though it has members
 * is one that resolve_btfids has not seen yet; its ids must all be 0. In one that it has seen, symbols are where they were, but
 * their ids may have moved.
 *
 * <p>Whatever is not 0 and is not explained by a symbol is refused: it may be an id. Immutable.
 */
final class BtfIds {

    static final String SECTION = ".BTF_ids";
    static final int WORD = 4;

    private final byte[] bytes;
    private final ByteBuffer words;
    private final List<IdMark> sets;
    private final @Nullable IdMark[] owners;
    private final @Nullable IdSymbol[] wanted;
    private final @Nullable String[] labels;

    /**
     * What {@link BtfIdsReader} found; the last three have an entry per word.
     *
     * @param bytes the section's contents, not copied
     * @param sets in the order of their places
     * @param owners the set that a word is in, or else the mark of its id
     * @param wanted the symbol of the id
     * @param labels the name of the array that an id outside of sets is in
     */
    BtfIds(
            byte[] bytes,
            ByteOrder order,
            List<IdMark> sets,
            @Nullable IdMark[] owners,
            @Nullable IdSymbol[] wanted,
            @Nullable String[] labels) {
        this.bytes = bytes;
        this.words = ByteBuffer.wrap(bytes).order(order);
        this.sets = List.copyOf(sets);
        this.owners = owners;
        this.wanted = wanted;
        this.labels = labels;
    }

    /**
     * Reads the section.
     *
     * @param section as {@link ElfImage#find} gave it
     * @throws BtfFormatException if it has contents that the symbols do not explain
     */
    static BtfIds read(ElfImage image, ElfSection section) throws IOException {
        return BtfIdsReader.read(image, section);
    }

    /** The sets, in the order of their places. */
    List<IdMark> sets() {
        return sets;
    }

    /** How many words there are. */
    int size() {
        return owners.length;
    }

    /** The byte order of the words. */
    ByteOrder byteOrder() {
        return words.order();
    }

    int word(int index) {
        return words.getInt(index * WORD);
    }

    boolean isId(int index) {
        IdMark owner = owners[index];
        return owner != null && owner.hasIdAt(index);
    }

    /** The symbol that says of which type the word is to be the id; null in words that are none, and in unused members of sets. */
    @Nullable
    IdSymbol wanted(int index) {
        return wanted[index];
    }

    /** The same section with other contents, in which the symbols are where they were. */
    BtfIds with(byte[] contents) {
        return new BtfIds(contents, byteOrder(), sets, owners, wanted, labels);
    }

    /** A copy of the section's contents. */
    byte[] toBytes() {
        return bytes.clone();
    }

    /**
     * The section's contents with every id mapped and the sets sorted again.
     *
     * @param idMap old id to new id, 0 or negative for an id that it does not know; not asked about 0
     * @throws BtfFormatException if an id is unknown
     */
    byte[] renumber(IntUnaryOperator idMap) {
        int[] ids = new int[size()];
        for (int i = 0; i < ids.length; i++) {
            if (isId(i)) {
                ids[i] = map(i, idMap);
            }
        }
        return withIds(ids);
    }

    private int map(int index, IntUnaryOperator idMap) {
        int old = word(index);
        if (old == 0) {
            return 0;
        }
        int mapped = old < 0 ? -1 : idMap.applyAsInt(old);
        if (mapped <= 0) {
            IdMark owner = owners[index];
            throw BtfFormatException.found("type id " + Integer.toUnsignedString(old)
                            + (owner == null
                                    ? ""
                                    : " at symbol '" + owner.symbol().text() + "'"))
                    .expected("the id of a type of the module or of a type that it uses")
                    .at((long) index * WORD)
                    .inSection(SECTION)
                    .toException();
        }
        return mapped;
    }

    /**
     * The section's contents with other ids, the members of each set sorted by them; equal ones keep their order.
     *
     * @param ids per word, whatever it is; only those that are ids matter
     */
    byte[] withIds(int[] ids) {
        byte[] changed = toBytes();
        ByteBuffer target = ByteBuffer.wrap(changed).order(words.order());
        for (int i = 0; i < ids.length; i++) {
            if (isId(i)) {
                target.putInt(i * WORD, ids[i]);
            }
        }
        for (IdMark set : sets) {
            // The id in the upper half, unsigned; the old place in the lower.
            long[] order = new long[set.members()];
            for (int member = 0; member < order.length; member++) {
                order[member] = Integer.toUnsignedLong(ids[set.member(member)]) << 32 | member;
            }
            Arrays.sort(order);
            for (int member = 0; member < order.length; member++) {
                int to = set.member(member);
                int from = set.member((int) order[member]);
                target.putInt(to * WORD, (int) (order[member] >>> 32));
                for (int i = 1; i < set.step(); i++) {
                    target.putInt((to + i) * WORD, word(from + i));
                }
            }
        }
        return changed;
    }

    /** What the ids mean in the module's BTF, in the order of their places. */
    List<BtfId> describe(Btf btf) {
        List<BtfId> described = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            IdMark owner = owners[i];
            if (owner != null && owner.hasIdAt(i)) {
                described.add(new BtfId(
                        place(i), i * WORD, word(i), meaning(btf, i, owner), owner.hasFlags() ? word(i + 1) : null));
            }
        }
        return List.copyOf(described);
    }

    /** What an id is part of, for a message: {@code set8 'sensor_kfuncs'}. */
    String place(int index) {
        IdMark owner = owners[index];
        if (owner != null && owner.symbol().isSet()) {
            return owner.symbol().toString();
        }
        String label = labels[index];
        return label == null ? "offset " + index * WORD : "list '" + label + "'";
    }

    private String meaning(Btf btf, int index, IdMark owner) {
        int id = word(index);
        if (id < 0 || id >= btf.typeCount()) {
            return "[" + Integer.toUnsignedString(id) + "] no type of this BTF";
        }
        if (id != 0) {
            return btf.describe(id);
        }
        // Sorting has moved the members of a set away from their symbols.
        boolean moved = owner.symbol().isSet() && word(owner.start()) != 0;
        IdSymbol symbol = wanted[index];
        return moved || symbol == null ? "[0] no id" : "[0] no id for " + symbol;
    }
}
