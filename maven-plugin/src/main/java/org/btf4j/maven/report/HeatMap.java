// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import static org.btf4j.maven.report.Html.escaped;
import static org.btf4j.maven.report.Html.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.btf4j.batch.CheckVerdict;
import org.jspecify.annotations.Nullable;

/** On which kernels how many modules keep their BTF, as a table whose cells are the darker the more are refused. */
record HeatMap(Texts texts) {

    /**
     * What stands in one line, a folder of modules or a module.
     *
     * @param href where it is told more; null for no link
     * @param cells one a kernel, in their order
     */
    record Row(String label, @Nullable String href, List<Cell> cells) {
        /** Keeps its own copy of the cells. */
        Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * The modules of a row on a kernel.
     *
     * @param counts how many have which verdict; none is the same as 0
     * @param notChecked how many could not be checked
     * @param href where the reasons stand; null for no link
     */
    record Cell(
            Map<CheckVerdict, Integer> counts,
            int notChecked,
            @Nullable String href) {
        /** Keeps its own copy of the counts. */
        Cell {
            counts = Map.copyOf(counts);
        }

        int count(CheckVerdict verdict) {
            return counts.getOrDefault(verdict, 0);
        }

        int checked() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** The step of the colour scale: 0 for none refused, {@link #ALL} for all; -1 if no module was checked. */
        int heat() {
            int checked = checked();
            long refused = count(CheckVerdict.REFUSED);
            if (checked == 0) {
                return -1;
            }
            if (refused == checked) {
                return ALL;
            }
            int step = refused == 0 ? 0 : 1;
            while (step > 0 && step <= limits().size() && refused * 100 > (long) limits().get(step - 1) * checked) {
                step++;
            }
            return step;
        }
    }

    /** The step for all; between it and none are those up to each limit, and one for more. */
    private static final int ALL = 5;

    /** Per cent of refused modules, up to which a step of the colour scale goes. */
    private static List<Integer> limits() {
        return List.of(5, 20, 50);
    }

    /** The worst first: what has to be seen stands where one looks first. */
    private static List<CheckVerdict> order() {
        return List.of(CheckVerdict.REFUSED, CheckVerdict.ACCEPTED, CheckVerdict.FITS_WITH_FINDINGS, CheckVerdict.FITS);
    }

    /**
     * A table that scrolls in a box of its own, and its legend.
     *
     * @param id of the table; unique on the page
     * @param caption plain text
     * @param rowHeading what the rows are: plain text for the heading of the first column
     * @param kernels names of the columns
     */
    String html(String id, String caption, String rowHeading, List<String> kernels, List<Row> rows) {
        StringBuilder html = new StringBuilder();
        html.append("<table class=\"btf-table btf-heat\" id=\"")
                .append(escaped(id))
                .append("\">\n")
                .append(Html.caption(caption))
                .append("<thead><tr><th scope=\"col\">")
                .append(escaped(rowHeading))
                .append("</th>");
        kernels.forEach(kernel ->
                html.append("<th scope=\"col\">").append(escaped(kernel)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (Row row : rows) {
            html.append("<tr><th scope=\"row\">")
                    .append(linked(row.href(), escaped(row.label())))
                    .append("</th>");
            row.cells().forEach(cell -> cell(cell, html));
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n");
        return Html.scrolling(texts.text("heat.region", caption), html.toString()) + legend();
    }

    private void cell(Cell cell, StringBuilder html) {
        int heat = cell.heat();
        html.append("<td class=\"")
                .append(heat < 0 ? "btf-heat-none" : "btf-heat-" + heat)
                .append("\">")
                .append(
                        cell.href() == null
                                ? "<span class=\"btf-cell\">" + content(cell) + "</span>"
                                : linked(cell.href(), content(cell)))
                .append("</td>");
    }

    private String content(Cell cell) {
        List<String> counts = new ArrayList<>();
        boolean single = cell.checked() + cell.notChecked() == 1;
        for (CheckVerdict verdict : order()) {
            if (cell.count(verdict) > 0) {
                counts.add(count(VerdictCell.of(texts, verdict), cell.count(verdict), single));
            }
        }
        if (cell.notChecked() > 0) {
            counts.add(count(VerdictCell.notChecked(texts), cell.notChecked(), single));
        }
        return counts.isEmpty()
                ? Html.sign("\u2013") + Html.spoken(texts.text("heat.empty"))
                : String.join(Html.spoken(", ") + " ", counts);
    }

    /** Of a single module one reads the word; of many their number, and the legend tells the word. */
    private static String count(VerdictCell verdict, int count, boolean single) {
        return "<span class=\"btf-count " + verdict.style() + "\">" + Html.sign(verdict.symbol()) + " "
                + (single ? escaped(verdict.text()) : number(count) + Html.spoken(" " + verdict.text())) + "</span>";
    }

    private static String linked(@Nullable String href, String html) {
        return href == null ? html : "<a href=\"" + escaped(href) + "\">" + html + "</a>";
    }

    private String legend() {
        List<VerdictCell> verdicts = new ArrayList<>();
        order().forEach(verdict -> verdicts.add(VerdictCell.of(texts, verdict)));
        verdicts.add(VerdictCell.notChecked(texts));
        StringBuilder html = new StringBuilder("<p class=\"btf-legend\">")
                .append(texts.html("heat.legend"))
                .append(": ")
                .append(verdicts.stream().map(verdict -> verdict.html(null)).collect(Collectors.joining(" ")))
                .append("</p>\n<p class=\"btf-legend\">")
                .append(texts.html("heat.scale"))
                .append(": ");
        List<String> steps = new ArrayList<>();
        steps.add(texts.text("heat.scale.none"));
        limits().forEach(limit -> steps.add(texts.text("heat.scale.upTo", number(limit))));
        steps.add(texts.text("heat.scale.below"));
        steps.add(texts.text("heat.scale.all"));
        for (int step = 0; step < steps.size(); step++) {
            html.append(step == 0 ? "" : " ")
                    .append("<span class=\"btf-swatch btf-heat-")
                    .append(step)
                    .append("\">")
                    .append(escaped(steps.get(step)))
                    .append("</span>");
        }
        return html.append("</p>\n").toString();
    }
}
