// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says which types of one name belong together.
 *
 * <p>Mostly there is one on each side. Kernels have more of some names: the structs and static functions of several source
 * files. Those that are equal are counterparts; of the rest those that have most in common, and where two are as good as each
 * other, the order of their contents decides, never that of their ids. Where there are too many to try each with each, they are
 * paired in the order of their contents. Not thread-safe.
 */
final class Matcher {

    /** How many features may be looked at for types of one name; kernels have three types of one at most, functions some more. */
    private static final long MOST_OF_ONE_NAME = 4_000_000;

    private static final long MOST_OF_ALL = 10 * MOST_OF_ONE_NAME;

    private long comparisons;

    /** Counterparts, or a type without one. */
    record Pair(@Nullable Candidate before, @Nullable Candidate after) {}

    private record Scored(int before, int after, int common, int low, int high) {}

    /** The pairs that are not equal. Both lists are used up. */
    List<Pair> match(List<Candidate> before, List<Candidate> after) {
        if (before.size() == 1 && after.size() == 1) {
            boolean equal = before.get(0).content().equals(after.get(0).content());
            return equal ? List.of() : List.of(new Pair(before.get(0), after.get(0)));
        }
        List<Candidate> restAfter = new ArrayList<>(after);
        List<Candidate> restBefore = withoutEqual(before, restAfter);
        restBefore.sort(Comparator.comparing(Candidate::content));
        restAfter.sort(Comparator.comparing(Candidate::content));
        List<Pair> pairs = new ArrayList<>();
        int common = Math.min(restBefore.size(), restAfter.size());
        if (common > 0 && restBefore.size() + restAfter.size() > 2) {
            mostAlike(restBefore, restAfter, pairs);
        }
        for (int i = 0; i < Math.max(restBefore.size(), restAfter.size()); i++) {
            pairs.add(new Pair(
                    i < restBefore.size() ? restBefore.get(i) : null, i < restAfter.size() ? restAfter.get(i) : null));
        }
        return pairs;
    }

    /** Those of the old side that have no equal, after taking their equals out of the new side. */
    private static List<Candidate> withoutEqual(List<Candidate> before, List<Candidate> after) {
        Map<String, Deque<Candidate>> equals = new HashMap<>();
        after.forEach(each -> equals.computeIfAbsent(each.content(), content -> new ArrayDeque<>())
                .add(each));
        List<Candidate> rest = new ArrayList<>();
        for (Candidate each : before) {
            Deque<Candidate> same = equals.get(each.content());
            if (same == null || same.poll() == null) {
                rest.add(each);
            }
        }
        after.clear();
        equals.values().forEach(after::addAll);
        return rest;
    }

    /** Pairs by what they have in common, most first, as long as both sides have some; takes them out of the lists. */
    private void mostAlike(List<Candidate> before, List<Candidate> after, List<Pair> pairs) {
        List<Set<String>> featuresBefore =
                before.stream().map(Candidate::features).toList();
        List<Set<String>> featuresAfter =
                after.stream().map(Candidate::features).toList();
        long needed = after.size()
                        * featuresBefore.stream().mapToLong(Set::size).sum()
                + before.size() * featuresAfter.stream().mapToLong(Set::size).sum();
        if (needed > MOST_OF_ONE_NAME || comparisons + needed > MOST_OF_ALL) {
            return;
        }
        comparisons += needed;
        Map<String, Integer> ranks = ranks(before, after);
        List<Scored> scores = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            for (int j = 0; j < after.size(); j++) {
                Set<String> other = featuresAfter.get(j);
                int common = (int)
                        featuresBefore.get(i).stream().filter(other::contains).count();
                int one = ranks.getOrDefault(before.get(i).content(), 0);
                int two = ranks.getOrDefault(after.get(j).content(), 0);
                scores.add(new Scored(i, j, common, Math.min(one, two), Math.max(one, two)));
            }
        }
        // The same pairs come out where the sides are exchanged.
        scores.sort(Comparator.comparingInt((Scored each) -> -each.common())
                .thenComparingInt(Scored::low)
                .thenComparingInt(Scored::high));
        Set<Integer> takenBefore = new HashSet<>();
        Set<Integer> takenAfter = new HashSet<>();
        for (Scored each : scores) {
            if (!takenBefore.contains(each.before()) && !takenAfter.contains(each.after())) {
                takenBefore.add(each.before());
                takenAfter.add(each.after());
                pairs.add(new Pair(before.get(each.before()), after.get(each.after())));
            }
        }
        removeAll(before, takenBefore);
        removeAll(after, takenAfter);
    }

    /** The place of each content among all, so that long ones are compared once. */
    private static Map<String, Integer> ranks(List<Candidate> before, List<Candidate> after) {
        List<String> contents = Stream.concat(before.stream(), after.stream())
                .map(Candidate::content)
                .distinct()
                .sorted()
                .toList();
        Map<String, Integer> ranks = new HashMap<>();
        contents.forEach(each -> ranks.put(each, ranks.size()));
        return ranks;
    }

    private static void removeAll(List<Candidate> list, Set<Integer> indexes) {
        List<Candidate> rest = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!indexes.contains(i)) {
                rest.add(list.get(i));
            }
        }
        list.clear();
        list.addAll(rest);
    }
}
