// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.btf4j.batch.ResolveIdsTask;
import org.jspecify.annotations.Nullable;

/**
 * Fills in the type ids in the section <code>.BTF_ids</code> of modules by name, as <code>resolve_btfids</code> of a kernel build
 * does, and tells what each id means.
 *
 * <p>A module has this section if it offers functions to BPF programs (kfuncs) or uses types of the kernel's BTF; without its ids
 * the kernel cannot register them. A kernel build leaves them 0 where it skips BTF, for want of a <code>vmlinux</code>. Nothing but
 * the section changes. A module without the section, or whose ids are right already, is copied as it is; one whose ids belong to
 * other BTF is refused if its sets could not be made right again. Inputs are never written over.
 *
 * <pre>
 * &lt;execution&gt;
 *   &lt;goals&gt;
 *     &lt;goal&gt;resolve-ids&lt;/goal&gt;
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
@Mojo(name = "resolve-ids", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class ResolveIdsMojo extends AbstractModulesMojo {

    /**
     * The BTF of the kernel that the modules were built for: a <code>vmlinux</code>, a <code>vmlinuz</code> or raw BTF, each also
     * compressed; <code>running</code> for the running kernel's, <code>/sys/kernel/btf/vmlinux</code>; or an artifact
     * <code>mvn:group:artifact:version[:type[:classifier]]</code>, of type <code>btf</code> if it names none. Distilled modules
     * bring their own base and need none; for other modules that have type ids it must be set. A relative path starts at the folder
     * of the POM, or without a POM at the working directory.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.base")
    @Nullable
    String base;

    /**
     * Where the modules go, by the paths that they have below the folder they come from.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.outputDirectory", defaultValue = "${project.build.directory}/btf-resolved")
    @Nullable
    String outputDirectory;

    /**
     * Whether a name that is not found fails the build, after all modules were tried. If not, as in a kernel build, its id is 0,
     * and there is a warning.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.failOnUnresolved", defaultValue = "false")
    boolean failOnUnresolved;

    @Override
    void work() throws MojoFailureException, MojoExecutionException {
        Setting baseSetting = new Setting("base", base);
        Setting output = new Setting("outputDirectory", outputDirectory);
        if (baseSetting.isSet()) {
            run(
                    BatchGoal.RESOLVE_IDS,
                    baseSetting,
                    output,
                    (kernel, signatures) -> new ResolveIdsTask(kernel, failOnUnresolved, signatures),
                    true);
        } else {
            run(
                    BatchGoal.RESOLVE_IDS,
                    output,
                    signatures -> new ResolveIdsTask(null, failOnUnresolved, signatures),
                    true);
        }
    }
}
