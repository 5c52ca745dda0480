// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.nio.file.Path;

/**
 * A file or folder and the parameter that names it.
 *
 * @param path absolute, if the folder that it started from was
 */
record Location(Setting setting, Path path) {

    /** As a message calls it: {@code <base> (btf.base): /x/vmlinux}. */
    @Override
    public String toString() {
        return setting + ": " + path;
    }
}
