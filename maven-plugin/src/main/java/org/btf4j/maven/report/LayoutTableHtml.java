// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import static org.btf4j.maven.report.Html.escaped;
import static org.btf4j.maven.report.Html.number;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.btf4j.diff.Detail.Field;
import org.btf4j.diff.LayoutTable;
import org.btf4j.diff.LayoutTable.Mark;
import org.btf4j.diff.LayoutTable.Row;
import org.jspecify.annotations.Nullable;

/** The members of a struct or union before and after, as a table that marks what changed by word, symbol and colour. */
record LayoutTableHtml(Texts texts) {

    /** How many rows that did not change stay beside one that did, so that one sees where it is. */
    private static final int CONTEXT = 2;

    /** Fewer rows are not worth a row that folds them. */
    private static final int FOLD_FROM = 4;

    /** Longer tables are closed at first. */
    private static final int OPEN_ROWS = 40;

    private static final int DEEPEST = 4;
    private static final int BITS = 8;

    /**
     * A table that scrolls in a box of its own; long runs of members that did not change are folded, a table that is long all the
     * same is closed. Where the browser does not know how to fold, and on paper, all is shown.
     *
     * @param id of the table; unique on the page
     * @param type as C calls it: {@code struct device}
     */
    String html(String id, String type, LayoutTable table) {
        String caption = caption(type, table);
        boolean[] folded = folded(table.rows());
        StringBuilder html = new StringBuilder(
                "<table class=\"btf-table btf-layout\" id=\"%s\">\n%s".formatted(escaped(id), Html.caption(caption)));
        head(html);
        for (int row = 0; row < table.rows().size(); row++) {
            boolean starts = row == 0 || folded[row] != folded[row - 1];
            if (starts && row > 0) {
                html.append("</tbody>\n");
            }
            if (starts && folded[row]) {
                fold(runLength(folded, row), html);
            }
            if (starts) {
                html.append(folded[row] ? "<tbody class=\"btf-folded\">\n" : "<tbody>\n");
            }
            row(table.rows().get(row), html);
        }
        html.append(table.rows().isEmpty() ? "</table>\n" : "</tbody>\n</table>\n");
        String box = Html.scrolling(texts.text("layout.region", type), html.toString());
        if (table.rows().stream().anyMatch(LayoutTableHtml::betweenBytes)) {
            box += "<p class=\"btf-legend\">" + texts.html("layout.units") + "</p>\n";
        }
        return visible(folded) <= OPEN_ROWS
                ? box
                : "<details class=\"btf-long\"><summary>" + escaped(caption) + "</summary>\n" + box + "</details>\n";
    }

    private static boolean betweenBytes(Row row) {
        return Stream.of(Optional.ofNullable(row.before()), Optional.ofNullable(row.after()))
                .flatMap(Optional::stream)
                .anyMatch(field -> field.bitOffset() % BITS != 0);
    }

    private static boolean[] folded(List<Row> rows) {
        boolean[] folded = new boolean[rows.size()];
        int start = 0;
        for (int end = 0; end <= rows.size(); end++) {
            if (end == rows.size() || rows.get(end).mark() != Mark.SAME) {
                int from = start == 0 ? 0 : start + CONTEXT;
                int to = end == rows.size() ? end : end - CONTEXT;
                if (to - from >= FOLD_FROM) {
                    Arrays.fill(folded, from, to, true);
                }
                start = end + 1;
            }
        }
        return folded;
    }

    private static int runLength(boolean[] folded, int start) {
        int end = start;
        while (end < folded.length && folded[end]) {
            end++;
        }
        return end - start;
    }

    private static int visible(boolean[] folded) {
        int visible = 0;
        for (boolean hidden : folded) {
            visible += hidden ? 0 : 1;
        }
        return visible;
    }

    private String caption(String type, LayoutTable table) {
        StringBuilder caption = new StringBuilder(
                table.sizeBefore() == table.sizeAfter()
                        ? texts.text("layout.size.same", type, number(table.sizeAfter()))
                        : texts.text("layout.caption", type, number(table.sizeBefore()), number(table.sizeAfter())));
        String separator = " ";
        for (Mark mark : Mark.values()) {
            long count = table.rows().stream().filter(row -> row.mark() == mark).count();
            if (mark != Mark.SAME && count > 0) {
                caption.append(separator)
                        .append(texts.text("layout.count", number(count), texts.text("layout.mark." + mark.name())));
                separator = ", ";
            }
        }
        return caption + (separator.equals(" ") ? "" : ".");
    }

    private void head(StringBuilder html) {
        html.append(
                "<colgroup span=\"2\"></colgroup><colgroup span=\"3\"></colgroup><colgroup span=\"3\"></colgroup>\n");
        html.append("<thead>\n<tr><th scope=\"col\" rowspan=\"2\">%s</th><th scope=\"col\" rowspan=\"2\">%s</th>"
                .formatted(texts.html("layout.mark"), texts.html("layout.member")));
        for (String side : List.of("layout.before", "layout.after")) {
            html.append("<th scope=\"colgroup\" colspan=\"3\" class=\"btf-side\">")
                    .append(texts.html(side))
                    .append("</th>");
        }
        html.append("</tr>\n<tr>");
        String columns =
                "<th scope=\"col\" class=\"btf-number btf-side\">%s</th><th scope=\"col\" class=\"btf-number\">%s</th><th scope=\"col\">%s</th>"
                        .formatted(texts.html("layout.offset"), texts.html("layout.size"), texts.html("layout.type"));
        html.append(columns).append(columns).append("</tr>\n</thead>\n");
    }

    private void fold(int rows, StringBuilder html) {
        html.append("<tbody class=\"btf-fold\"><tr><td colspan=\"8\"><label><input type=\"checkbox\"/> ")
                .append(texts.html("layout.fold", number(rows)))
                .append("</label></td></tr></tbody>\n");
    }

    private void row(Row row, StringBuilder html) {
        boolean hole = row.name().isEmpty();
        html.append("<tr class=\"btf-")
                .append(row.mark().name().toLowerCase(Locale.ROOT))
                .append(hole ? " btf-hole" : "")
                .append("\"><td>");
        if (row.mark() != Mark.SAME) {
            html.append(Html.sign(symbol(row.mark())))
                    .append(' ')
                    .append(texts.html("layout.mark." + row.mark().name()));
        }
        html.append("</td><th scope=\"row\"")
                .append(row.depth() == 0 ? "" : " class=\"btf-depth-" + Math.min(row.depth(), DEEPEST) + "\"")
                .append('>')
                .append(hole ? texts.html("layout.hole") : Html.code(row.name()))
                .append("</th>");
        field(row.before(), row.after(), hole, html);
        field(row.after(), row.before(), hole, html);
        html.append("</tr>\n");
    }

    private static String symbol(Mark mark) {
        return switch (mark) {
            case SAME -> "=";
            case MOVED -> "\u2195";
            case RETYPED -> "\u2260";
            case ADDED -> "+";
            case REMOVED -> "\u2212";
        };
    }

    private void field(@Nullable Field field, @Nullable Field other, boolean hole, StringBuilder html) {
        if (field == null) {
            html.append("<td colspan=\"3\" class=\"btf-side btf-absent\">")
                    .append(Html.sign("\u2013"))
                    .append(Html.spoken(texts.text("layout.absent")))
                    .append("</td>");
            return;
        }
        cell("btf-number btf-side", offset(field.bitOffset()), differs(field, other, Field::bitOffset), html);
        cell("btf-number", size(field.bitSize()), differs(field, other, Field::bitSize), html);
        cell("btf-type", hole ? "" : Html.code(field.type()), differs(field, other, Field::type), html);
    }

    private static boolean differs(Field field, @Nullable Field other, Function<Field, Object> what) {
        return other != null && !Objects.equals(what.apply(field), what.apply(other));
    }

    private static void cell(String style, String content, boolean differs, StringBuilder html) {
        html.append("<td class=\"")
                .append(style)
                .append(differs ? " btf-differs\">" : "\">")
                .append(content)
                .append("</td>");
    }

    private static String offset(long bits) {
        return number(bits / BITS) + (bits % BITS == 0 ? "" : " + " + bits % BITS);
    }

    private String size(long bits) {
        return bits % BITS == 0
                ? number(bits / BITS)
                : texts.html(bits == 1 ? "layout.bit" : "layout.bits", number(bits));
    }
}
