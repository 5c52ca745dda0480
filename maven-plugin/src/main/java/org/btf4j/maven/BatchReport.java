// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.btf4j.maven.Sentences.number;
import static org.btf4j.maven.Sentences.seconds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.Log;
import org.btf4j.batch.BatchSummary;
import org.btf4j.batch.BtfSizes;
import org.btf4j.batch.ModuleOutcome;
import org.btf4j.batch.ModuleOutcome.Status;
import org.btf4j.batch.ModuleProblem;
import org.btf4j.batch.SignatureOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of modules.
 *
 * @param kernel the name of the base or target
 * @param failing whether a module that could not be worked on fails the build, and so is an error, not a warning
 * @param signer whose new signatures changed modules have, null if nobody's
 */
record BatchReport(
        Log log,
        BatchGoal goal,
        String kernel,
        boolean failing,
        @Nullable String signer) {

    /** How many modules the message of a failed build lists; the log has all of them. */
    static final int LISTED = 20;

    /** One debug line for a module; a line for each reason if it could not be worked on. */
    void module(ModuleOutcome outcome) {
        log.debug(outcome.module().name() + ": "
                + switch (outcome.status()) {
                    case CHANGED -> goal.state + sizes(outcome.sizes());
                    case UNCHANGED -> goal.unchanged;
                    case UP_TO_DATE -> "not changed since the last run";
                    case FAILED -> "failed";
                }
                + switch (outcome.signature()) {
                    case NONE -> "";
                    case KEPT -> "; signature kept";
                    case STRIPPED -> "; signature stripped";
                    case SIGNED -> "; signed by " + signer;
                });
        for (ModuleProblem problem : outcome.problems()) {
            if (failing) {
                log.error(problem.message());
            } else {
                log.warn(problem.message());
            }
        }
    }

    /** One line with counts, sizes and time. */
    String summary(BatchSummary summary, Duration time) {
        List<String> others = new ArrayList<>();
        if (!goal.unchanged.isEmpty()) {
            others.add(number(summary.count(Status.UNCHANGED)) + " " + goal.unchanged);
        }
        int upToDate = summary.count(Status.UP_TO_DATE);
        if (upToDate != 0) {
            others.add(number(upToDate) + " not changed since the last run");
        }
        others.add(number(summary.count(Status.FAILED)) + " failed");
        int changed = summary.count(Status.CHANGED);
        return goal.done + " " + number(changed) + " of "
                + number(summary.outcomes().size()) + " modules " + goal.preposition + " " + kernel + ": "
                + String.join(", ", others)
                + signatures(summary)
                + sizes(summary.sizes())
                + "; " + seconds(time);
    }

    private String signatures(BatchSummary summary) {
        int stripped = summary.count(SignatureOutcome.STRIPPED);
        int signed = summary.count(SignatureOutcome.SIGNED);
        return (stripped == 0
                        ? ""
                        : "; " + number(stripped) + (stripped == 1 ? " signature" : " signatures") + " stripped")
                + (signed == 0 ? "" : "; " + number(signed) + " signed by " + signer);
    }

    /**
     * Why the build fails: each module that could not be worked on with each reason.
     *
     * @param advice what the user can do, a sentence each
     */
    String failure(BatchSummary summary, List<String> advice) {
        List<ModuleOutcome> failures = summary.failures();
        List<String> lines = new ArrayList<>();
        lines.add(number(failures.size()) + " of " + number(summary.outcomes().size()) + " modules could not be "
                + goal.state + " " + goal.preposition + " " + kernel + ":");
        failures.stream()
                .limit(LISTED)
                .flatMap(failure -> failure.problems().stream())
                .forEach(problem -> lines.add("  " + problem.message()));
        if (failures.size() > LISTED) {
            lines.add("  and " + number(failures.size() - LISTED) + " more; the log above has the errors of all.");
        }
        lines.addAll(advice);
        return String.join("\n", lines);
    }

    private String sizes(BtfSizes sizes) {
        if (goal == BatchGoal.ENCODE) {
            return sizes.split() == 0 ? "" : "; BTF " + number(sizes.split()) + " bytes";
        }
        if (sizes.before() == 0) {
            return "";
        }
        return "; BTF " + number(sizes.before()) + " bytes before, " + number(sizes.split()) + " after"
                + (goal == BatchGoal.DISTILL ? ", bases " + number(sizes.base()) : "");
    }
}
