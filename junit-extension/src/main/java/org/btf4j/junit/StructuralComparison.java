// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.btf4j.model.Btf;

/** Compares BTF with what is expected of it, whatever the ids and the order of the types. */
final class StructuralComparison {

    private final Btf expected;
    private final Btf actual;
    private final TypeColours colours;

    private StructuralComparison(Btf expected, Btf actual) {
        this.expected = expected;
        this.actual = actual;
        this.colours = new TypeColours(expected, actual);
    }

    /** The difference between the own types of both, if there is one. */
    static Optional<Difference> between(Btf expected, Btf actual) {
        StructuralComparison comparison = new StructuralComparison(expected, actual);
        int[] surplus = comparison.colours.surplus();
        for (int each : surplus) {
            if (each != 0) {
                return Optional.of(comparison.difference());
            }
        }
        return Optional.empty();
    }

    private Difference difference() {
        Difference byName = difference(new UnnumberedDump(expected, id -> 0), new UnnumberedDump(actual, id -> 0));
        // Types that look alike may still differ in what is behind those that they name.
        return byName.message().isEmpty() ? withVersions() : byName;
    }

    private static Difference difference(UnnumberedDump expected, UnnumberedDump actual) {
        Map<List<String>, Integer> surplus = new LinkedHashMap<>();
        expected.types().forEach(type -> surplus.merge(type, 1, Integer::sum));
        actual.types().forEach(type -> surplus.merge(type, -1, Integer::sum));
        List<List<String>> missing = new ArrayList<>();
        List<List<String>> unexpected = new ArrayList<>();
        surplus.forEach(
                (type, count) -> (count > 0 ? missing : unexpected).addAll(Collections.nCopies(Math.abs(count), type)));
        boolean same = missing.isEmpty() && unexpected.isEmpty();
        String message = same
                ? ""
                : " differs, ids ignored (- expected, + actual):"
                        + Difference.marked('-', flat(missing))
                        + Difference.marked('+', flat(unexpected));
        return new Difference(message, Difference.text(flat(expected.types())), Difference.text(flat(actual.types())));
    }

    private static List<String> flat(List<List<String>> types) {
        return types.stream().flatMap(List::stream).toList();
    }

    private Difference withVersions() {
        UnnumberedDump plain = new UnnumberedDump(expected, id -> 0);
        UnnumberedDump otherPlain = new UnnumberedDump(actual, id -> 0);
        Versions versions = new Versions();
        for (int id = 1; id < expected.typeCount(); id++) {
            versions.add(plain.label(id), colours.ofOne(id));
        }
        for (int id = 1; id < actual.typeCount(); id++) {
            versions.add(otherPlain.label(id), colours.ofOther(id));
        }
        return difference(
                new UnnumberedDump(expected, id -> versions.of(plain.label(id), colours.ofOne(id))),
                new UnnumberedDump(actual, id -> versions.of(otherPlain.label(id), colours.ofOther(id))));
    }

    /** Numbers those apart that have the same name, or none, and are not the same type. */
    private static final class Versions {

        private final Map<String, Set<Integer>> coloursByLabel = new HashMap<>();
        private final Map<Integer, Integer> numbers = new HashMap<>();

        void add(String label, int colour) {
            Set<Integer> known = coloursByLabel.computeIfAbsent(label, any -> new HashSet<>());
            if (known.add(colour)) {
                numbers.put(colour, known.size());
            }
        }

        /** The number of a type, or 0 if no other one has its label. */
        int of(String label, int colour) {
            return coloursByLabel.getOrDefault(label, Set.of()).size() > 1 ? numbers.getOrDefault(colour, 0) : 0;
        }
    }
}
