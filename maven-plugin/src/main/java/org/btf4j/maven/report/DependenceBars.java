// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.List;
import org.btf4j.report.ReportData.NeededType;

/** The kernel types on which most modules depend, as bars beside their numbers. */
record DependenceBars(Texts texts) {

    /**
     * A table with a bar in each row.
     *
     * @param id unique on the page
     * @param types in the order in which they are shown
     * @param modules how many there are in all, the length of a full bar
     */
    String html(String id, List<NeededType> types, int modules) {
        return "<div id=\"" + Html.escaped(id) + "\"></div>";
    }
}
