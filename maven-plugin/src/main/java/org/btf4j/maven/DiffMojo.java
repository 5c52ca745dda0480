// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.btf4j.maven.Sentences.seconds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.btf4j.batch.DiffCounts;
import org.btf4j.batch.DiffRun;
import org.btf4j.batch.ModuleDiff;
import org.btf4j.model.BtfFormatException;
import org.btf4j.report.DiffFormat;
import org.btf4j.report.DiffReport;
import org.btf4j.report.DiffText;
import org.btf4j.report.DiffWords;
import org.jspecify.annotations.Nullable;

/**
 * Tells what changed between two versions of modules, or between two kernels: types, members, functions, and what modules need of
 * their kernel; and for each change whether it breaks loading, or tracing programs.
 *
 * <p>Modules are paired by their paths and compared in distilled form: those that are not distilled are distilled in memory, over
 * <code>oldBase</code> or <code>base</code>. What is a kernel and what a module is told by what the file has in it. Both sides have to
 * be of the same sort. Nothing is changed.
 *
 * <pre>{@code
 * <configuration>
 *   <old>mvn:org.example:drivers:PREVIOUS</old>
 *   <format>markdown</format>
 *   <failOn>breaking-for-loading</failOn>
 * </configuration>
 * }</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "diff", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class DiffMojo extends AbstractBtfMojo {

    /** How many lines of changes the log gets; a file gets all. */
    static final int LOGGED = 1000;

    /**
     * The old side: a module, or a folder of which every <code>*.ko</code>, <code>*.ko.gz</code>, <code>*.ko.xz</code> and
     * <code>*.ko.zst</code> at any depth is taken, and every raw <code>NAME.btf</code> that has its <code>NAME.base.btf</code> beside
     * it; an archive of modules as <code>btf:package</code> makes it, <code>.tar.gz</code> or <code>.zip</code>; a kernel: a
     * <code>vmlinux</code>, a <code>vmlinuz</code> or raw BTF, each also compressed, or <code>running</code> for the running one; or
     * any of these files as an artifact <code>mvn:group:artifact:version[:type[:classifier]]</code>, of type <code>tar.gz</code> if it
     * names none. In place of its version, <code>LATEST</code> is the highest that the repositories know, and <code>PREVIOUS</code> the
     * highest release below the version of this project. Must be set. A relative path starts at the folder of the POM, or without a
     * POM at the working directory.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.old")
    @Nullable
    String old;

    /**
     * The new side: all that can be the old one. The default is where <code>btf:distill</code> writes. Relative paths as in
     * <code>old</code>.
     *
     * @since 0.1.0
     */
    @Parameter(alias = "new", property = "btf.new", defaultValue = "${project.build.directory}/btf")
    @Nullable
    String newer;

    /**
     * The BTF of the kernel for which those modules of the old side were built that are not distilled: a <code>vmlinux</code>, a
     * <code>vmlinuz</code> or raw BTF, each also compressed; <code>running</code> for the running kernel's,
     * <code>/sys/kernel/btf/vmlinux</code>; or an artifact <code>mvn:group:artifact:version[:type[:classifier]]</code>, of type
     * <code>btf</code> if it names none. Without it, such modules cannot be compared. Relative paths as in <code>old</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.oldBase")
    @Nullable
    String oldBase;

    /**
     * The same for modules of the new side.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.base")
    @Nullable
    String base;

    /**
     * The form of the report: <code>text</code>, <code>json</code> for programs, or <code>markdown</code> for release notes.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.format", defaultValue = "text")
    String format = "text";

    /**
     * The file to write; missing folders are made. If it is not set, text goes to the log, its first 1,000 lines, and the other forms
     * to <code>${project.build.directory}/btf/diff.json</code> and <code>diff.md</code>. Relative paths as in <code>old</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.outputFile")
    @Nullable
    String outputFile;

    /**
     * What fails the build: a change that is <code>source-compatible</code>, <code>breaking-for-tracing</code> or
     * <code>breaking-for-loading</code>, or worse than that, in this order; and then a module that cannot be compared too.
     * <code>none</code>: nothing does.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.failOn", defaultValue = "none")
    String failOn = "none";

    /**
     * How many modules are compared at a time; 0 for one per processor. The report is the same for any number.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.threads", defaultValue = "0")
    int threads;

    @Override
    void work() throws MojoFailureException, MojoExecutionException {
        long start = System.nanoTime();
        Setting oldSetting = new Setting("old", old);
        Setting newSetting = new Setting("new", newer);
        Setting.require(oldSetting, newSetting);
        DiffFormat form = new Setting("format", format)
                .oneOf(Stream.of(DiffFormat.values())
                        .collect(Collectors.toMap(DiffFormat::toString, Function.identity())));
        DiffGate gate = DiffGate.of(new Setting("failOn", failOn));
        int parallel = Inputs.threads(threads);
        Location output = output(form);
        ComparedSides sides = ComparedSides.of(kernels(), project);
        try (ComparedSide before = sides.find(oldSetting, new Setting("oldBase", oldBase));
                ComparedSide after = sides.find(newSetting, new Setting("base", base))) {
            requireSameSort(before, after);
            DiffCounts counts = compare(before, after, form, output, parallel, gate);
            getLog().info(DiffWords.line(counts) + (output == null ? "" : "; report in " + output.path()) + "; "
                    + seconds(Duration.ofNanos(System.nanoTime() - start)));
            if (!gate.isOpen()) {
                throw new MojoFailureException(gate.failure(advice(before, after)));
            }
        }
    }

    private @Nullable Location output(DiffFormat form) throws MojoFailureException {
        Setting setting = new Setting("outputFile", outputFile);
        if (setting.isSet()) {
            return setting.file(basedir());
        }
        return form == DiffFormat.TEXT
                ? null
                : new Setting("outputFile", distilled() + "/" + form.fileName()).file(basedir());
    }

    private static void requireSameSort(ComparedSide before, ComparedSide after) throws MojoFailureException {
        if (before.isKernel() != after.isKernel()) {
            throw new MojoFailureException(
                    before.origin() + ": found " + before.sort() + ", and " + after.origin() + ": found " + after.sort()
                            + ", expected two kernels, or modules on both sides. Give " + ComparedSides.SOURCES + ".");
        }
    }

    private DiffCounts compare(
            ComparedSide before,
            ComparedSide after,
            DiffFormat form,
            @Nullable Location output,
            int parallel,
            DiffGate gate)
            throws MojoFailureException, MojoExecutionException {
        DiffReport.Sides titles = new DiffReport.Sides(before.title(), after.title(), before.isKernel());
        DiffFormat.Comparison comparison = comparison(before, after, parallel);
        DiffFormat.Comparison watched = listener -> comparison.run(module -> {
            if (module.state() == ModuleDiff.State.NOT_COMPARABLE) {
                getLog().warn(module.name() + " " + module.problem());
            }
            gate.module(module);
            listener.accept(module);
        });
        if (output == null) {
            return log(titles, watched);
        }
        List<Path> inputs = new ArrayList<>(before.files());
        inputs.addAll(after.files());
        try {
            return form.write(output.path(), titles, watched, inputs.toArray(new Path[0]));
        } catch (IOException e) {
            throw output.setting().problem(e);
        }
    }

    private DiffFormat.Comparison comparison(ComparedSide before, ComparedSide after, int parallel)
            throws MojoFailureException {
        KernelBtf oldKernel = before.kernel();
        KernelBtf newKernel = after.kernel();
        if (oldKernel != null && newKernel != null) {
            try {
                ModuleDiff kernels = DiffRun.kernels(oldKernel.btf(), newKernel.btf());
                return listener -> listener.accept(kernels);
            } catch (BtfFormatException e) {
                throw new MojoFailureException(before.origin() + ", and " + after.origin() + ": " + e.getMessage(), e);
            }
        }
        DiffRun run = new DiffRun(before.side(), after.side());
        Progress progress = new Progress(getLog(), run.modules().size(), System::nanoTime);
        return listener -> run.run(parallel, listener.andThen(module -> progress.oneMore()));
    }

    private DiffCounts log(DiffReport.Sides titles, DiffFormat.Comparison comparison) {
        LogLines lines = new LogLines(getLog(), LOGGED);
        DiffText text = new DiffText(lines, titles);
        DiffCounts counts = new DiffCounts();
        comparison.run(module -> {
            counts.add(module);
            // What cannot be compared is a warning already.
            if (module.state() != ModuleDiff.State.NOT_COMPARABLE) {
                try {
                    text.module(module);
                } catch (IOException e) {
                    throw new UncheckedIOException("a log takes every line", e);
                }
            }
        });
        if (lines.left() > 0) {
            getLog().info("and " + Sentences.number(lines.left()) + " more lines; a file has all of them: "
                    + new Setting("outputFile", null));
        }
        return counts;
    }

    private static List<String> advice(ComparedSide before, ComparedSide after) {
        return List.of(
                "The old side is " + before.origin().setting() + ": " + before.title() + "; the new one "
                        + after.origin().setting() + ": " + after.title() + ".",
                "If a change is not meant, take it back; if it is, let the new version's number and release notes say so, and let"
                        + " changes pass by " + new Setting("failOn", null) + ": with none, the build goes on.");
    }
}
