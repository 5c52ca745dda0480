// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.nio.file.Path;
import java.util.List;
import org.btf4j.batch.ModuleOutcome.Status;

/** What a task made of a module, before anything is written. */
record TaskResult(
        Status status,
        BtfSizes sizes,
        SignatureOutcome signature,
        List<Output> outputs,
        List<ModuleProblem> problems,
        List<ModuleNote> notes) {

    /**
     * A file to write.
     *
     * @param name its path below the output directory
     */
    @SuppressWarnings("ArrayRecordComponent") // written at once, never compared
    record Output(Path name, byte[] bytes) {}

    static TaskResult changed(BtfSizes sizes, SignatureOutcome signature, Output... outputs) {
        return new TaskResult(Status.CHANGED, sizes, signature, List.of(outputs), List.of(), List.of());
    }

    /**
     * The module is written as it came.
     *
     * @param signed whether it has a signature
     */
    static TaskResult unchanged(boolean signed) {
        return new TaskResult(
                Status.UNCHANGED,
                BtfSizes.NONE,
                signed ? SignatureOutcome.KEPT : SignatureOutcome.NONE,
                List.of(),
                List.of(),
                List.of());
    }

    static TaskResult failed(List<ModuleProblem> problems) {
        return new TaskResult(Status.FAILED, BtfSizes.NONE, SignatureOutcome.NONE, List.of(), problems, List.of());
    }

    /** The same result with something to tell of it. */
    TaskResult with(List<ModuleNote> added) {
        return new TaskResult(status, sizes, signature, outputs, problems, added);
    }
}
