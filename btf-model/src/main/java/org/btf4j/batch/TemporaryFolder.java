// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A folder that only this user can look into, deleted with all that is in it when it is closed or the JVM ends.
 *
 * <p>Thread-safe.
 */
public final class TemporaryFolder implements AutoCloseable {

    private final Path path;
    private final ShutdownTask deleted;
    private final AtomicInteger count = new AtomicInteger();

    private TemporaryFolder(Path path, ShutdownTask deleted) {
        this.path = path;
        this.deleted = deleted;
    }

    /** Where Java puts temporary files. */
    public static Path ofJava() {
        return Path.of(System.getProperty("java.io.tmpdir", "")).toAbsolutePath();
    }

    /**
     * Makes a new folder.
     *
     * @param parent an absolute path
     * @throws IOException if there is no such folder, or nothing can be made in it
     */
    public static TemporaryFolder open(Path parent) throws IOException {
        Path path = Files.createTempDirectory(parent, "btf4j-");
        try {
            return new TemporaryFolder(path, ShutdownTask.add(() -> deleteAtTheEnd(path)));
        } catch (IOException e) {
            Files.delete(path);
            throw e;
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** A new folder below, which the caller deletes by {@link #delete} as soon as it can. */
    Path newFolder() throws IOException {
        return Files.createDirectory(path.resolve(String.valueOf(count.incrementAndGet())));
    }

    /** Writes a file; that there is no room for it is what a message would say without its name. */
    static void write(Path file, byte[] bytes) throws IOException {
        try {
            Files.write(file, bytes);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    file + ": " + e.getMessage() + " (a temporary file; -Djava.io.tmpdir=... names another folder)", e);
        }
    }

    /** Deletes a folder with all that is in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> found;
        try (Stream<Path> paths = Files.walk(folder)) {
            found = paths.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path each : found) {
            Files.deleteIfExists(each);
        }
    }

    @Override
    public void close() throws IOException {
        deleted.close();
        delete(path);
    }

    /** What this throws, the JVM prints before it ends; there is nobody else to tell. */
    private static void deleteAtTheEnd(Path path) {
        try {
            delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
