// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Set;

/**
 * Puts the sample module and kernels, whole or damaged in one known way, into a project before it is built.
 *
 * <p>Files keep their names. A project that needs them in sub-folders says so with {@code "net/driver.ko"}: the last
 * part of the path names the file of the sample. Not thread-safe; made for the {@code prebuild} scripts of the
 * invoker plugin.
 */
public final class Sample {

    private static final String SIGNATURE_MARK = "~Module signature appended~\n";

    private final Path sample;
    private final Path project;

    /**
     * Prepares files for one project.
     *
     * @param sampleDirectory the folder with the sample
     * @param project the folder of the project
     */
    public Sample(String sampleDirectory, File project) {
        this.sample = Path.of(sampleDirectory);
        this.project = project.toPath();
    }

    /** Copies files of the sample as they are. */
    public void copy(String... paths) throws IOException {
        for (String path : paths) {
            Files.copy(source(path), target(path), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Copies a file of the sample to a place of another name. */
    public void copyAs(String name, String path) throws IOException {
        Files.copy(sample.resolve(name), target(path), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Copies files of the sample's {@code expected} folder, which the reference tools made, as they are. */
    public void copyExpected(String... names) throws IOException {
        for (String name : names) {
            Files.copy(sample.resolve("expected").resolve(name), target(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Copies the first {@code length} bytes of a file. */
    public void copyTruncated(String path, int length) throws IOException {
        Files.write(target(path), Arrays.copyOf(Files.readAllBytes(source(path)), length));
    }

    /**
     * Copies a module and appends what a signed one ends with: a signature (here 16 bytes that sign nothing), its
     * twelve-byte description and the mark that a kernel looks for.
     */
    public void copySigned(String path) throws IOException {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.write(Files.readAllBytes(source(path)));
        signed.write(new byte[16]);
        // algorithm, hash, kind (2 = PKCS#7), two lengths, padding, then the signature's length, big-endian
        signed.write(new byte[] {0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 16});
        signed.write(SIGNATURE_MARK.getBytes(StandardCharsets.US_ASCII));
        Files.write(target(path), signed.toByteArray());
    }

    /** Takes every permission from a file that was copied before. */
    public void makeUnreadable(String path) throws IOException {
        Files.setPosixFilePermissions(project.resolve(path), Set.of());
    }

    /** Whether permissions mean something here: not to root, and not on a file system without them. */
    public static boolean permissionsCount(File directory) throws IOException {
        if (!Files.getFileStore(directory.toPath()).supportsFileAttributeView("posix")) {
            return false;
        }
        Path probe = Files.createTempFile(directory.toPath(), "probe", "");
        try {
            Files.setPosixFilePermissions(probe, Set.of());
            return !Files.isReadable(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private Path source(String path) {
        return sample.resolve(Path.of(path).getFileName());
    }

    private Path target(String path) throws IOException {
        Path target = project.resolve(path);
        Files.createDirectories(target.getParent());
        return target;
    }
}
