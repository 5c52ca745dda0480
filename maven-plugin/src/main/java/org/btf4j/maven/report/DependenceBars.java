// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import static org.btf4j.maven.report.Html.escaped;
import static org.btf4j.maven.report.Html.length;
import static org.btf4j.maven.report.Html.number;

import java.util.List;
import org.btf4j.report.ReportData.NeededType;

/** The kernel types on which most modules depend, as bars beside their numbers. */
record DependenceBars(Texts texts) {

    /**
     * A table with a bar in each row; the bars say nothing that the numbers do not.
     *
     * @param id of the table; unique on the page
     * @param caption plain text
     * @param types in the order in which they are shown
     * @param modules how many there are in all, the length of a full bar
     * @throws IllegalArgumentException if more modules than there are need a type, or embed it than need it
     */
    String html(String id, String caption, List<NeededType> types, int modules) {
        StringBuilder html = new StringBuilder();
        html.append("<table class=\"btf-table btf-bars\" id=\"%s\">\n%s<thead><tr>"
                .formatted(escaped(id), Html.caption(caption)));
        html.append("<th scope=\"col\">%s</th>".formatted(texts.html("needed.type")));
        html.append("<th scope=\"col\" class=\"btf-number\">%s</th>".formatted(texts.html("needed.modules")));
        html.append("<th scope=\"col\" class=\"btf-number\">%s</th>".formatted(texts.html("needed.embedding")));
        html.append("<td class=\"btf-chart\" aria-hidden=\"true\">%s</td></tr></thead>\n<tbody>\n"
                .formatted(texts.html("needed.bar")));
        for (NeededType type : types) {
            row(type, modules, html);
        }
        html.append("</tbody>\n</table>\n");
        return Html.scrolling(texts.text("filter.region", caption), html.toString()) + legend();
    }

    private static void row(NeededType type, int modules, StringBuilder html) {
        if (type.modules() > modules || type.embedding() > type.modules()) {
            throw new IllegalArgumentException(
                    "%s: %s modules, of which %s need it, %s by value: expected each number to be at most the one before"
                            .formatted(type.type(), modules, type.modules(), type.embedding()));
        }
        double embedding = 100.0 * type.embedding() / modules;
        double all = 100.0 * type.modules() / modules;
        html.append("<tr><th scope=\"row\">%s</th>".formatted(Html.code(type.type())));
        html.append("<td class=\"btf-number\">%s</td>".formatted(number(type.modules())));
        html.append("<td class=\"btf-number\">%s</td>".formatted(number(type.embedding())));
        html.append("<td class=\"btf-chart\" aria-hidden=\"true\"><svg width=\"100%\" height=\"14\">");
        html.append("<rect class=\"btf-track\" width=\"100%\" height=\"14\"/>");
        html.append("<rect class=\"btf-bar\" width=\"%s\" height=\"14\"/>".formatted(length(embedding)));
        html.append("<rect class=\"btf-bar-other\" x=\"%s\" width=\"%s\" height=\"14\"/>"
                .formatted(length(embedding), length(all - embedding)));
        html.append("</svg></td></tr>\n");
    }

    private String legend() {
        return "<p class=\"btf-legend\" aria-hidden=\"true\">" + swatch("btf-bar", "needed.legend.embedding") + " "
                + swatch("btf-bar-other", "needed.legend.other") + "</p>\n";
    }

    private String swatch(String style, String key) {
        return "<span class=\"btf-key\"><svg width=\"14\" height=\"14\"><rect class=\"" + style
                + "\" width=\"14\" height=\"14\"/></svg> " + texts.html(key) + "</span>";
    }
}
