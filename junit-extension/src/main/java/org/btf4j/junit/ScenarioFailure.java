// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Tells, in what a test failed with, which run it was and how to have it again. */
final class ScenarioFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ScenarioFailure(String run) {
        super(run, null, false, false);
    }

    /**
     * What to throw in place of a failure.
     *
     * <p>An assertion gets the run into its message and keeps what an IDE compares. Any other exception stays what it is, for
     * whoever expects it, and has the run beside it. An aborted test has no use for it.
     */
    static Throwable of(Throwable failure, ExtensionContext context) {
        if (failure instanceof TestAbortedException) {
            return failure;
        }
        Optional<String> run = ScenarioRun.of(context).map(ScenarioRun::description);
        if (run.isEmpty()) {
            return failure;
        }
        if (!(failure instanceof AssertionError)) {
            failure.addSuppressed(new ScenarioFailure(run.get().strip()));
            return failure;
        }
        String message = (failure.getMessage() == null ? "" : failure.getMessage()) + run.get();
        AssertionFailedError told = failure instanceof AssertionFailedError compared
                        && compared.isExpectedDefined()
                        && compared.isActualDefined()
                ? new AssertionFailedError(message, compared.getExpected(), compared.getActual(), failure)
                : new AssertionFailedError(message, failure);
        told.setStackTrace(failure.getStackTrace());
        return told;
    }
}
