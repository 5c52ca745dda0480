// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;

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
 * Whether types of two BTFs mean the same: equal words but for ids and string offsets, equal strings, and ids that lead to
 * types that mean the same.
 */
final class Meaning {

    private final Btf left;
    private final Btf right;
    private final int firstWholeType;
    private final Set<Pair> seen = new HashSet<>();
    private final Deque<Pair> pending = new ArrayDeque<>();

    private Meaning(Btf left, Btf right, int firstWholeType) {
        this.left = left;
        this.right = right;
        this.firstWholeType = firstWholeType;
    }

    /** Compares everything that the types lead to. */
    static Meaning of(Btf left, Btf right) {
        return new Meaning(left, right, 0);
    }

    /** Compares until the base of the distilled split, whose types stand for whole ones by name, kind and size. */
    static Meaning ofDistilled(Btf split, Btf distilled) {
        return new Meaning(split, distilled, distilled.firstId());
    }

    private record Pair(int left, int right) {}

    /** A type without what it is called by: its ids and offsets are 0 in the words. */
    private record Shape(List<Integer> words, List<String> strings) {}

    void assertEqual(int leftId, int rightId) {
        enqueue(leftId, rightId);
        while (!pending.isEmpty()) {
            Pair pair = pending.pop();
            String context = left.describe(pair.left) + " and " + right.describe(pair.right);
            if (pair.left == 0 || pair.right == 0) {
                assertThat(pair.left).as(context).isEqualTo(pair.right);
            } else if (pair.right < firstWholeType) {
                assertThat(shell(right, pair.right)).as(context).isEqualTo(shell(left, pair.left));
            } else {
                List<Integer> leftIds = new ArrayList<>();
                List<Integer> rightIds = new ArrayList<>();
                assertThat(shape(right, pair.right, rightIds)).as(context).isEqualTo(shape(left, pair.left, leftIds));
                for (int i = 0; i < leftIds.size(); i++) {
                    enqueue(leftIds.get(i), rightIds.get(i));
                }
            }
        }
    }

    private void enqueue(int leftId, int rightId) {
        Pair pair = new Pair(leftId, rightId);
        if (seen.add(pair)) {
            pending.push(pair);
        }
    }

    private static Shape shape(Btf btf, int id, List<Integer> ids) {
        int[] words = words(btf, id);
        List<String> strings = new ArrayList<>();
        WordCursor cursor = WordCursor.strings();
        for (cursor.at(words, 0); cursor.next(); cursor.set(0)) {
            strings.add(btf.string(cursor.value()));
        }
        cursor = WordCursor.ids();
        for (cursor.at(words, 0); cursor.next(); cursor.set(0)) {
            ids.add(cursor.value());
        }
        return new Shape(boxed(words), strings);
    }

    private static List<Object> shell(Btf btf, int id) {
        Kind kind = btf.kind(id);
        return switch (kind) {
            case STRUCT, UNION -> List.of(kind, btf.name(id), btf.sizeOrTypeId(id));
            case ENUM, ENUM64 -> List.of(Kind.ENUM, btf.name(id), btf.sizeOrTypeId(id));
            default -> List.of(shape(btf, id, new ArrayList<>()));
        };
    }

    private static int[] words(Btf btf, int id) {
        TypeWords words = new TypeWords(8);
        words.copy(btf, id);
        return words.toArray();
    }

    private static List<Integer> boxed(int[] words) {
        List<Integer> boxed = new ArrayList<>(words.length);
        for (int word : words) {
            boxed.add(word);
        }
        return boxed;
    }
}
