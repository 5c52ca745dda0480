// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import static org.btf4j.maven.report.Html.escaped;

import java.util.List;
import java.util.stream.Collectors;
import org.btf4j.batch.CheckVerdict;
import org.jspecify.annotations.Nullable;

/**
 * A long table, which is complete by itself, and which the script lets the reader filter and sort.
 *
 * <p>The script shows only the first 200 rows that match until the reader asks for all, since browsers take seconds to lay out
 * thousands; all that match are printed.
 */
record FilterTable(Texts texts) {

    /** The script knows a verdict by its place among all. */
    private static List<CheckVerdict> verdicts() {
        return List.of(CheckVerdict.values());
    }

    /** What stands in a column. */
    enum Sorting {
        /** Text, sorted by its characters. */
        TEXT,
        /** Numbers as {@link Html#number} writes them, aligned to the right. */
        NUMBER,
        /** Verdicts, the better first. */
        VERDICT
    }

    /** A column with its heading, plain text. */
    record Column(String heading, Sorting sorting) {}

    /**
     * A cell.
     *
     * @param html what stands in it
     * @param verdict in a column of verdicts that of the module; null if there is none
     */
    record Cell(String html, @Nullable CheckVerdict verdict) {
        /** A cell of plain text, which is escaped. */
        static Cell of(String text) {
            return new Cell(escaped(text), null);
        }
    }

    /**
     * A table that scrolls in a box of its own.
     *
     * @param id starts the ids in it; unique on the page
     * @param caption plain text
     * @param rows each with a cell a column; the first of a row is its heading
     * @throws IllegalArgumentException if a row has more or fewer cells than there are columns
     */
    String html(String id, String caption, List<Column> columns, List<List<Cell>> rows) {
        StringBuilder html = new StringBuilder("<table class=\"btf-table btf-filter\" id=\"" + escaped(id) + "\"");
        attribute("text", texts.text("filter.text"), html);
        attribute("verdict", texts.text("filter.verdict"), html);
        attribute("any", texts.text("filter.any"), html);
        attribute("count", texts.text("filter.count", "{0}", "{1}"), html);
        attribute("more", texts.text("filter.more", "{0}"), html);
        attribute(
                "verdicts",
                verdicts().stream()
                        .map(verdict -> VerdictCell.of(texts, verdict).text())
                        .collect(Collectors.joining("|")),
                html);
        html.append(">\n").append(Html.caption(caption)).append("<thead><tr>");
        for (Column column : columns) {
            html.append("<th scope=\"col\"")
                    .append(column.sorting() == Sorting.NUMBER ? " class=\"btf-number\"" : "")
                    .append('>')
                    .append(escaped(column.heading()))
                    .append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        rows.forEach(row -> row(columns, row, html));
        html.append("</tbody>\n</table>\n");
        return Html.scrolling(texts.text("filter.region", caption), html.toString());
    }

    private static void attribute(String name, String text, StringBuilder html) {
        html.append(" data-").append(name).append("=\"").append(escaped(text)).append('"');
    }

    private static void row(List<Column> columns, List<Cell> row, StringBuilder html) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of " + row.size() + " cells in a table of " + columns.size() + " columns");
        }
        html.append("<tr>");
        for (int i = 0; i < row.size(); i++) {
            Cell cell = row.get(i);
            html.append(
                    i == 0
                            ? "<th scope=\"row\">"
                            : columns.get(i).sorting() == Sorting.NUMBER ? "<td class=\"btf-number\">" : "<td");
            if (i > 0 && columns.get(i).sorting() != Sorting.NUMBER) {
                CheckVerdict verdict = cell.verdict();
                html.append(verdict == null ? ">" : " data-v=\"" + verdicts().indexOf(verdict) + "\">");
            }
            html.append(cell.html()).append(i == 0 ? "</th>" : "</td>");
        }
        html.append("</tr>\n");
    }
}
