// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.List;

/**
 * What became of one module.
 *
 * @param sizes all 0 unless the status is {@link Status#CHANGED} and BTF was rewritten
 * @param signature what became of the module's signature; nothing if it is {@link Status#UP_TO_DATE}
 * @param problems empty unless the status is {@link Status#FAILED}
 * @param notes empty if it is {@link Status#FAILED} or {@link Status#UP_TO_DATE}
 */
public record ModuleOutcome(
        ModuleSet.Entry module,
        Status status,
        BtfSizes sizes,
        SignatureOutcome signature,
        List<ModuleProblem> problems,
        List<ModuleNote> notes) {

    /** Keeps its own copies of the lists. */
    public ModuleOutcome {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** An outcome without notes, of whose signature nothing became. */
    public ModuleOutcome(ModuleSet.Entry module, Status status, BtfSizes sizes, List<ModuleProblem> problems) {
        this(module, status, sizes, SignatureOutcome.NONE, problems, List.of());
    }

    /** What was done to a module. */
    public enum Status {
        /** It was changed and written. */
        CHANGED,
        /** It was as it should be already, and was written as it came. */
        UNCHANGED,
        /** It is the same as in the last run, and so is what was written of it then. */
        UP_TO_DATE,
        /** It could not be worked on, and was not written. */
        FAILED
    }
}
