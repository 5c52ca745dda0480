// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.Locale;

/** Text, numbers and attributes as they stand in HTML and SVG, the same on every machine. */
final class Html {

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

    /** A number with a comma before each three digits. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
