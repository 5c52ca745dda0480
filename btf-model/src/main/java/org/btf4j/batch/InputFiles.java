// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The files that a batch reads, none of which it writes over or deletes, even if it wrote them in an earlier run.
 *
 * <p>Immutable and thread-safe.
 */
final class InputFiles {

    private final Set<Path> realPaths;

    private InputFiles(Set<Path> realPaths) {
        this.realPaths = Set.copyOf(realPaths);
    }

    /**
     * Finds out where the files really are.
     *
     * @param others files besides the modules
     */
    static InputFiles of(ModuleSet modules, Path... others) throws IOException {
        Set<Path> realPaths = new HashSet<>();
        for (ModuleSet.Entry module : modules.modules()) {
            add(realPaths, module.file());
        }
        for (Path other : others) {
            add(realPaths, other);
        }
        return new InputFiles(realPaths);
    }

    private static void add(Set<Path> realPaths, Path file) throws IOException {
        // One that is gone is told when it is read.
        if (Files.exists(file)) {
            realPaths.add(file.toRealPath());
        }
    }

    /** Whether a file, which need not be there, is one of them, by whatever path. */
    boolean contain(Path file) throws IOException {
        return Files.exists(file) && realPaths.contains(file.toRealPath());
    }
}
