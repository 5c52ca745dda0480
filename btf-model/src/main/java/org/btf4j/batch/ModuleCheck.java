// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.List;

/**
 * What became of one module on all kernels.
 *
 * @param name the module's path below the folder that was searched, with slashes on every system
 * @param problem why it could not be checked, in one line that starts with a verb; empty if it was
 * @param sha256 that of the whole module, unpacked if it was compressed, in lower-case hexadecimal digits; empty if the file
 *     could not be read
 * @param baseSha256 that of its small base, empty if it has none
 * @param cells one a kernel, in their order; empty if it could not be checked
 */
public record ModuleCheck(
        String name, State state, String problem, String sha256, String baseSha256, List<CheckCell> cells) {

    /** Keeps its own copy of the cells. */
    public ModuleCheck {
        cells = List.copyOf(cells);
    }

    /** Whether a module could be checked. */
    public enum State {
        /** It was. */
        CHECKED("checked"),
        /** It has BTF, but no small base. */
        NOT_DISTILLED("not distilled"),
        /** It has no BTF. */
        NO_BTF("no BTF"),
        /** It has its small base in another layout than the one that was asked for. */
        OTHER_LAYOUT("other layout"),
        /** It is no module, or its BTF is broken. */
        BROKEN("broken"),
        /** A file cannot be read. */
        UNREADABLE("unreadable");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** What a report says in place of verdicts. */
        @Override
        public String toString() {
            return label;
        }
    }
}
