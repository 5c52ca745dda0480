// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.btf4j.batch.DistillTask;
import org.btf4j.transform.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Distils modules: each gets a small base of its own, <code>.BTF.base</code>, with what it needs to know of its kernel, so that
 * other kernels can make use of its BTF.
 *
 * <p>Of a <code>.ko</code> the section <code>.BTF</code> is rewritten, <code>.BTF.base</code> added and <code>.BTF_ids</code>
 * renumbered; nothing else changes. Raw split BTF <code>NAME.btf</code> becomes <code>NAME.btf</code> and
 * <code>NAME.base.btf</code>. A module that is distilled already is copied as it is. All modules are tried; then the build fails
 * if one could not be distilled. Inputs are never written over.
 *
 * <pre>
 * &lt;execution&gt;
 *   &lt;goals&gt;
 *     &lt;goal&gt;distill&lt;/goal&gt;
 *   &lt;/goals&gt;
 *   &lt;configuration&gt;
 *     &lt;modules&gt;${project.build.directory}/modules&lt;/modules&gt;
 *     &lt;base&gt;mvn:org.example:kernel:6.12.95&lt;/base&gt;
 *   &lt;/configuration&gt;
 * &lt;/execution&gt;
 * </pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "distill", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public final class DistillMojo extends AbstractLayoutMojo {

    /**
     * The BTF of the kernel that the modules were built for: a <code>vmlinux</code>, a <code>vmlinuz</code> or raw BTF, each also
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
     * Where the distilled modules go, by the paths that they have below the folder they come from.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.outputDirectory", defaultValue = "${project.build.directory}/btf")
    @Nullable
    String outputDirectory;

    @Override
    void work() throws MojoFailureException, MojoExecutionException {
        Layout layoutOfBase = layout();
        Setting outputSetting = new Setting("outputDirectory", outputDirectory);
        Setting.require(modules(), new Setting("base", base), outputSetting);
        Location output = outputSetting.file(basedir());
        if (steps().encodedInto(output)) {
            throw new MojoFailureException(output
                    + ": btf:encode has just written there what is distilled now, and nothing is written over its input."
                    + " Set it for one of the two goals, in an <execution> with the <id> default-distill.");
        }
        run(
                BatchGoal.DISTILL,
                new Setting("base", base),
                outputSetting,
                (kernel, signatures) -> new DistillTask(kernel, layoutOfBase, signatures),
                true);
        steps().wrote(output);
    }

    @Override
    Setting modules() {
        return steps().encodedOrSources(new Setting("modules", modules));
    }
}
