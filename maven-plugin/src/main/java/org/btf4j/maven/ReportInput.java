// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.btf4j.batch.Baseline;
import org.btf4j.batch.FileProblem;
import org.btf4j.batch.InputSums;
import org.btf4j.batch.ModuleSet;
import org.btf4j.report.ReportData;
import org.btf4j.report.ReportRun;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Of what a report is made, as the user's parameters name it.
 *
 * @param kernels finds kernels and artifacts
 * @param project what is being built; null without a POM
 */
record ReportInput(
        Kernels kernels,
        @Nullable MavenProject project,
        Setting modules,
        List<CheckedKernel> targets,
        Setting baseline,
        Setting old,
        Setting oldBase,
        Setting base) {

    /**
     * Reads it all, and makes the report's data of it.
     *
     * @param tool name and version of what makes the report
     * @param dataFile where the same goes as JSON
     * @throws MojoFailureException if an input is not what it should be
     * @throws MojoExecutionException if a file cannot be read or written
     */
    ReportData read(RuleSet rules, Layout layout, int threads, String tool, Setting dataFile)
            throws MojoFailureException, MojoExecutionException {
        Setting.require(modules, dataFile);
        Baseline accepted = Inputs.baseline(baseline, kernels.basedir());
        Location input = modules.file(kernels.basedir());
        ModuleSet found = Inputs.find(input, () -> ModuleSet.findDistilled(input.path()));
        CheckTargets checked = CheckTargets.read(targets, kernels::read, layout, rules);
        ReportRun run = new ReportRun(checked.targets(), layout, rules, accepted, threads);
        List<ReportData.Input> inputs = new ArrayList<>();
        if (baseline.isSet()) {
            Location file = baseline.file(kernels.basedir());
            inputs.add(input(baseline, baseline.text(), () -> InputSums.of(file.path())));
        }
        Progress progress = new Progress(kernels.log(), found.modules().size(), System::nanoTime);
        return run.run(found, tool, inputs, progress::oneMore);
    }

    private interface Sum {
        String of() throws IOException;
    }

    private static ReportData.Input input(Setting setting, String name, Sum sum) throws MojoExecutionException {
        try {
            return new ReportData.Input(setting.name(), name, sum.of());
        } catch (IOException e) {
            throw new MojoExecutionException(setting + ": " + FileProblem.describe(e) + ".", e);
        }
    }
}
