// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/**
 * Finds the kernels that parameters name, for a goal and for those that it has do its work.
 *
 * @param basedir where relative paths start
 * @param system null in tests without artifacts
 * @param session null in tests without artifacts
 * @param repositories where artifacts are looked for besides this build and the local repository
 */
record Kernels(
        Path basedir,
        @Nullable RepositorySystem system,
        @Nullable RepositorySystemSession session,
        List<RemoteRepository> repositories,
        Log log) {

    /**
     * The BTF of the kernel that a parameter names: by a path, as the running one, or as an artifact.
     *
     * @throws MojoFailureException if there is no such file or artifact, or it is not a kernel's BTF
     * @throws MojoExecutionException if it cannot be read or fetched
     */
    KernelBtf read(Setting setting) throws MojoExecutionException, MojoFailureException {
        return KernelBtf.load(locate(setting));
    }

    /**
     * The file of a kernel, as {@link #read} finds it; not read yet.
     *
     * @throws MojoFailureException if there is no such artifact, or the parameter names nothing
     * @throws MojoExecutionException if the artifact cannot be fetched
     */
    Location locate(Setting setting) throws MojoExecutionException, MojoFailureException {
        return ArtifactCoordinates.areIn(setting) ? lookup().locate(setting) : setting.kernel(basedir);
    }

    /** Finds artifacts of any sort. */
    ArtifactLookup lookup() {
        if (system == null || session == null) {
            throw new IllegalStateException("a field that Maven sets is not set");
        }
        return new ArtifactLookup(system, session, repositories, log);
    }
}
