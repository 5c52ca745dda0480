// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.btf4j.maven.Sentences.number;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.btf4j.batch.CheckSummary;
import org.btf4j.batch.CheckSummary.Row;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.ModuleCheck;

/**
 * The matrix of a check: a row a module, a column a kernel, counts, a legend.
 *
 * <p>It has no character but those of ASCII, and no line is longer than a log of 120 columns shows. Of many modules only those
 * are shown that say something, and if these are many too, equal rows become one.
 */
record CheckMatrix(CheckSummary summary, Paint paint) {

    /** What Maven leaves of 120 columns, behind its {@code [WARNING] }. */
    static final int WIDTH = 110;

    /** How many rows are shown at most. */
    static final int ROWS = 40;

    private static final int LABEL_WIDTH = 48;
    private static final String GAP = "  ";
    private static final String NOT_CHECKED = "not checked";

    /**
     * A row of the table.
     *
     * @param modules how many modules it stands for
     */
    private record Line(String label, Row row, int modules) {}

    /** The text, line by line. */
    List<String> lines() {
        List<Line> rows = rows();
        int labels = IntStream.concat(
                        rows.stream().mapToInt(line -> line.label().length()), IntStream.of(NOT_CHECKED.length()))
                .max()
                .orElse(0);
        boolean named = widthOf(labels) <= WIDTH;
        List<String> lines = new ArrayList<>();
        for (List<Integer> block : blocks(labels, named)) {
            table(rows, labels, block, named, lines);
            lines.add("");
        }
        legend(named, lines);
        return lines;
    }

    private List<Line> rows() {
        List<Row> all = summary.rows();
        List<Row> telling = all.size() <= ROWS
                ? all
                : all.stream().filter(row -> !row.fitsEverywhere()).toList();
        if (telling.size() <= ROWS) {
            return telling.stream()
                    .map(row -> new Line(shortened(row.module(), LABEL_WIDTH), row, 1))
                    .toList();
        }
        Map<List<Object>, List<Row>> alike = new LinkedHashMap<>();
        for (Row row : telling) {
            alike.computeIfAbsent(List.of(row.state(), row.verdicts()), any -> new ArrayList<>())
                    .add(row);
        }
        return alike.values().stream().limit(ROWS).map(CheckMatrix::together).toList();
    }

    private static Line together(List<Row> rows) {
        Row first = rows.get(0);
        String others = rows.size() == 1 ? "" : " and " + number(rows.size() - 1) + " more";
        return new Line(shortened(first.module(), LABEL_WIDTH - others.length()) + others, first, rows.size());
    }

    /** The end of a path tells more than its start. */
    private static String shortened(String name, int width) {
        return name.length() <= width ? name : "..." + name.substring(name.length() - width + 3);
    }

    private int widthOf(int labels) {
        return labels
                + IntStream.range(0, summary.targets().size())
                        .map(target -> GAP.length() + width(target, true))
                        .sum();
    }

    private int width(int target, boolean named) {
        int count = number(summary.rows().size()).length();
        return named
                ? Math.max(
                        Math.max(
                                summary.targets().get(target).name().length(),
                                word(CheckVerdict.ACCEPTED).length()),
                        count)
                : Math.max(String.valueOf(target + 1).length(), count);
    }

    /** The columns of each table, one below the other if they are too many for one. */
    private List<List<Integer>> blocks(int labels, boolean named) {
        List<List<Integer>> blocks = new ArrayList<>();
        int used = WIDTH + 1;
        for (int target = 0; target < summary.targets().size(); target++) {
            used += GAP.length() + width(target, named);
            if (used > WIDTH) {
                blocks.add(new ArrayList<>());
                used = labels + GAP.length() + width(target, named);
            }
            blocks.get(blocks.size() - 1).add(target);
        }
        return blocks;
    }

    private void table(List<Line> rows, int labels, List<Integer> targets, boolean named, List<String> lines) {
        lines.add(line("", labels, targets, named, target -> heading(target, named), Paint.NONE));
        for (Line row : rows) {
            boolean checked = row.row().state() == ModuleCheck.State.CHECKED;
            lines.add(
                    checked
                            ? cells(row, labels, targets, named)
                            : padded(row.label(), labels)
                                    + GAP
                                    + paint.bad(row.row().state().toString()));
        }
        hidden(rows, lines);
        lines.add("");
        for (CheckVerdict verdict : CheckVerdict.values()) {
            lines.add(line(
                    word(verdict),
                    labels,
                    targets,
                    named,
                    target -> number(summary.count(target, verdict)),
                    Paint.NONE));
        }
        if (summary.unchecked() > 0) {
            lines.add(line(NOT_CHECKED, labels, targets, named, target -> number(summary.unchecked()), Paint.NONE));
        }
    }

    private void hidden(List<Line> shown, List<String> lines) {
        int told = shown.stream().mapToInt(Line::modules).sum();
        long fitting = summary.rows().stream().filter(Row::fitsEverywhere).count();
        if (summary.rows().size() <= ROWS) {
            return;
        }
        long others = summary.rows().size() - fitting - told;
        if (others > 0) {
            lines.add("and " + number(others) + " more with other verdicts");
        }
        lines.add(number(fitting) + (fitting == 1 ? " module fits" : " modules fit")
                + " on all kernels, without findings");
    }

    private interface Cell {
        String text(int target);
    }

    private String heading(int target, boolean named) {
        return named ? summary.targets().get(target).name() : String.valueOf(target + 1);
    }

    private String cells(Line row, int labels, List<Integer> targets, boolean named) {
        return line(
                row.label(),
                labels,
                targets,
                named,
                target -> named
                        ? shout(row.row().verdicts().get(target))
                        : sign(row.row().verdicts().get(target)),
                paint);
    }

    private String line(String label, int labels, List<Integer> targets, boolean named, Cell cell, Paint painting) {
        StringBuilder line = new StringBuilder(padded(label, labels));
        for (int target : targets) {
            String text = cell.text(target);
            line.append(GAP).append(painted(text, painting)).append(" ".repeat(width(target, named) - text.length()));
        }
        return line.toString().stripTrailing();
    }

    private static String painted(String text, Paint painting) {
        for (CheckVerdict verdict : CheckVerdict.values()) {
            if (text.equals(shout(verdict)) || text.equals(sign(verdict))) {
                return switch (verdict) {
                    case FITS -> painting.good(text);
                    case FITS_WITH_FINDINGS, ACCEPTED -> painting.doubtful(text);
                    case REFUSED -> painting.bad(text);
                };
            }
        }
        return text;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private void legend(boolean named, List<String> lines) {
        if (named) {
            lines.add("fits: keeps its BTF there; findings: does too, see the warnings;");
            lines.add("accepted: gets no BTF there, which the baseline accepts; REFUSED: gets no BTF there");
        } else {
            lines.add("+ fits: keeps its BTF there; f findings: does too, see the warnings;");
            lines.add("a accepted: gets no BTF there, which the baseline accepts; X refused: gets no BTF there");
        }
        for (int target = 0; target < summary.targets().size(); target++) {
            String policy = summary.targets().get(target).policy().toString();
            String name = summary.targets().get(target).name();
            lines.add("kernel " + (named ? "" : (target + 1) + " = ") + name + ": " + policy);
        }
    }

    private static String word(CheckVerdict verdict) {
        return switch (verdict) {
            case FITS -> "fits";
            case FITS_WITH_FINDINGS -> "findings";
            case ACCEPTED -> "accepted";
            case REFUSED -> "refused";
        };
    }

    /** What has to be seen. */
    private static String shout(CheckVerdict verdict) {
        return verdict == CheckVerdict.REFUSED ? "REFUSED" : word(verdict);
    }

    private static String sign(CheckVerdict verdict) {
        return switch (verdict) {
            case FITS -> "+";
            case FITS_WITH_FINDINGS -> "f";
            case ACCEPTED -> "a";
            case REFUSED -> "X";
        };
    }
}
