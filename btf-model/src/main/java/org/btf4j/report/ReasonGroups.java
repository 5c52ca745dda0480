// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.btf4j.batch.CheckCell;

/**
 * What modules are refused for on a kernel, and what their verdicts rest on, each thing told once for all modules.
 *
 * <p>Immutable.
 *
 * @param reasons why modules are refused, those of most modules first, then in the order of types and sentences
 * @param findings likewise
 */
public record ReasonGroups(List<Group> reasons, List<Group> findings) {

    /** Keeps its own copies of the lists. */
    public ReasonGroups {
        reasons = List.copyOf(reasons);
        findings = List.copyOf(findings);
    }

    /**
     * Modules with one thing in common.
     *
     * @param type the name of the type, {@code (anon)} if it has none; empty for findings
     * @param sentence what is the matter with it on this kernel, without what the modules use it for
     * @param modules their names, in their order
     * @param accepted how many of them the baseline accepts that for
     */
    public record Group(String type, String sentence, List<String> modules, int accepted) {
        /** Keeps its own copy of the names. */
        public Group {
            modules = List.copyOf(modules);
        }
    }

    /**
     * Groups what a report tells.
     *
     * @param kernel the kernel's index among those of the report
     */
    public static ReasonGroups of(ReportData report, int kernel) {
        Groups reasons = new Groups();
        Groups findings = new Groups();
        for (ReportData.Module module : report.modules()) {
            if (module.check().cells().isEmpty()) {
                continue;
            }
            String name = module.check().name();
            CheckCell cell = module.check().cells().get(kernel);
            for (CheckCell.Reason reason : cell.reasons()) {
                reasons.add(new Key(reason.type(), reason.gist()), name, reason.acceptedBy() != null);
            }
            for (CheckCell.Finding finding : cell.findings()) {
                findings.add(new Key("", finding.gist()), name, false);
            }
        }
        return new ReasonGroups(reasons.sorted(), findings.sorted());
    }

    private record Key(String type, String sentence) {}

    private static final class Groups {

        private final Map<Key, Members> groups = new HashMap<>();

        private static final class Members {
            private final List<String> modules = new ArrayList<>();
            private int accepted;
        }

        /** A module that has two types of one name comes twice in a row, and counts once. */
        void add(Key key, String module, boolean accepted) {
            Members members = groups.computeIfAbsent(key, any -> new Members());
            int last = members.modules.size() - 1;
            if (last < 0 || !members.modules.get(last).equals(module)) {
                members.modules.add(module);
                members.accepted += accepted ? 1 : 0;
            }
        }

        List<Group> sorted() {
            return groups.entrySet().stream()
                    .map(group -> new Group(
                            group.getKey().type(),
                            group.getKey().sentence(),
                            group.getValue().modules,
                            group.getValue().accepted))
                    .sorted(Comparator.comparingInt(
                                    (Group group) -> group.modules().size())
                            .reversed()
                            .thenComparing(Group::type)
                            .thenComparing(Group::sentence))
                    .toList();
        }
    }
}
