// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.btf4j.maven.Sentences.number;
import static org.btf4j.maven.Sentences.seconds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.Log;
import org.btf4j.batch.CheckCell;
import org.btf4j.batch.CheckSummary;
import org.btf4j.batch.CheckTarget;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.ModuleCheck;

/** Tells what became of modules on kernels, a module at a time. Not thread-safe. */
final class CheckReport {

    /** How many modules the message of a failed build lists; the log has all of them. */
    static final int LISTED = 20;

    /** How many findings are warnings; the report as JSON has all. */
    static final int FINDINGS = 100;

    private final Log log;
    private final boolean required;
    private final boolean failing;
    private final List<String> listed = new ArrayList<>();
    private int listedModules;
    private long findings;

    /**
     * Starts with nothing told.
     *
     * @param targets the kernels of the check
     * @param failing whether a module that does not fit a required kernel fails the build, and so is an error, not a warning
     */
    CheckReport(Log log, List<CheckTarget> targets, boolean failing) {
        this.log = log;
        this.required = targets.stream().anyMatch(CheckReport::isRequired);
        this.failing = failing;
    }

    private static boolean isRequired(CheckTarget target) {
        return target.policy() == CheckTarget.Policy.REQUIRED;
    }

    /** A line for each reason why a module does not fit, and for each finding. */
    void module(ModuleCheck module) {
        List<String> serious = new ArrayList<>();
        if (module.state() != ModuleCheck.State.CHECKED) {
            String line = module.name() + " " + module.problem();
            if (required) {
                serious.add(line);
            } else {
                log.warn(line);
            }
        }
        for (CheckCell cell : module.cells()) {
            reasons(module, cell, serious);
            cell.findings().forEach(finding -> finding(place(module, cell) + finding.sentence()));
        }
        for (String line : serious) {
            if (failing) {
                log.error(line);
            } else {
                log.warn(line);
            }
        }
        if (!serious.isEmpty() && listedModules++ < LISTED) {
            listed.addAll(serious);
        }
    }

    private void reasons(ModuleCheck module, CheckCell cell, List<String> serious) {
        for (CheckCell.Reason reason : cell.reasons()) {
            String line = place(module, cell) + reason.sentence();
            if (reason.acceptedBy() != null) {
                log.debug(line + " (accepted: " + reason.acceptedBy().reason() + ")");
            } else if (cell.verdict() == CheckVerdict.REFUSED && isRequired(cell.target())) {
                serious.add(line);
            } else {
                log.warn(line);
            }
        }
    }

    private void finding(String line) {
        if (findings++ < FINDINGS) {
            log.warn(line);
        } else {
            log.debug(line);
        }
    }

    private static String place(ModuleCheck module, CheckCell cell) {
        return module.name() + " on " + cell.target().name() + ": ";
    }

    /**
     * The matrix, and a line with counts and time.
     *
     * @param report where all reasons are
     */
    void summary(CheckSummary summary, Paint paint, Location report, Duration time) {
        if (findings > FINDINGS) {
            long more = findings - FINDINGS;
            log.warn("and " + number(more) + (more == 1 ? " more finding" : " more findings") + ", which "
                    + report.path() + " has");
        }
        log.info("");
        new CheckMatrix(summary, paint).lines().forEach(log::info);
        log.info("");
        int modules = summary.rows().size();
        log.info("Checked " + number(modules - summary.unchecked()) + " of " + number(modules) + " modules against "
                + number(summary.targets().size()) + (summary.targets().size() == 1 ? " kernel" : " kernels") + ": "
                + number(summary.failed()) + " failed; reasons in " + report.path() + "; " + seconds(time));
    }

    /**
     * Why the build fails: modules that do not fit with each reason.
     *
     * @param advice what the user can do, a sentence each
     */
    String failure(CheckSummary summary, List<String> advice) {
        List<String> lines = new ArrayList<>();
        lines.add(number(summary.failed()) + " of " + number(summary.rows().size())
                + " modules do not keep their BTF on all required kernels:");
        listed.forEach(line -> lines.add("  " + line));
        if (summary.failed() > LISTED) {
            lines.add("  and " + number(summary.failed() - LISTED) + " more; the log above has the errors of all.");
        }
        lines.addAll(advice);
        return String.join("\n", lines);
    }
}
