// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.btf4j.batch.Baseline;
import org.btf4j.batch.DiffRun;
import org.btf4j.batch.DiffSide;
import org.btf4j.batch.Fingerprint;
import org.btf4j.batch.ModuleSet;
import org.btf4j.report.ReportData;
import org.btf4j.report.ReportJson;
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
     * How the report is made of it.
     *
     * @param tool name and version of what makes the report
     */
    record Way(RuleSet rules, Layout layout, int threads, String tool) {}

    /**
     * Reads it all, makes the report's data of it, and writes them as JSON.
     *
     * @param dataFile where they go
     * @throws MojoFailureException if an input is not what it should be
     * @throws MojoExecutionException if a file cannot be read or written
     */
    ReportData read(Way way, Setting dataFile) throws MojoFailureException, MojoExecutionException {
        Setting.require(modules, dataFile);
        Location input = modules.file(kernels.basedir());
        Location output = dataFile.file(kernels.basedir());
        Baseline accepted = Inputs.baseline(baseline, kernels.basedir());
        ModuleSet found = find(input);
        CheckTargets checked = CheckTargets.read(targets, kernels::read, way.layout(), way.rules());
        ReportRun run = new ReportRun(checked.targets(), way.layout(), way.rules(), accepted, way.threads());
        List<ReportData.Input> inputs = new ArrayList<>();
        List<Path> keep = new ArrayList<>(checked.files());
        found.modules().forEach(module -> keep.add(module.file()));
        if (baseline.isSet()) {
            Location file = baseline.file(kernels.basedir());
            keep.add(file.path());
            inputs.add(input(baseline, baseline.text(), () -> Fingerprint.of(file.path())));
        }
        if (!old.isSet()) {
            return write(run(run, found, way, inputs), output, keep);
        }
        try (ComparedSide before = ComparedSides.of(kernels, project).find(old, oldBase)) {
            if (before.isKernel()) {
                throw new MojoFailureException(
                        before.origin() + ": found a kernel, expected modules. Give a module, a folder of"
                                + " modules, or an archive of them.");
            }
            DiffSide older = before.side();
            inputs.add(input(old, before.title(), () -> Fingerprint.of(older.modules())));
            keep.addAll(before.files());
            if (before.base() != null) {
                inputs.add(kernel(before.base()));
            }
            KernelBtf over = base.isSet() ? kernels.read(base) : null;
            if (over != null) {
                keep.add(over.origin().path());
                inputs.add(kernel(over));
            }
            DiffRun since = new DiffRun(older, new DiffSide(found, over == null ? null : over.btf()));
            return write(run(run.since(since), found, way, inputs), output, keep);
        }
    }

    private ReportData run(ReportRun run, ModuleSet found, Way way, List<ReportData.Input> inputs) {
        Progress progress = new Progress(kernels.log(), found.modules().size(), System::nanoTime);
        return run.run(found, way.tool(), inputs, progress::oneMore);
    }

    private static ModuleSet find(Location input) throws MojoFailureException, MojoExecutionException {
        if (!Files.exists(input.path())) {
            throw new MojoFailureException(
                    input + ": there is no such file or folder. Give modules, or let btf:distill run"
                            + " before, as in mvn package site; with " + new Setting("skip", null)
                            + " = true there is no report.");
        }
        return Inputs.find(input, () -> ModuleSet.findDistilled(input.path()));
    }

    private static ReportData write(ReportData data, Location output, List<Path> keep) throws MojoExecutionException {
        try {
            ReportJson.write(data, output.path(), keep.toArray(new Path[0]));
            return data;
        } catch (IOException e) {
            throw output.setting().problem(e);
        }
    }

    private static ReportData.Input kernel(KernelBtf kernel) {
        Setting setting = kernel.origin().setting();
        return new ReportData.Input(setting.name(), setting.text(), Fingerprint.of(kernel.btf()));
    }

    private interface Sum {
        String of() throws IOException;
    }

    private static ReportData.Input input(Setting setting, String name, Sum sum) throws MojoExecutionException {
        try {
            return new ReportData.Input(setting.name(), name, sum.of());
        } catch (IOException e) {
            throw setting.problem(e);
        }
    }
}
