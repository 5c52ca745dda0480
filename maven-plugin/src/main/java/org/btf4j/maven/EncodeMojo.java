// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.btf4j.batch.EncodeTask;
import org.btf4j.batch.ModuleSet;
import org.btf4j.batch.Pahole;
import org.btf4j.batch.PaholeException;
import org.btf4j.batch.PaholeFeatures;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the BTF of modules that have DWARF only, with the <code>pahole</code> of this machine, as the last step of a kernel build
 * does it where it has a <code>vmlinux</code>.
 *
 * <p>A <code>.ko</code> gets a section <code>.BTF</code>, the type ids in <code>.BTF_ids</code> are filled in as by
 * <code>btf:resolve-ids</code>, and nothing else changes. A module that has BTF already is copied as it is. All modules are
 * tried; then the build fails if one could not be encoded. Inputs are never written over. Needs pahole 1.22 or later, unless
 * all modules have BTF.
 *
 * <pre>
 * &lt;execution&gt;
 *   &lt;goals&gt;
 *     &lt;goal&gt;encode&lt;/goal&gt;
 *   &lt;/goals&gt;
 *   &lt;configuration&gt;
 *     &lt;modules&gt;${project.build.directory}/modules&lt;/modules&gt;
 *     &lt;base&gt;src/main/btf/vmlinux&lt;/base&gt;
 *   &lt;/configuration&gt;
 * &lt;/execution&gt;
 * </pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "encode", defaultPhase = LifecyclePhase.PROCESS_CLASSES, requiresProject = false, threadSafe = true)
public final class EncodeMojo extends AbstractModulesMojo {

    private static final int AMPLE = 600;

    /**
     * The BTF of the kernel that the modules are built for: a <code>vmlinux</code>, a <code>vmlinuz</code> or raw BTF, each also
     * compressed; <code>running</code> for the running kernel's, <code>/sys/kernel/btf/vmlinux</code>; or an artifact
     * <code>mvn:group:artifact:version[:type[:classifier]]</code>, of type <code>btf</code> if it names none. Must be set. A
     * relative path starts at the folder of the POM, or without a POM at the working directory.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.base")
    @Nullable
    String base;

    /**
     * Where the encoded modules go, by the paths that they have below the folder they come from.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.outputDirectory", defaultValue = "${project.build.directory}/btf-encoded")
    @Nullable
    String outputDirectory;

    /**
     * The program that encodes: a name, which is looked for on the <code>PATH</code>, or a path with a slash. A relative path starts
     * at the folder of the POM, or without a POM at the working directory.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.pahole", defaultValue = Pahole.NAME)
    @Nullable
    String pahole = Pahole.NAME;

    /**
     * What is encoded besides plain types: names as for pahole's option <code>--btf_features</code>, for example
     * <code>var,float,enum64</code>. By default those that builds of Linux 6.12 use with this version of pahole; the kernel's own BTF
     * should have been encoded with the same. Names that pahole does not know are ignored.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.features")
    @Nullable
    List<String> features;

    /**
     * Whether names in <code>features</code> that pahole does not know fail the build.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.strictFeatures", defaultValue = "false")
    boolean strictFeatures;

    /**
     * For how many seconds pahole may work on a module before it is stopped.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.timeout", defaultValue = "" + AMPLE)
    int timeout = AMPLE;

    @Override
    void work() throws MojoFailureException, MojoExecutionException {
        Setting baseSetting = new Setting("base", base);
        Setting outputSetting = new Setting("outputDirectory", outputDirectory);
        Setting paholeSetting = new Setting("pahole", pahole);
        Setting.require(modules(), baseSetting, outputSetting, paholeSetting);
        PaholeFeatures chosen = choose(paholeSetting, outputSetting);
        run(
                BatchGoal.ENCODE,
                baseSetting,
                outputSetting,
                (kernel, signatures) -> new EncodeTask(kernel, chosen, signatures),
                true);
        steps().wrote(outputSetting.file(basedir()));
    }

    @Override
    Setting modules() {
        return steps().sources(new Setting("modules", modules));
    }

    /** The pahole with its features; null if there is none, but none is needed either. */
    private @Nullable PaholeFeatures choose(Setting paholeSetting, Setting outputSetting)
            throws MojoFailureException, MojoExecutionException {
        if (timeout < 1) {
            throw new MojoFailureException(new Setting("timeout", null) + ": found " + timeout
                    + ", expected a number of seconds, at least 1.");
        }
        try {
            return choose(Pahole.find(paholeSetting.text(), basedir(), Duration.ofSeconds(timeout)));
        } catch (PaholeException e) {
            Path module = firstWithoutBtf(outputSetting);
            if (module != null) {
                throw new MojoExecutionException(
                        paholeSetting + ": " + e.getMessage() + " It is needed for " + module + ", which has no BTF.",
                        e);
            }
            getLog().debug(paholeSetting + ": " + e.getMessage() + " All modules have BTF, so it is not needed.");
            return null;
        }
    }

    private PaholeFeatures choose(Pahole found) throws MojoFailureException {
        Setting setting = new Setting("features", null);
        try {
            PaholeFeatures chosen =
                    PaholeFeatures.choose(found, features == null ? List.of() : features, strictFeatures);
            getLog().debug(found + ", " + found.program() + ", is called with " + String.join(" ", chosen.options()));
            if (!chosen.ignored().isEmpty()) {
                getLog().debug(setting + ": " + found + " does not know " + String.join(", ", chosen.ignored()));
            }
            return chosen;
        } catch (PaholeException e) {
            throw new MojoFailureException(setting + ": " + e.getMessage(), e);
        }
    }

    private @Nullable Path firstWithoutBtf(Setting outputSetting) throws MojoFailureException, MojoExecutionException {
        Setting setting = modules();
        ModuleSet found = find(setting.file(basedir()), outputSetting.file(basedir()));
        try {
            return EncodeTask.firstWithoutBtf(found);
        } catch (BtfFormatException e) {
            throw new MojoFailureException(setting + ": " + Sentences.join(e, "Give kernel modules."), e);
        } catch (IOException e) {
            throw setting.problem(e);
        }
    }
}
