// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.btf4j.batch.RelocateTask;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Relocates distilled modules to a kernel: their BTF afterwards stands on that kernel's, as if it had been made for it.
 *
 * <p>Of a <code>.ko</code> the section <code>.BTF</code> is rewritten, <code>.BTF.base</code> removed and <code>.BTF_ids</code>
 * renumbered; nothing else changes. Raw split BTF <code>NAME.btf</code>, with its base <code>NAME.base.btf</code> in the same
 * folder, becomes <code>NAME.btf</code>. A kernel does the same when it loads a distilled module, so that this goal also tells
 * beforehand which kernels will take a module's BTF, and why others will not. All modules are tried; then the build fails if one
 * could not be relocated. Inputs are never written over.
 *
 * <pre>
 * &lt;execution&gt;
 *   &lt;goals&gt;
 *     &lt;goal&gt;relocate&lt;/goal&gt;
 *   &lt;/goals&gt;
 *   &lt;configuration&gt;
 *     &lt;modules&gt;${project.build.directory}/btf&lt;/modules&gt;
 *     &lt;target&gt;mvn:org.example:kernel:6.12.95&lt;/target&gt;
 *   &lt;/configuration&gt;
 * &lt;/execution&gt;
 * </pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "relocate", defaultPhase = LifecyclePhase.PACKAGE, requiresProject = false, threadSafe = true)
public final class RelocateMojo extends AbstractLayoutMojo {

    private static final String KERNEL = "kernel";

    /**
     * The BTF of the kernel to relocate to: a <code>vmlinux</code>, a <code>vmlinuz</code> or raw BTF, each also compressed;
     * <code>running</code> for the running kernel's, <code>/sys/kernel/btf/vmlinux</code>; or an artifact
     * <code>mvn:group:artifact:version[:type[:classifier]]</code>, of type <code>btf</code> if it names none. Must be set. A
     * relative path starts at the folder of the POM, or without a POM at the working directory.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.target")
    @Nullable
    String target;

    /**
     * Where the relocated modules go, by the paths that they have below the folder they come from. To relocate to several
     * kernels in one build, give each execution a folder of its own.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.outputDirectory", defaultValue = "${project.build.directory}/btf-relocated")
    @Nullable
    String outputDirectory;

    /**
     * Whether a module that cannot be relocated fails the build, after all were tried. If not, it is left out of the output
     * directory, its reasons are warnings, and the summary counts it.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.failOnError", defaultValue = "true")
    boolean failOnError = true;

    /**
     * By whose rules a module fits: <code>kernel</code> judges as kernels and libbpf do, <code>strict</code> refuses in addition
     * what they let pass though hardly anyone means it, for example a type behind a pointer that has another size.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.rules", defaultValue = KERNEL)
    String rules = KERNEL;

    @Override
    void work() throws MojoFailureException, MojoExecutionException {
        RuleSet ruleSet = Inputs.rules(rules);
        Layout layoutOfBase = layout();
        run(
                BatchGoal.RELOCATE,
                new Setting("target", target),
                new Setting("outputDirectory", outputDirectory),
                (kernel, signatures) -> new RelocateTask(kernel, layoutOfBase, ruleSet, signatures),
                failOnError);
    }
}
