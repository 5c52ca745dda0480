// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.Kind;

/** What is told to who asked for a type that is not there: what is there instead. */
record MissingType(Btf btf, TypePattern pattern) {

    private static final int SHOWN = 5;

    /** A name with more wrong letters than one in so many is another name. */
    private static final int LETTERS_PER_MISTAKE = 3;

    String message() {
        return "found no type '" + pattern + "'" + instead();
    }

    private String instead() {
        if (pattern.isId()) {
            int id = pattern.id(btf);
            return id > 0
                    ? ", for it is " + btf.describe(id)
                    : "; ids go from 1 to " + (btf.typeCount() - 1)
                            + (btf.base() == null ? "" : ", those of the base included");
        }
        Btf base = btf.base();
        BitSet inBase = base == null ? new BitSet() : pattern.ids(base);
        if (!inBase.isEmpty()) {
            return " in the file; its base has " + base(inBase) + ": ask for it by its id, or show the base itself";
        }
        Set<String> near = near();
        return near.isEmpty() ? "; there are " + counts() : "; similar: " + String.join(", ", near);
    }

    private String base(BitSet ids) {
        String first = btf.describe(ids.nextSetBit(0));
        return ids.cardinality() == 1 ? first : first + " and " + (ids.cardinality() - 1) + " more";
    }

    /** Types of the same name but of another kind first, then those of names that are nearly the same, then longer ones. */
    private Set<String> near() {
        String wanted = lower(pattern.name());
        List<Predicate<String>> nearness = List.of(
                name -> name.equals(wanted),
                name -> !pattern.isGlob() && mistakes(wanted, name) <= 1,
                name -> !pattern.isGlob() && mistakes(wanted, name) <= wanted.length() / LETTERS_PER_MISTAKE,
                name -> !pattern.isGlob() && name.contains(wanted));
        Set<String> near = new LinkedHashSet<>();
        for (Predicate<String> condition : nearness) {
            IntStream.range(btf.firstId(), btf.typeCount())
                    .filter(btf::isNamed)
                    .filter(id -> condition.test(lower(btf.name(id))))
                    .mapToObj(id -> TypePattern.of(btf, id).toString())
                    .limit(SHOWN)
                    .forEach(near::add);
        }
        return near.stream().limit(SHOWN).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** How many letters are to be changed, left out or put in; a number that is too large if the lengths say so already. */
    private static int mistakes(String wanted, String name) {
        if (Math.abs(wanted.length() - name.length()) > wanted.length() / LETTERS_PER_MISTAKE + 1) {
            return Integer.MAX_VALUE;
        }
        int[] above = IntStream.rangeClosed(0, name.length()).toArray();
        for (int i = 1; i <= wanted.length(); i++) {
            int[] row = new int[name.length() + 1];
            row[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int changed = above[j - 1] + (wanted.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[name.length()];
    }

    private String counts() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (int id = btf.firstId(); id < btf.typeCount(); id++) {
            if (btf.isNamed(id)) {
                counts.merge(btf.kind(id), 1, Integer::sum);
            }
        }
        return counts.isEmpty()
                ? "no types with names"
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", ", "", " with names"));
    }
}
