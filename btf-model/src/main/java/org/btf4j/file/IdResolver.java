// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;

/**
 * Fills in the ids of {@code .BTF_ids} by the names in its symbols, as resolve_btfids of Linux 6.12 does.
 *
 * <p>An id is that of the first type of its kind and name, those of the base first; 0 if there is none. A set gets the count of
 * its members, and they are sorted by id with their flags.
 *
 * <p>Where sets are filled in already, resolve_btfids takes its symbols for the names of the members beside them, though the
 * members were sorted since, and so gives functions the flags of others. Here such a set keeps its pairs if they are those of
 * its names, and is refused if they are not and their flags differ.
 */
final class IdResolver {

    private final BtfIds ids;
    private final Btf btf;
    private final Map<String, List<Integer>> found = new HashMap<>();
    private final Map<String, IdLookup> lookups = new LinkedHashMap<>();

    IdResolver(BtfIds ids, Btf btf) {
        this.ids = ids;
        this.btf = btf;
    }

    /**
     * The section's contents with all ids filled in.
     *
     * @throws BtfFormatException if it cannot be told which flags belong to which id, or how long a set is
     */
    byte[] resolve() {
        int[] resolved = new int[ids.size()];
        for (int i = 0; i < resolved.length; i++) {
            IdSymbol symbol = ids.wanted(i);
            if (symbol != null) {
                IdLookup lookup = lookup(ids.place(i), symbol);
                lookups.putIfAbsent(lookup.place() + symbol, lookup);
                resolved[i] = lookup.isMissing() ? 0 : lookup.found().get(0);
            }
        }
        for (IdMark set : ids.sets()) {
            requireSize(set);
            keepOrder(set, resolved);
        }
        byte[] bytes = ids.withIds(resolved);
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ids.byteOrder());
        for (IdMark set : ids.sets()) {
            words.putInt(set.start() * BtfIds.WORD, set.members());
        }
        return bytes;
    }

    /** What was found for each name, in the order of the symbols' places, once {@link #resolve} is done. */
    List<IdLookup> lookups() {
        return new ArrayList<>(lookups.values());
    }

    private IdLookup lookup(String place, IdSymbol symbol) {
        List<Integer> all = found.computeIfAbsent(
                symbol.toString(),
                key -> List.copyOf(Arrays.stream(btf.find(symbol.subject(), symbol.kind()))
                        .boxed()
                        .toList()));
        return new IdLookup(place, symbol.kind(), symbol.subject(), all);
    }

    private static void requireSize(IdMark set) {
        if (!set.sized()) {
            throw BtfFormatException.found("symbol '" + set.symbol().text() + "' without a size")
                    .expected("the size of the set, which says how many members it has")
                    .at((long) set.start() * BtfIds.WORD)
                    .inSection(BtfIds.SECTION)
                    .toException();
        }
    }

    /** Makes a set that is filled in already keep its pairs, in which flags stand beside the ids that they belong to. */
    private void keepOrder(IdMark set, int[] resolved) {
        int members = set.members();
        int[] present = new int[members];
        int[] expected = new int[members];
        boolean sameFlags = true;
        for (int member = 0; member < members; member++) {
            int index = set.member(member);
            present[member] = ids.word(index);
            expected[member] = resolved[index];
            sameFlags &= !set.hasFlags() || ids.word(index + 1) == ids.word(set.firstId() + 1);
        }
        if (sameFlags || Arrays.stream(present).allMatch(id -> id == 0)) {
            return;
        }
        int[] sorted = present.clone();
        Arrays.sort(sorted);
        Arrays.sort(expected);
        if (!Arrays.equals(sorted, expected)) {
            throw BtfFormatException.found("a filled-in " + set.symbol() + " with ids that are not those of its names")
                    .expected("ids of 0, or those of its names in this BTF")
                    .advice(
                            "It is sorted, so that nothing says any more which flags belong to which name. Take the module as"
                                    + " it was before its ids were filled in.")
                    .at((long) set.start() * BtfIds.WORD)
                    .inSection(BtfIds.SECTION)
                    .toException();
        }
        for (int member = 0; member < members; member++) {
            resolved[set.member(member)] = present[member];
        }
    }
}
