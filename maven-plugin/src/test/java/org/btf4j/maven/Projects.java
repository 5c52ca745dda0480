// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;

/** Projects as Maven gives them to a goal. */
final class Projects {

    private Projects() {}

    /** The project {@code org.example:drivers:1}. */
    static MavenProject of(String packaging, Path basedir) {
        MavenProject project = new MavenProject();
        project.setPackaging(packaging);
        Build build = new Build();
        build.setDirectory(basedir.resolve("target").toString());
        build.setFinalName("drivers-1");
        project.setBuild(build);
        project.setArtifact(artifact(packaging));
        return project;
    }

    /** The project that a goal works for. */
    static MavenProject get(AbstractBtfMojo mojo) {
        return Objects.requireNonNull(mojo.project);
    }

    /** Lets a goal run as an execution of this name; those that are given the same context build one project in one build. */
    static void execute(AbstractBtfMojo mojo, String execution, Map<Object, Object> context)
            throws MojoExecutionException, MojoFailureException {
        mojo.execution = new MojoExecution(new Plugin(), "goal", execution);
        mojo.setPluginContext(context);
        mojo.execute();
    }

    private static DefaultArtifact artifact(String type) {
        return new DefaultArtifact("org.example", "drivers", "1", null, type, null, new DefaultArtifactHandler(type));
    }
}
