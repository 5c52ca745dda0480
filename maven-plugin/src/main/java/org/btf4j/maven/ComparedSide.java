// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.btf4j.batch.DiffSide;
import org.btf4j.batch.FileProblem;
import org.btf4j.batch.ModuleSet;
import org.jspecify.annotations.Nullable;

/**
 * One side of a comparison: a kernel or modules, as the user's parameter turned out to be.
 *
 * @param origin the parameter, and the file or folder that it means
 * @param title how reports call the side: as the user wrote it, but with the version that was found, and below the project relative
 *     to it
 * @param kernel null if the side is modules
 * @param modules null if the side is a kernel
 * @param base the kernel of modules that are not distilled; null if none is given
 * @param archive what the modules were unpacked from; null if they are where the user has them
 */
record ComparedSide(
        Location origin,
        String title,
        @Nullable KernelBtf kernel,
        @Nullable ModuleSet modules,
        @Nullable KernelBtf base,
        @Nullable UnpackedArchive archive)
        implements AutoCloseable {

    /** Whether this is a kernel and not modules. */
    boolean isKernel() {
        return kernel != null;
    }

    /** What it is, in a word with an article, or in the plural. */
    String sort() {
        return isKernel() ? "a kernel" : "modules";
    }

    /** The modules, for a run. */
    DiffSide side() {
        if (modules == null) {
            throw new IllegalStateException(origin + " is a kernel");
        }
        return new DiffSide(modules, base == null ? null : base.btf());
    }

    /** The files that were read for it, or will be. */
    List<Path> files() {
        List<Path> files = new ArrayList<>(List.of(origin.path()));
        if (modules != null) {
            modules.modules().forEach(module -> files.add(module.file()));
        }
        if (base != null) {
            files.add(base.origin().path());
        }
        return files;
    }

    @Override
    public void close() throws MojoExecutionException {
        if (archive == null) {
            return;
        }
        try {
            archive.close();
        } catch (IOException e) {
            throw new MojoExecutionException(
                    origin.setting() + ": the temporary folder cannot be deleted: " + FileProblem.describe(e) + ".", e);
        }
    }
}
