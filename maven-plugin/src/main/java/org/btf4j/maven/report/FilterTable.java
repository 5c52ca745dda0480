// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.List;
import org.btf4j.batch.CheckVerdict;
import org.jspecify.annotations.Nullable;

/** A long table, which the script lets the reader filter and sort, and which is complete without it. */
record FilterTable(Texts texts) {

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
            return new Cell(Html.escaped(text), null);
        }
    }

    /**
     * A table that scrolls in a box of its own.
     *
     * @param id starts the ids in it; unique on the page
     * @param caption plain text
     * @param rows each with a cell a column; the first of a row is its heading
     */
    String html(String id, String caption, List<Column> columns, List<List<Cell>> rows) {
        return "<div id=\"" + Html.escaped(id) + "\"></div>";
    }
}
