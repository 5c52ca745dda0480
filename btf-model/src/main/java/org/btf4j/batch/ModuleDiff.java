// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Impact;
import org.jspecify.annotations.Nullable;

/**
 * What changed in a module, or in a kernel, between two versions.
 *
 * @param name the module's path below the folder that was searched, with slashes; empty for a kernel
 * @param problem why the two could not be compared, in one line that starts with a verb; empty otherwise
 * @param types what changed in its own types; null unless both sides have it and could be compared
 * @param needs what changed in its small base, so what it newly needs from kernels or needs no longer; null as {@code types}, and
 *     for a kernel
 */
public record ModuleDiff(
        String name,
        State state,
        String problem,
        @Nullable BtfDiff types,
        @Nullable BtfDiff needs) {

    /** On which sides it is. */
    public enum State {
        /** Only the new side has it. */
        ADDED("added"),
        /** Only the old side has it. */
        REMOVED("removed"),
        /** Both have it. */
        BOTH("compared"),
        /** Both have it, but one cannot be read, or has no BTF. */
        NOT_COMPARABLE("not comparable");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** How reports call it. */
        @Override
        public String toString() {
            return label;
        }
    }

    /**
     * The worst of all that changed.
     *
     * <p>A module that is gone breaks tracing programs that used it; what is not comparable counts as compatible, so ask for the
     * state first.
     */
    public Impact impact() {
        if (state == State.REMOVED) {
            return Impact.BREAKS_TRACING;
        }
        Impact own = types == null ? Impact.COMPATIBLE : types.impact();
        return needs == null ? own : own.and(needs.impact());
    }

    /** Whether both sides have it, were compared, and nothing differs. */
    public boolean isUnchanged() {
        return types != null
                && types.differences().isEmpty()
                && (needs == null || needs.differences().isEmpty());
    }
}
