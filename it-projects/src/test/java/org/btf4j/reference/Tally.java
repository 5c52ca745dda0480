// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts how many of what are as they should be: {@code vmlinux 1 of 1, modules 300 of 300}. Not thread-safe. */
final class Tally {

    private record Count(int good, int all) {
        Count plus(Count other) {
            return new Count(good + other.good, all + other.all);
        }
    }

    private final Map<String, Count> counts = new LinkedHashMap<>();

    void count(String what, boolean good) {
        counts.merge(what, new Count(good ? 1 : 0, 1), Count::plus);
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().good() + " of "
                        + entry.getValue().all())
                .collect(Collectors.joining(", "));
    }
}
