// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.btf4j.batch.CheckCell;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.TypeDifference;
import org.btf4j.report.ReportData.Module;
import org.jspecify.annotations.Nullable;

/**
 * On which page each module's section is, and what it is called there.
 *
 * <p>A few modules are told of on the first page. Many go on further pages, each with so many that it opens at once.
 *
 * @param names of the modules
 * @param anchors one a module, unique in the whole report
 * @param starts the first module of each further page; empty if all are on the first
 */
record ModulePages(List<String> names, List<String> anchors, List<Integer> starts) {

    /** How many modules the first page tells of at most. */
    static final int ON_FIRST = 40;

    /** How many a further page does. */
    static final int ON_OTHER = 100;

    /** How many rows of tables and lists may stand on a page with several modules; some two million characters. */
    private static final int ROWS = 10_000;

    /** Some modules of a page. */
    record Range(int from, int to) {}

    /** Distributes the modules over pages. */
    static ModulePages of(List<Module> modules) {
        List<String> names =
                modules.stream().map(module -> module.check().name()).toList();
        List<Integer> starts = new ArrayList<>();
        int rows = 0;
        for (int i = 0; i < modules.size(); i++) {
            int more = rows(modules.get(i));
            boolean full = starts.isEmpty() || i - starts.get(starts.size() - 1) == ON_OTHER || rows + more > ROWS;
            if (full) {
                starts.add(i);
                rows = 0;
            }
            rows += more;
        }
        boolean few = modules.size() <= ON_FIRST && starts.size() <= 1;
        return new ModulePages(names, anchors(names), few ? List.of() : starts);
    }

    private static int rows(Module module) {
        int rows = 1;
        if (module.facts() != null) {
            rows += module.facts().needs().size() + module.facts().kfuncs().size();
        }
        for (CheckCell cell : module.check().cells()) {
            rows += cell.reasons().size() + cell.findings().size();
        }
        if (module.changes() != null) {
            rows += rows(module.changes().types()) + rows(module.changes().needs());
        }
        return rows;
    }

    private static int rows(@Nullable BtfDiff diff) {
        int rows = 0;
        if (diff != null) {
            for (TypeDifference type : diff.differences()) {
                rows += 1 + type.details().size();
                if (type.layout() != null) {
                    rows += type.layout().rows().size();
                }
            }
        }
        return rows;
    }

    /** Names with other characters than those that may stand in a link as they are could meet: those get a number. */
    private static List<String> anchors(List<String> names) {
        List<String> anchors = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String name : names) {
            String plain = "m-" + name.replaceAll("[^A-Za-z0-9._-]", "_");
            String anchor = plain;
            for (int i = 2; !taken.add(anchor); i++) {
                anchor = plain + "-" + i;
            }
            anchors.add(anchor);
        }
        return anchors;
    }

    /** How many further pages there are. */
    int count() {
        return starts.size();
    }

    /** Where a further page is, without the extension of its file. */
    String name(int page) {
        return ReportPages.NAME + "-modules-" + (page + 1);
    }

    /** The modules of a further page. */
    Range range(int page) {
        return new Range(starts.get(page), page + 1 < starts.size() ? starts.get(page + 1) : names.size());
    }

    /** All modules. */
    Range all() {
        return new Range(0, names.size());
    }

    /** The name of the first module of a further page. */
    String first(int page) {
        return names.get(range(page).from());
    }

    /** The name of the last. */
    String last(int page) {
        return names.get(range(page).to() - 1);
    }

    /** A link to a module's section, from any page. */
    String link(int module) {
        String page = "";
        for (int i = starts.size() - 1; i >= 0 && page.isEmpty(); i--) {
            if (starts.get(i) <= module) {
                page = name(i) + ".html";
            }
        }
        return page + "#" + anchors.get(module);
    }

    /** A link to what is told of a module on a kernel. */
    String link(int module, int kernel) {
        return link(module) + suffix(kernel);
    }

    /** The anchor of what is told of a module on a kernel. */
    String anchor(int module, int kernel) {
        return anchors.get(module) + suffix(kernel);
    }

    /** No anchor of a module has a colon. */
    private static String suffix(int kernel) {
        return ":k" + (kernel + 1);
    }
}
