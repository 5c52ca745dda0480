// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.List;
import java.util.Map;
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
    }

    /**
     * A table that scrolls in a box of its own, and its legend.
     *
     * @param id starts the ids in it; unique on the page
     * @param caption plain text
     * @param rowHeading what the rows are: plain text for the heading of the first column
     * @param kernels names of the columns
     */
    String html(String id, String caption, String rowHeading, List<String> kernels, List<Row> rows) {
        return "<div id=\"" + Html.escaped(id) + "\"></div>";
    }
}
