// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.btf4j.batch.Baseline;
import org.btf4j.batch.BaselineDraft;
import org.btf4j.batch.CheckRun;
import org.btf4j.batch.CheckSummary;
import org.btf4j.batch.ModuleSet;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks on which kernels distilled modules keep their BTF, tells why they do not on others, and fails the build if one does not
 * on a kernel that is required.
 *
 * <p>A matrix of modules and kernels goes to the log, and all reasons go to a JSON file; for systems that run builds also as SARIF
 * and as the XML of JUnit. Nothing is changed: what is judged is
 * what {@link RelocateMojo btf:relocate} would do, and kernels do when they load a module.
 *
 * <pre>{@code
 * <configuration>
 *   <targets>
 *     <target>/boot/vmlinux-6.12.95</target>
 *     <target>
 *       <name>next</name>
 *       <kernel>kernels/next/vmlinux</kernel>
 *       <policy>advisory</policy>
 *     </target>
 *   </targets>
 *   <baseline>src/btf/accepted.json</baseline>
 * </configuration>
 * }</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class CheckMojo extends AbstractCheckMojo {

    /**
     * Where to write what <code>baseline</code> would have to say for the build to succeed, with empty reasons, which are for a
     * person to fill in: a baseline with an empty reason is refused. The file may not be the baseline itself. Not written if not
     * set.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.writeBaseline")
    @Nullable
    String writeBaseline;

    /**
     * The JSON file with all verdicts, reasons and findings. A relative path starts at the folder of the POM, or without a POM at the
     * working directory.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.outputFile", defaultValue = "${project.build.directory}/btf/check.json")
    @Nullable
    String outputFile;

    /**
     * Where to write all reasons and findings as SARIF 2.1.0, which GitHub and others show beside a change: an error for each reason
     * on a required kernel, a warning on an advisory one, a note for each finding, and for each reason that the baseline accepts a
     * note that is suppressed. It has at most 25,000 results, the most serious first. Not written if not set. Relative paths as in
     * <code>outputFile</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.sarifFile")
    @Nullable
    String sarifFile;

    /**
     * Where to write the matrix as the XML of JUnit, which GitLab, Jenkins and others show as tests: a suite for each kernel, and in
     * it a test case for each module. What fails the build is a failure; what is accepted, or on an advisory kernel, is skipped. Not
     * written if not set. Relative paths as in <code>outputFile</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.junitFile")
    @Nullable
    String junitFile;

    /**
     * Whether the build fails if a module does not fit a required kernel, or cannot be checked. If not, all reasons are
     * warnings.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.failOnError", defaultValue = "true")
    boolean failOnError = true;

    @Override
    void work() throws MojoFailureException, MojoExecutionException {
        if (targets == null || targets.isEmpty()) {
            getLog().info("Nothing is checked, as " + new Setting("targets", null) + " is not set.");
            return;
        }
        long start = System.nanoTime();
        Setting modulesSetting = steps().written(new Setting("distilledModules", distilledModules));
        Setting outputSetting = new Setting("outputFile", outputFile);
        Setting.require(modulesSetting, outputSetting);
        RuleSet ruleSet = Inputs.rules(rules);
        Layout layoutOfBase = Inputs.layout(layout);
        int parallel = Inputs.threads(threads);
        Baseline accepted = Inputs.baseline(new Setting("baseline", baseline), basedir());
        Location input = modulesSetting.file(basedir());
        Location output = outputSetting.file(basedir());
        Location draft = draft();
        Location sarif = optional("sarifFile", sarifFile);
        Location junit = optional("junitFile", junitFile);
        CheckFiles.requireApart(output, draft, sarif, junit);
        ModuleSet found = Inputs.find(input, () -> ModuleSet.findDistilled(input.path()));
        CheckTargets kernels = CheckTargets.read(targets, this::kernel, layoutOfBase, ruleSet);

        CheckReport report = new CheckReport(getLog(), kernels.targets(), failOnError);
        CheckFiles files = new CheckFiles(sarif, junit, version(), kernels.targets(), input, basedir());
        BaselineDraft open = new BaselineDraft();
        Progress progress = new Progress(getLog(), found.modules().size(), System::nanoTime);
        CheckRun run = new CheckRun(kernels.targets(), layoutOfBase, ruleSet, accepted, parallel);
        List<Path> keep = new ArrayList<>(kernels.files());
        if (isSet(baseline)) {
            keep.add(baseline().path());
        }
        CheckSummary summary = write(
                output,
                () -> run.run(
                        found,
                        output.path(),
                        module -> {
                            report.module(module);
                            open.add(module);
                            files.module(module);
                            progress.oneMore();
                        },
                        keep.toArray(new Path[0])));
        for (Baseline.Entry entry : summary.unused()) {
            getLog().warn(baseline() + ", line " + entry.line() + ": accepts nothing any more: module " + entry.module()
                    + ", kernel " + entry.kernel() + (entry.type().isEmpty() ? "" : ", type " + entry.type())
                    + ". Remove the entry.");
        }
        report.summary(summary, Paint.wanted(), output, Duration.ofNanos(System.nanoTime() - start));
        found.modules().forEach(module -> keep.add(module.file()));
        files.write(keep, getLog());
        if (draft != null) {
            writeDraft(draft, open, keep);
        }
        if (failOnError && !summary.succeeded()) {
            throw new MojoFailureException(report.failure(summary, advice(input)));
        }
    }

    private @Nullable Location optional(String parameter, @Nullable String value) throws MojoFailureException {
        return isSet(value) ? new Setting(parameter, value).file(basedir()) : null;
    }

    private String version() {
        return execution == null || execution.getVersion() == null ? "" : execution.getVersion();
    }

    private Location baseline() throws MojoFailureException {
        return new Setting("baseline", baseline).file(basedir());
    }

    private static boolean isSet(@Nullable String value) {
        return new Setting("", value).isSet();
    }

    private @Nullable Location draft() throws MojoFailureException {
        if (!isSet(writeBaseline)) {
            return null;
        }
        Location draft = new Setting("writeBaseline", writeBaseline).file(basedir());
        if (isSet(baseline) && draft.path().equals(baseline().path())) {
            throw new MojoFailureException(draft + ": is the " + baseline().setting()
                    + ", and nothing is written over its input. Give another file.");
        }
        return draft;
    }

    private void writeDraft(Location draft, BaselineDraft open, List<Path> keep) throws MojoExecutionException {
        write(draft, () -> {
            open.write(draft.path(), keep.toArray(new Path[0]));
            return draft;
        });
        getLog().info("Wrote " + draft + ": "
                + switch (open.open()) {
                    case 0 -> "no reason is to be filled in.";
                    case 1 -> "1 reason is to be filled in, before which it is refused as a baseline.";
                    default ->
                        Sentences.number(open.open())
                                + " reasons are to be filled in, before which it is refused as a baseline.";
                });
    }

    private interface Writing<T> {
        T write() throws IOException;
    }

    private static <T> T write(Location file, Writing<T> writing) throws MojoExecutionException {
        try {
            return writing.write();
        } catch (IOException e) {
            throw file.setting().problem(e);
        }
    }

    private static List<String> advice(Location modules) {
        return List.of(
                "The modules are " + modules + ".",
                "A kernel on which modules need not keep their BTF gets the policy advisory in "
                        + new Setting("targets", null) + "; failures that you accept go into "
                        + new Setting("baseline", null) + ", of which " + new Setting("writeBaseline", null)
                        + " writes a draft. With " + new Setting("failOnError", null) + " = false, the build goes on.");
    }
}
