// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/** What all goals have in common: they can be skipped, know where relative paths start, and find kernels. */
abstract class AbstractBtfMojo extends AbstractMojo {

    /**
     * Does nothing if true.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf.skip", defaultValue = "false")
    boolean skip;

    /** The folder of the POM, or without a POM the working directory. */
    @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
    File basedir = new File("").getAbsoluteFile();

    /** Where artifacts are looked for besides this build and the local repository. */
    @Parameter(defaultValue = "${project.remoteProjectRepositories}", readonly = true)
    List<RemoteRepository> remoteRepositories = List.of();

    /** Knows the local repository, and the projects of this build. */
    @Parameter(defaultValue = "${repositorySystemSession}", readonly = true)
    @Nullable
    RepositorySystemSession repositorySession;

    /** Finds artifacts. */
    @Inject
    @Nullable
    RepositorySystem repositorySystem;

    /** What is being built; without a POM, one that Maven makes up. */
    @Parameter(defaultValue = "${project}", readonly = true)
    @Nullable
    MavenProject project;

    /** How the goal came to run. */
    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    @Nullable
    MojoExecution execution;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped, as " + new Setting("skip", "true") + " says.");
            return;
        }
        work();
    }

    /**
     * Does what the goal is for.
     *
     * @throws MojoFailureException if the user's input is at fault
     * @throws MojoExecutionException if the machine is
     */
    abstract void work() throws MojoExecutionException, MojoFailureException;

    final Path basedir() {
        return basedir.toPath();
    }

    /** Finds the kernels that parameters name. */
    final Kernels kernels() {
        return new Kernels(basedir(), repositorySystem, repositorySession, remoteRepositories, getLog());
    }

    /** The BTF of the kernel that a parameter names, see {@link Kernels#read}. */
    final KernelBtf kernel(Setting setting) throws MojoExecutionException, MojoFailureException {
        return kernels().read(setting);
    }

    /** The file of a kernel, see {@link Kernels#locate}. */
    final Location locate(Setting setting) throws MojoExecutionException, MojoFailureException {
        return kernels().locate(setting);
    }

    /** Which modules the goals of a {@code kmod} project hand to each other. */
    final KmodSteps steps() {
        return new KmodSteps(project, execution, pluginContext());
    }

    /** Where {@code btf:distill} writes to if nobody says otherwise. */
    final String distilled() {
        return (project == null ? "target" : project.getBuild().getDirectory()) + "/btf";
    }

    /** What the project gives to others. */
    final ProjectArtifacts artifacts(@Nullable MavenProjectHelper helper, Setting classifier) {
        Map<Object, Object> context = pluginContext();
        return new ProjectArtifacts(
                set(project),
                set(helper),
                classifier,
                execution == null ? "" : execution.getExecutionId(),
                context == null ? new HashMap<>() : context);
    }

    @SuppressWarnings("unchecked") // Maven's own type for it is raw
    private @Nullable Map<Object, Object> pluginContext() {
        return getPluginContext();
    }

    /** A field that Maven sets. */
    static <T> T set(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a field that Maven sets is not set");
        }
        return value;
    }
}
