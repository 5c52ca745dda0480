// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.btf4j.maven.Sentences.number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.btf4j.batch.FileProblem;
import org.btf4j.batch.RawBtfFile;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a kernel's BTF an artifact of the project, of type <code>btf</code>, so that it can be installed and deployed and other
 * projects can name it as their base or target.
 *
 * <p>The BTF is taken out of whatever <code>base</code> is, and written as raw BTF to
 * <code>${project.build.directory}/${project.build.finalName}.btf</code>. Any packaging will do; <code>pom</code> is enough where
 * the project has nothing else to give.
 *
 * <pre>
 * &lt;execution&gt;
 *   &lt;goals&gt;&lt;goal&gt;attach-base&lt;/goal&gt;&lt;/goals&gt;
 *   &lt;configuration&gt;&lt;base&gt;/usr/lib/debug/boot/vmlinux-6.12.95&lt;/base&gt;&lt;/configuration&gt;
 * &lt;/execution&gt;
 * </pre>
 *
 * @since 0.1.0
 */
@Mojo(name = "attach-base", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public final class AttachBaseMojo extends AbstractBtfMojo {

    /**
     * The kernel: a <code>vmlinux</code>, a <code>vmlinuz</code> or raw BTF, each also compressed; <code>running</code> for the
     * running kernel's, <code>/sys/kernel/btf/vmlinux</code>; or an artifact
     * <code>mvn:group:artifact:version[:type[:classifier]]</code>, of type <code>btf</code> if it names none. Must be set. A
     * relative path starts at the folder of the POM.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.base")
    @Nullable
    String base;

    /**
     * Tells kernels apart that one project attaches, for example those of several architectures. It becomes part of the file's
     * name. Not set by default.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.classifier")
    @Nullable
    String classifier;

    /** Attaches artifacts. */
    @Inject
    @Nullable
    MavenProjectHelper projectHelper;

    @Override
    void work() throws MojoFailureException, MojoExecutionException {
        Setting baseSetting = new Setting("base", base);
        Setting.require(baseSetting);
        ProjectArtifacts artifacts = artifacts(projectHelper, new Setting("classifier", classifier));
        artifacts.requireNew(ArtifactCoordinates.BTF);
        Location origin = locate(baseSetting);
        refuseModule(origin);
        KernelBtf kernel = KernelBtf.load(origin);
        Path file = artifacts.file(ArtifactCoordinates.BTF);
        try {
            RawBtfFile.write(kernel.btf(), file, origin.path());
        } catch (IOException e) {
            throw new MojoExecutionException("The artifact was not written: " + FileProblem.describe(e) + ".", e);
        }
        artifacts.attach(ArtifactCoordinates.BTF, file);
        Btf btf = kernel.btf();
        getLog().info("Attached the BTF of " + kernel.name() + ": " + number(btf.typeCount() - btf.firstId())
                + " types, " + number(btf.size()) + " bytes, in " + file);
    }

    /** A module's BTF stands on its kernel's, but for a few that need nothing of it. */
    private static void refuseModule(Location origin) throws MojoFailureException, MojoExecutionException {
        try {
            if (Files.isRegularFile(origin.path()) && RawBtfFile.isModule(origin.path())) {
                throw new MojoFailureException(
                        origin + ": found a kernel module, expected a kernel. Give the vmlinux that it was built for.");
            }
        } catch (BtfFormatException e) {
            throw new MojoFailureException(origin.setting() + ": " + Sentences.join(e, KernelBtf.ADVICE), e);
        } catch (IOException e) {
            throw origin.setting().problem(e);
        }
    }
}
