// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.btf4j.batch.ModuleFacts;

/**
 * Counts how many modules need a type of the kernel.
 *
 * <p>Only structs, unions and enums count: every module needs {@code int}, which tells nothing. Not thread-safe.
 */
final class NeededTypes {

    private static final int MOST = 50;

    private static final List<String> COUNTED = List.of("struct ", "union ", "enum ");

    private final Map<String, Counts> types = new HashMap<>();

    private static final class Counts {
        private int modules;
        private int embedding;
    }

    /** Counts what a module needs, each type once even if it is needed in several sizes. */
    void add(ModuleFacts facts) {
        Set<String> seen = new HashSet<>();
        Set<String> embedded = new HashSet<>();
        for (ModuleFacts.Need need : facts.needs()) {
            if (COUNTED.stream().anyMatch(need.type()::startsWith)) {
                Counts counts = types.computeIfAbsent(need.type(), type -> new Counts());
                counts.modules += seen.add(need.type()) ? 1 : 0;
                counts.embedding += need.embedded() && embedded.add(need.type()) ? 1 : 0;
            }
        }
    }

    /** Those that most modules need, at most fifty. */
    List<ReportData.NeededType> most() {
        return types.entrySet().stream()
                .map(type ->
                        new ReportData.NeededType(type.getKey(), type.getValue().modules, type.getValue().embedding))
                .sorted(Comparator.comparingInt(ReportData.NeededType::modules)
                        .reversed()
                        .thenComparing(ReportData.NeededType::type))
                .limit(MOST)
                .toList();
    }
}
