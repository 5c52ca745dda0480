// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.Arrays;
import java.util.Map;
import org.btf4j.model.Btf;
import org.btf4j.model.TypeWords;
import org.btf4j.model.WordCursor;

/**
 * A target written anew: its types in another order, some left out, some added, some replaced.
 *
 * <p>What is added or replaces something comes as split BTF over the target, so that it can name any of its types. Immutable
 * and safe to share between threads.
 */
final class Rewriting {

    private final Btf target;
    private final StringOrder strings;
    private final IdTable newIds = new IdTable();
    private final Btf result;

    /**
     * @param added the target and what is new, as split BTF over it
     * @param order the ids, in {@code added}, of the types that the result has; without replaced ones
     * @param replacements from ids of the target to those of the types in {@code order} that stand for them now
     * @param strings all strings of the target, then those of {@code added}
     */
    Rewriting(Btf target, Btf added, int[] order, Map<Integer, Integer> replacements, StringOrder strings) {
        this.target = target;
        this.strings = strings;
        TypeWords types = new TypeWords(target.wordCount() + added.wordCount());
        for (int i = 0; i < order.length; i++) {
            newIds.put(order[i], i + 1);
            types.copy(added, order[i]);
        }
        replacements.forEach((old, replacement) -> newIds.put(old, newIds.get(replacement)));
        IdMap ids = new IdMap(newIds, added.typeCount(), order.length + 1, 0);
        int[] words = types.toArray();
        ids.renumber(words, words.length, WordCursor.ids());
        WordCursor names = WordCursor.strings();
        for (int at = 0; at < words.length; at = names.end()) {
            for (names.at(words, at); names.next(); ) {
                names.set(strings.newOffset(names.value()));
            }
        }
        this.result = Btf.of(target.byteOrder(), null, words, strings.section());
    }

    /** The strings of a target and of what is added to it, as one section. */
    static byte[] allStrings(Btf target, Btf added) {
        byte[] ofTarget = target.copyStrings();
        byte[] ofAdded = added.copyStrings();
        byte[] all = Arrays.copyOf(ofTarget, Math.addExact(ofTarget.length, ofAdded.length));
        System.arraycopy(ofAdded, 0, all, ofTarget.length, ofAdded.length);
        return all;
    }

    Btf result() {
        return result;
    }

    /** From the ids of the target to those of the result. */
    IdMap ids() {
        return ids(target.typeCount(), 0);
    }

    /** Split BTF over the target as split BTF over the result. */
    Btf rebase(Btf split) {
        if (split.base() != target) {
            throw new IllegalArgumentException("split BTF over another base than the target");
        }
        int[] words = split.copyTypeWords();
        ids(split.firstId(), split.typeCount() - split.firstId()).renumber(words, words.length, WordCursor.ids());
        int distance = result.stringsEnd() - target.stringsEnd();
        WordCursor names = WordCursor.strings();
        for (int at = 0; at < words.length; at = names.end()) {
            for (names.at(words, at); names.next(); ) {
                int old = names.value();
                names.set(old < target.stringsEnd() ? strings.newOffset(old) : old + distance);
            }
        }
        return Btf.of(split.byteOrder(), result, words, split.copyStrings());
    }

    private IdMap ids(int oldFirst, int splitTypes) {
        return new IdMap(newIds, oldFirst, result.typeCount(), splitTypes);
    }
}
