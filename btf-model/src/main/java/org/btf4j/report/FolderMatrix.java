// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.btf4j.batch.CheckCell;
import org.btf4j.batch.CheckVerdict;

/**
 * How many modules of a folder keep their BTF on which kernels.
 *
 * <p>A matrix of thousands of modules is too long to look at, and one of folders too if there are hundreds. So the largest folders
 * have a row of their own, and a module belongs to the nearest one above it. Immutable.
 *
 * @param rows in the order of their folders; each has a module
 */
public record FolderMatrix(List<Row> rows) {

    /** As many rows as fit on a page. */
    private static final int MOST_ROWS = 40;

    /** Keeps its own copy of the rows. */
    public FolderMatrix {
        rows = List.copyOf(rows);
    }

    /**
     * The modules of a folder and of those below that have no row.
     *
     * @param folder its path, with slashes; empty for the folder that was searched
     * @param rest whether some folders below have rows of their own
     * @param cells one a kernel, in the order of the report
     */
    public record Row(String folder, boolean rest, int modules, List<Cell> cells) {
        /** Keeps its own copy of the cells. */
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * How many of the modules have which verdict on a kernel; all verdicts are there.
     *
     * @param notChecked how many could not be checked
     */
    public record Cell(Map<CheckVerdict, Integer> counts, int notChecked) {
        /** Keeps its own copy of the counts, with 0 for verdicts that are not there. */
        public Cell {
            counts = ReportData.withAllVerdicts(counts);
        }
    }

    /** The matrix of a report, with at most 40 rows. */
    public static FolderMatrix of(ReportData report) {
        return of(report, MOST_ROWS);
    }

    static FolderMatrix of(ReportData report, int mostRows) {
        TreeSet<String> folders = chosen(report, mostRows);
        Map<String, List<ReportData.Module>> byRow = new TreeMap<>();
        for (ReportData.Module module : report.modules()) {
            String folder = parent(module.check().name());
            while (!folders.contains(folder)) {
                folder = parent(folder);
            }
            byRow.computeIfAbsent(folder, any -> new ArrayList<>()).add(module);
        }
        List<Row> rows = new ArrayList<>();
        byRow.forEach((folder, modules) -> rows.add(new Row(
                folder,
                folders.stream().anyMatch(other -> !other.equals(folder) && isBelow(other, folder)),
                modules.size(),
                cells(report, modules))));
        return new FolderMatrix(rows);
    }

    /**
     * The folders that have rows: from the top, the largest folder below one of them gets its own, as long as there are few enough.
     *
     * <p>A folder that has all its modules in folders with rows has no row itself, and so leaves room for another one.
     */
    private static TreeSet<String> chosen(ReportData report, int mostRows) {
        Map<String, Integer> sizes = new HashMap<>();
        Map<String, Integer> left = new HashMap<>();
        for (ReportData.Module module : report.modules()) {
            String folder = parent(module.check().name());
            for (String at = folder; !at.isEmpty(); at = parent(at)) {
                sizes.merge(at, 1, Integer::sum);
            }
        }
        left.put("", report.modules().size());
        TreeSet<String> chosen = new TreeSet<>(List.of(""));
        List<String> largestFirst = sizes.keySet().stream()
                .sorted(Comparator.comparingInt((String folder) -> sizes.getOrDefault(folder, 0))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        // A folder is never larger than the one that it is in, so that one comes first.
        int rows = 1;
        for (String folder : largestFirst) {
            int size = sizes.getOrDefault(folder, 0);
            String above = parent(folder);
            while (!chosen.contains(above)) {
                above = parent(above);
            }
            int leftAbove = left.getOrDefault(above, 0) - size;
            int more = leftAbove == 0 ? 0 : 1;
            if (rows + more <= mostRows) {
                rows += more;
                left.put(above, leftAbove);
                left.put(folder, size);
                chosen.add(folder);
            }
        }
        return chosen;
    }

    private static List<Cell> cells(ReportData report, List<ReportData.Module> modules) {
        List<Cell> cells = new ArrayList<>();
        for (int kernel = 0; kernel < report.kernels().size(); kernel++) {
            Map<CheckVerdict, Integer> counts = new EnumMap<>(CheckVerdict.class);
            int notChecked = 0;
            for (ReportData.Module module : modules) {
                List<CheckCell> ofModule = module.check().cells();
                if (ofModule.isEmpty()) {
                    notChecked++;
                } else {
                    counts.merge(ofModule.get(kernel).verdict(), 1, Integer::sum);
                }
            }
            cells.add(new Cell(counts, notChecked));
        }
        return cells;
    }

    private static boolean isBelow(String folder, String above) {
        return above.isEmpty() || folder.startsWith(above + "/");
    }

    /** The folder that something is in, empty for the one that was searched. */
    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
