// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.List;

/**
 * A thing of which one line tells all.
 *
 * @param term what it is, plain text
 * @param value plain text; empty if there is nothing to tell
 */
record Fact(String term, String value) {

    /** A list of those facts of which there is something to tell. */
    static String html(List<Fact> facts) {
        StringBuilder html = new StringBuilder();
        for (Fact fact : facts) {
            if (!fact.value().isEmpty()) {
                html.append("<dt>")
                        .append(Html.escaped(fact.term()))
                        .append("</dt><dd>")
                        .append(Html.escaped(fact.value()))
                        .append("</dd>");
            }
        }
        return html.isEmpty() ? "" : "<dl class=\"btf-facts\">" + html + "</dl>";
    }
}
