// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.btf4j.batch.Batch;
import org.btf4j.batch.BatchOptions;
import org.btf4j.batch.BatchSummary;
import org.btf4j.batch.FileProblem;
import org.btf4j.batch.ModuleOutcome;
import org.btf4j.batch.ModuleSet;
import org.btf4j.batch.ModuleTask;
import org.btf4j.batch.SignaturePolicy;
import org.btf4j.file.ModuleSignerProvider;
import org.btf4j.model.Btf;
import org.jspecify.annotations.Nullable;

/** What the goals that take modules through a batch have in common. */
abstract class AbstractModulesMojo extends AbstractBtfMojo {

    private static final String FAIL = "fail";
    private static final String SHA256 = "sha256";

    /**
     * The modules: one file, or a folder of which every <code>*.ko</code>, <code>*.ko.gz</code>, <code>*.ko.xz</code> and
     * <code>*.ko.zst</code> at any depth is taken. A file is a kernel module (<code>.ko</code>) or raw split BTF
     * (<code>.btf</code>), compressed or not; what is in it decides, not its name. What was compressed is compressed again in
     * the same form. Must be set, but in a project of packaging <code>kmod</code>: there the default is
     * <code>src/main/kmod</code>, and a goal that the packaging runs takes what the goal before it wrote. A relative path starts
     * at the folder of the POM, or without a POM at the working directory.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.modules")
    @Nullable
    String modules;

    /**
     * What to do with signed modules, whose signature any change makes invalid: <code>fail</code> refuses them,
     * <code>strip</code> writes them without a signature, <code>sign</code> signs every module that is changed with the key of
     * <code>signingServer</code>, whether it had a signature or not. Every module of a distribution's kernel is signed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.signature", defaultValue = FAIL)
    String signature = FAIL;

    /**
     * For <code>signature</code> <code>sign</code>: the <code>id</code> of a <code>server</code> in <code>settings.xml</code>.
     * Its <code>privateKey</code> is the PEM file with the key, RSA or EC, where a relative path starts at the folder of the POM;
     * its <code>passphrase</code> the key's pass phrase, which <code>mvn --encrypt-password</code> encrypts. The plugin needs
     * <code>org.btf4j:btf-module-signer</code> among its dependencies.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.signingServer")
    @Nullable
    String signingServer;

    /**
     * The certificate of the key, PEM or DER. If it is not set, it is looked for in the file of the key. A relative path starts
     * at the folder of the POM.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.signingCertificate")
    @Nullable
    String signingCertificate;

    /**
     * The hash of which signatures are made: <code>sha256</code>, <code>sha384</code> or <code>sha512</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.signingHash", defaultValue = SHA256)
    String signingHash = SHA256;

    /** The user's settings, which have the key's file and its pass phrase. */
    @Parameter(defaultValue = "${settings}", readonly = true, required = true)
    Settings settings = new Settings();

    /** Opens what is encrypted in the settings. */
    @Inject
    @Nullable
    SettingsDecrypter settingsDecrypter;

    /**
     * How many modules are worked on at a time; 0 for one per processor. The outputs and the report are the same for any number.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.threads", defaultValue = "0")
    int threads;

    /**
     * Whether modules are done again that have not changed since the last run. If not, and if their outputs are still there and
     * all settings are the same, they are left as they are. What was done is remembered in
     * <code>${project.build.directory}/btf/.state</code>; without a POM, everything is always done.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.force", defaultValue = "false")
    boolean force;

    /** Makes the task for the kernel that was read. */
    interface TaskFactory {
        ModuleTask create(Btf kernel, SignaturePolicy signatures);
    }

    /** What the settings that all goals share say. */
    private record Common(long start, Location modules, ModuleSet found, Location output, SignaturePolicy signatures) {}

    /**
     * Takes all modules through a task and reports.
     *
     * @param kernelSetting the parameter that names the base or target
     * @param outputSetting the parameter that names the output directory
     * @param failing whether a module that cannot be worked on fails the build
     */
    final void run(BatchGoal goal, Setting kernelSetting, Setting outputSetting, TaskFactory tasks, boolean failing)
            throws MojoFailureException, MojoExecutionException {
        Setting modulesSetting = modules();
        Setting.require(modulesSetting, kernelSetting, outputSetting);
        Common common = common(modulesSetting, outputSetting);
        KernelBtf kernel = kernel(kernelSetting);
        ModuleTask task = kernel.use(btf -> tasks.create(btf, common.signatures()));
        run(goal, common, task, kernel, failing);
    }

    /** The same for a task that needs no kernel. */
    final void run(BatchGoal goal, Setting outputSetting, Function<SignaturePolicy, ModuleTask> tasks, boolean failing)
            throws MojoFailureException, MojoExecutionException {
        Setting modulesSetting = modules();
        Setting.require(modulesSetting, outputSetting);
        Common common = common(modulesSetting, outputSetting);
        run(goal, common, tasks.apply(common.signatures()), null, failing);
    }

    private Common common(Setting modulesSetting, Setting outputSetting)
            throws MojoFailureException, MojoExecutionException {
        long start = System.nanoTime();
        SignaturePolicy signatures = signatures();
        Location input = modulesSetting.file(basedir());
        Location output = outputSetting.file(basedir());
        return new Common(start, input, find(input, output), output, signatures);
    }

    private void run(BatchGoal goal, Common common, ModuleTask task, @Nullable KernelBtf kernel, boolean failing)
            throws MojoFailureException, MojoExecutionException {
        int count = common.found().modules().size();
        String over = kernel == null ? "their own bases" : kernel.name();
        Path[] keep = kernel == null ? new Path[0] : new Path[] {kernel.origin().path()};
        BatchReport report = new BatchReport(
                getLog(), goal, over, failing, common.signatures().signer());
        NoteReport notes = new NoteReport(getLog(), count);
        Progress progress = new Progress(getLog(), count, System::nanoTime);
        Batch batch = new Batch(task, common.output().path(), options(), keep);
        BatchSummary summary;
        try (task) {
            summary = run(batch, common.found(), common.output().setting(), outcome -> {
                report.module(outcome);
                notes.module(outcome);
                progress.oneMore();
            });
        } catch (IOException e) {
            throw new MojoExecutionException("a temporary file cannot be deleted: " + FileProblem.describe(e) + ".", e);
        }
        getLog().info(report.summary(summary, Duration.ofNanos(System.nanoTime() - common.start())));
        if (failing && !summary.failures().isEmpty()) {
            Advice advice =
                    new Advice(goal, common.modules(), kernel == null ? null : kernel.origin(), common.output());
            throw new MojoFailureException(report.failure(summary, advice.on(summary)));
        }
    }

    private interface PolicyFactory {
        SignaturePolicy create() throws MojoFailureException, MojoExecutionException;
    }

    private SignaturePolicy signatures() throws MojoFailureException, MojoExecutionException {
        Iterable<ModuleSignerProvider> providers =
                ServiceLoader.load(ModuleSignerProvider.class, AbstractModulesMojo.class.getClassLoader());
        return new Setting("signature", signature)
                .oneOf(Map.<String, PolicyFactory>of(
                        FAIL,
                        () -> SignaturePolicy.FAIL,
                        "strip",
                        () -> SignaturePolicy.STRIP,
                        "sign",
                        () -> SignaturePolicy.sign(
                                signing().open(settings, Objects.requireNonNull(settingsDecrypter), providers))))
                .create();
    }

    private Signing signing() {
        return new Signing(
                new Setting("signingServer", signingServer),
                new Setting("signingCertificate", signingCertificate),
                new Setting("signingHash", signingHash),
                basedir(),
                execution == null ? "the plugin's" : execution.getVersion());
    }

    /** The modules to take; in a {@code kmod} project not only the user decides. */
    Setting modules() {
        return steps().input(new Setting("modules", modules), distilled());
    }

    private BatchOptions options() throws MojoFailureException {
        return new BatchOptions(Inputs.threads(threads), journal(), force);
    }

    private @Nullable Path journal() {
        if (project == null || project.getFile() == null || execution == null) {
            return null;
        }
        String name = execution.getGoal() + "-" + execution.getExecutionId();
        return Path.of(project.getBuild().getDirectory(), "btf", ".state", name.replaceAll("[^A-Za-z0-9._-]", "_"));
    }

    private static BatchSummary run(Batch batch, ModuleSet modules, Setting output, Consumer<ModuleOutcome> listener)
            throws MojoExecutionException {
        try {
            return batch.run(modules, listener);
        } catch (IOException e) {
            throw output.problem(e);
        }
    }

    /** The modules, which must not be in the folder that the outputs go to. */
    static ModuleSet find(Location modules, Location output) throws MojoFailureException, MojoExecutionException {
        Path path = modules.path();
        boolean amongModules = Files.isDirectory(path)
                ? path.startsWith(output.path())
                : output.path().equals(path.getParent());
        if (amongModules) {
            throw new MojoFailureException(output + ": " + modules.setting()
                    + " are in this folder, and nothing is written over its input. Give another folder.");
        }
        return Inputs.find(modules, () -> ModuleSet.find(path, output.path()));
    }
}
