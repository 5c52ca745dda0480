// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.btf4j.batch.BatchSummary;
import org.btf4j.batch.ModuleOutcome;
import org.btf4j.batch.ModuleProblem;
import org.btf4j.batch.ModuleProblem.Cause;
import org.jspecify.annotations.Nullable;

/**
 * What a user can do about modules that could not be worked on, in terms of the parameters that matter for it.
 *
 * @param kernel the base or the target, if there is one
 */
record Advice(BatchGoal goal, Location modules, @Nullable Location kernel, Location output) {

    /** One line for each cause among the failures, always in the same order. */
    List<String> on(BatchSummary summary) {
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        for (ModuleOutcome failure : summary.failures()) {
            for (ModuleProblem problem : failure.problems()) {
                causes.add(problem.cause());
            }
        }
        return causes.stream().map(this::on).toList();
    }

    private String on(Cause cause) {
        return switch (cause) {
            case FORMAT ->
                switch (goal) {
                    case DISTILL -> "The base is " + kernel + ".";
                    case ENCODE ->
                        "The modules are " + modules + ". Give modules as the compiler left them, with DWARF.";
                    case RELOCATE -> "The modules are " + modules + ". Give modules that btf:distill wrote.";
                    case RESOLVE_IDS ->
                        kernel == null ? "The modules are " + modules + "." : "The base is " + kernel + ".";
                };
            case FILE -> "The modules are " + modules + ", the outputs go to " + output + ".";
            case ENCODING ->
                "The base is " + kernel + ". Which pahole is run says " + new Setting("pahole", null)
                        + ", and for how many seconds at most " + new Setting("timeout", null) + ".";
            case SIGNED ->
                "With " + new Setting("signature", null)
                        + " = strip, modules are written without their signatures, with sign they are signed anew.";
            case LAYOUT ->
                "The layout is " + new Setting("layout", null)
                        + ". Give that of the modules, or take them as they were before they were distilled.";
            case RELOCATION ->
                "The target is " + kernel + ". With " + new Setting("failOnError", null)
                        + " = false, the build goes on without such modules.";
            case BASE ->
                "Set " + new Setting("base", null) + " to the kernel that such modules were built for; only distilled"
                        + " modules bring a base.";
            case UNRESOLVED ->
                "With " + new Setting("failOnUnresolved", null) + " = false, such ids are 0, as in a kernel build, and"
                        + " there is a warning.";
        };
    }
}
