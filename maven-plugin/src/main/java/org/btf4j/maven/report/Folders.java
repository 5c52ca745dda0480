// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.report.ReportData;
import org.btf4j.report.ReportData.Module;
import org.jspecify.annotations.Nullable;

/**
 * The modules by folders, so that thousands of them fit into one picture.
 *
 * <p>Folders are taken as deep as gives few enough rows; few modules are shown one by one.
 */
record Folders(Texts texts, ReportData data, ModulePages places) {

    /** How many rows the picture has at most, if the topmost folders are not more. */
    static final int ROWS = 40;

    private static final int DEEPEST = 8;

    /** A row a folder, in the order of their first modules. */
    List<HeatMap.Row> rows() {
        List<HeatMap.Row> rows = new ArrayList<>();
        groups().forEach((folder, modules) -> {
            String label = folder.isEmpty() ? texts.text("heat.noFolder") : folder;
            String link = modules.size() == 1 ? places.link(modules.get(0)) : null;
            rows.add(new HeatMap.Row(label, link, cells(modules)));
        });
        return rows;
    }

    private Map<String, List<Integer>> groups() {
        List<Module> modules = data.modules();
        int depth = modules.size() <= ROWS ? Integer.MAX_VALUE : DEEPEST;
        Map<String, List<Integer>> groups = groups(depth);
        while (groups.size() > ROWS && depth > 1) {
            depth = Math.min(depth, DEEPEST + 1) - 1;
            groups = groups(depth);
        }
        return groups;
    }

    private Map<String, List<Integer>> groups(int depth) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < data.modules().size(); i++) {
            String folder = folder(data.modules().get(i).check().name(), depth);
            groups.computeIfAbsent(folder, any -> new ArrayList<>()).add(i);
        }
        return groups;
    }

    /** The first folders of a path, at most so many; for a module that lies in none, nothing. */
    static String folder(String name, int depth) {
        if (depth == Integer.MAX_VALUE) {
            return name;
        }
        int end = -1;
        for (int i = 0; i < depth; i++) {
            int next = name.indexOf('/', end + 1);
            if (next < 0) {
                break;
            }
            end = next;
        }
        return end < 0 ? "" : name.substring(0, end);
    }

    private List<HeatMap.Cell> cells(List<Integer> modules) {
        List<HeatMap.Cell> cells = new ArrayList<>();
        for (int kernel = 0; kernel < data.kernels().size(); kernel++) {
            cells.add(cell(modules, kernel));
        }
        return cells;
    }

    /** The cell is linked to the first module with the worst verdict; only a refusal is worse than a module that was not checked. */
    private HeatMap.Cell cell(List<Integer> modules, int kernel) {
        Map<CheckVerdict, Integer> counts = new EnumMap<>(CheckVerdict.class);
        int unchecked = 0;
        CheckVerdict worst = null;
        @Nullable String worstLink = null;
        @Nullable String uncheckedLink = null;
        for (int module : modules) {
            ModuleCheck check = data.modules().get(module).check();
            if (check.state() != ModuleCheck.State.CHECKED) {
                unchecked++;
                uncheckedLink = uncheckedLink == null ? places.link(module) : uncheckedLink;
                continue;
            }
            CheckVerdict verdict = check.cells().get(kernel).verdict();
            counts.merge(verdict, 1, Integer::sum);
            if (worst == null || verdict.compareTo(worst) > 0) {
                worst = verdict;
                worstLink = places.link(module, kernel);
            }
        }
        return new HeatMap.Cell(
                counts, unchecked, worst == CheckVerdict.REFUSED || uncheckedLink == null ? worstLink : uncheckedLink);
    }
}
