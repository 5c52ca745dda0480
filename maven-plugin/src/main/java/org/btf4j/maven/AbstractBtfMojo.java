// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What all goals have in common: they can be skipped, and know where relative paths start. */
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
}
