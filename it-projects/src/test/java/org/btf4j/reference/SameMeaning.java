// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.btf4j.model.Btf;
import org.btf4j.model.Kind;
import org.btf4j.model.TypeWords;
import org.btf4j.model.WordCursor;

/**
 * Whether two splits over one base mean the same, whatever their ids.
 *
 * <p>Types are the same if their words are, apart from ids and string offsets, their strings, and what their ids lead to.
 * Named structs, unions and enumerations of the base are the same by kind and name, which is all that the layout base-ref keeps
 * of them.
 */
final class SameMeaning {

    private final Btf left;
    private final Btf right;
    private final Set<Pair> seen = new HashSet<>();
    private final Deque<Pair> pending = new ArrayDeque<>();

    SameMeaning(Btf left, Btf right) {
        this.left = left;
        this.right = right;
    }

    /** The first difference, empty if there is none. */
    String difference() {
        if (left.typeCount() != right.typeCount()) {
            return left.typeCount() + " types and " + right.typeCount();
        }
        for (int id = left.firstId(); id < left.typeCount(); id++) {
            enqueue(id, id);
        }
        while (!pending.isEmpty()) {
            Pair pair = pending.pop();
            List<Integer> leftIds = new ArrayList<>();
            List<Integer> rightIds = new ArrayList<>();
            if (!shape(left, pair.left, leftIds).equals(shape(right, pair.right, rightIds))) {
                return left.describe(pair.left) + " and " + right.describe(pair.right);
            }
            for (int i = 0; i < leftIds.size(); i++) {
                enqueue(leftIds.get(i), rightIds.get(i));
            }
        }
        return "";
    }

    private void enqueue(int leftId, int rightId) {
        if (seen.add(new Pair(leftId, rightId))) {
            pending.push(new Pair(leftId, rightId));
        }
    }

    /** What can be compared of a type at once; the ids that it leads to are added to the list. */
    private static List<Object> shape(Btf btf, int id, List<Integer> ids) {
        if (id == 0) {
            return List.of(Kind.VOID);
        }
        Kind kind = btf.kind(id);
        boolean byName = switch (kind) {
            case STRUCT, UNION, ENUM, ENUM64 -> id < btf.firstId() && btf.isNamed(id);
            default -> false;
        };
        if (byName) {
            return List.of(kind, btf.name(id));
        }
        TypeWords copy = new TypeWords(8);
        copy.copy(btf, id);
        int[] words = copy.toArray();
        List<Object> shape = new ArrayList<>();
        WordCursor cursor = WordCursor.strings();
        for (cursor.at(words, 0); cursor.next(); cursor.set(0)) {
            shape.add(btf.string(cursor.value()));
        }
        cursor = WordCursor.ids();
        for (cursor.at(words, 0); cursor.next(); cursor.set(0)) {
            ids.add(cursor.value());
        }
        for (int word : words) {
            shape.add(word);
        }
        return shape;
    }

    private record Pair(int left, int right) {}
}
