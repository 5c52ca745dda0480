// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.Locale;

/** Text, numbers and attributes as they stand in HTML and SVG, the same on every machine. */
final class Html {

    private static final String SPOKEN = "<span class=\"btf-hidden\">";

    /** See {@link #scrollingStart}. */
    static final String SCROLLING_END = "</div>\n";

    private Html() {}

    /** A text with the five characters escaped that mean something in HTML or in the value of an attribute. */
    static String escaped(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(character);
            }
        }
        return html.toString();
    }

    /**
     * A link.
     *
     * @param text plain text
     */
    static String link(String href, String text) {
        return "<a href=\"" + escaped(href) + "\">" + escaped(text) + "</a>";
    }

    /** What is said in code: the name of a type or a file. */
    static String code(String text) {
        return "<code>" + escaped(text) + "</code>";
    }

    /** A number with a comma before each three digits. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A length in percent as SVG takes it, with two digits behind the point: {@code 12.50%}. */
    static String length(double percent) {
        return String.format(Locale.ROOT, "%.2f%%", percent);
    }

    /**
     * A share as people read it, with two significant digits below ten percent, and a space that does not break:
     * {@code 0.033 %}, {@code 45 %}.
     */
    static String share(long part, long whole) {
        double percent = 100.0 * part / whole;
        int digits = percent >= 10 || part == 0 ? 0 : percent >= 1 ? 1 : percent >= 0.1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + digits + "f\u00a0%%", percent);
    }

    /** What only screen readers say. */
    static String spoken(String text) {
        return SPOKEN + escaped(text) + "</span>";
    }

    /** A sign that only eyes see, since words stand beside it. */
    static String sign(String symbol) {
        return "<span aria-hidden=\"true\">" + escaped(symbol) + "</span>";
    }

    /** The caption of a table, of plain text; in a wide table it is no wider than what one sees of it. */
    static String caption(String text) {
        return "<caption><span>" + escaped(text) + "</span></caption>\n";
    }

    /** The box in which a wide table scrolls, so that the page does not; one can scroll it by keyboard as well. */
    static String scrolling(String label, String table) {
        return scrollingStart(label) + table + SCROLLING_END;
    }

    /** What stands before a table in such a box; behind it stands {@link #SCROLLING_END}. */
    static String scrollingStart(String label) {
        return "<div class=\"btf-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + escaped(label) + "\">\n";
    }
}
