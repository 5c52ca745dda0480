// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Function;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.btf4j.batch.BtfLoader;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;

/**
 * The BTF of the kernel that a parameter names.
 *
 * @param origin where it was read from
 */
record KernelBtf(Location origin, Btf btf) {

    private static final String FILES = "a vmlinux, a vmlinuz or raw BTF, each also compressed";

    /** All that can be given as a kernel. */
    static final String SOURCES = FILES + "; '" + BtfLoader.RUNNING + "'; or " + ArtifactCoordinates.FORM;

    /** The same, as a sentence. */
    static final String ADVICE = "Give " + SOURCES + ".";

    /**
     * Reads it.
     *
     * @param kernel a file, or the running kernel's BTF
     * @throws MojoFailureException if there is no such file, or it is not a kernel's BTF
     * @throws MojoExecutionException if the file cannot be read, or the running kernel does not show its BTF
     */
    static KernelBtf load(Location kernel) throws MojoFailureException, MojoExecutionException {
        if (kernel.setting().isRunningKernel() && !Files.exists(kernel.path())) {
            throw new MojoExecutionException(kernel.setting() + ": '" + BtfLoader.RUNNING + "' means " + kernel.path()
                    + ", and there is no such file: this is not Linux, or its kernel was built without"
                    + " CONFIG_DEBUG_INFO_BTF. Give " + FILES + "; or " + ArtifactCoordinates.FORM + ".");
        }
        kernel.requireFile(ADVICE);
        try {
            return new KernelBtf(kernel, BtfLoader.standalone(kernel.path()));
        } catch (BtfFormatException e) {
            throw new MojoFailureException(kernel.setting() + ": " + Sentences.join(e, ADVICE), e);
        } catch (IOException e) {
            throw kernel.setting().problem(e);
        }
    }

    /**
     * Makes something of the kernel's BTF.
     *
     * @throws MojoFailureException if the BTF, though sound, is not fit for that
     */
    <T> T use(Function<Btf, T> use) throws MojoFailureException {
        try {
            return use.apply(btf);
        } catch (BtfFormatException e) {
            BtfFormatException named = e.in(origin.path().toString());
            throw new MojoFailureException(origin.setting() + ": " + Sentences.join(named, ADVICE), e);
        }
    }

    /** How the report calls the kernel: as the user wrote it. */
    String name() {
        return origin.setting().isRunningKernel()
                ? "the running kernel"
                : origin.setting().text();
    }
}
