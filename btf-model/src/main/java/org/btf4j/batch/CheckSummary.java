// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.List;

/**
 * What became of all modules on all kernels, without the reasons.
 *
 * @param targets the kernels, in the order of the report
 * @param rows the modules, in their order
 * @param unused the entries of the baseline that accept nothing any more
 */
public record CheckSummary(List<CheckTarget> targets, List<Row> rows, List<Baseline.Entry> unused) {

    /** Keeps its own copies of the lists. */
    public CheckSummary {
        targets = List.copyOf(targets);
        rows = List.copyOf(rows);
        unused = List.copyOf(unused);
    }

    /**
     * A module.
     *
     * @param verdicts one a kernel; empty if it could not be checked
     */
    public record Row(String module, ModuleCheck.State state, List<CheckVerdict> verdicts) {

        /** Keeps its own copy of the verdicts. */
        public Row {
            verdicts = List.copyOf(verdicts);
        }

        /** Whether the module was checked and keeps its BTF on each kernel, without findings. */
        public boolean fitsEverywhere() {
            return state == ModuleCheck.State.CHECKED
                    && verdicts.stream().allMatch(verdict -> verdict == CheckVerdict.FITS);
        }
    }

    /**
     * How many modules have a verdict on a kernel.
     *
     * @param target the kernel's index among the targets
     */
    public int count(int target, CheckVerdict verdict) {
        return (int) rows.stream()
                .filter(row -> row.state() == ModuleCheck.State.CHECKED
                        && row.verdicts().get(target) == verdict)
                .count();
    }

    /** How many modules could not be checked. */
    public int unchecked() {
        return (int) rows.stream()
                .filter(row -> row.state() != ModuleCheck.State.CHECKED)
                .count();
    }

    /** How many modules a required kernel refuses, or cannot be checked although there is a required kernel. */
    public int failed() {
        return (int) rows.stream().filter(this::isFailed).count();
    }

    /** Whether there is no such module. */
    public boolean succeeded() {
        return failed() == 0;
    }

    private boolean isFailed(Row row) {
        for (int i = 0; i < targets.size(); i++) {
            boolean refused =
                    row.state() != ModuleCheck.State.CHECKED || row.verdicts().get(i) == CheckVerdict.REFUSED;
            if (refused && targets.get(i).policy() == CheckTarget.Policy.REQUIRED) {
                return true;
            }
        }
        return false;
    }
}
