// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;

/**
 * A file or folder and the parameter that names it.
 *
 * @param path absolute, if the folder that it started from was
 */
record Location(Setting setting, Path path) {

    /**
     * Checks that this is a file whose contents can be read again and again.
     *
     * @param advice what to give instead, a sentence
     * @throws MojoFailureException if there is no file, a folder, or for example a pipe
     */
    void requireFile(String advice) throws MojoFailureException {
        if (Files.isRegularFile(path)) {
            return;
        }
        String problem = Files.isDirectory(path)
                ? "is a folder"
                : Files.exists(path) ? "is no regular file" : "there is no such file";
        throw new MojoFailureException(this + ": " + problem + ". " + advice);
    }

    /** As a message calls it: {@code <base> (btf.base): /x/vmlinux}. */
    @Override
    public String toString() {
        return setting + ": " + path;
    }
}
