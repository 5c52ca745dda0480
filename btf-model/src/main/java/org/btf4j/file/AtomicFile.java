// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Puts a whole file in place at once.
 *
 * <p>The bytes are written beside the target and moved onto it, so that whoever looks sees the old file or the new one, and
 * a failure leaves the old one as it was. Stateless; threads may write different files at the same time.
 */
public final class AtomicFile {

    private AtomicFile() {}

    /**
     * Writes a file, replacing the one that is there.
     *
     * <p>Missing parent directories are made. The new file has the permissions that new files get.
     *
     * @param file where to
     * @param bytes all of its contents
     * @param inputs files that must survive: if the target is one of them, by whatever path, nothing is written
     * @throws IOException if it cannot be written; then no part of it is left behind
     */
    public static void write(Path file, byte[] bytes, Path... inputs) throws IOException {
        Path target = file.toAbsolutePath();
        Path directory = target.getParent();
        if (directory == null || Files.isDirectory(target)) {
            throw new FileSystemException(file.toString(), null, "is a directory, so it cannot be written as a file");
        }
        for (Path input : inputs) {
            if (target.equals(input.toAbsolutePath()) || isSame(target, input)) {
                throw new FileSystemException(
                        file.toString(), input.toString(), "is the input itself; choose another output directory");
            }
        }
        Files.createDirectories(directory);
        // A name of its own, for the target's may already be as long as the file system allows.
        Path temporary = directory.resolve(".btf4j-" + UUID.randomUUID() + ".tmp");
        try {
            Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw discarding(temporary, e);
        } catch (IOException e) {
            throw discarding(temporary, new IOException(file + ": " + e.getMessage(), e));
        }
    }

    /** What failed stays the first thing to be told, even if the temporary file cannot be deleted either. */
    private static IOException discarding(Path temporary, IOException failure) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private static boolean isSame(Path target, Path input) throws IOException {
        return Files.exists(target) && Files.exists(input) && Files.isSameFile(target, input);
    }
}
