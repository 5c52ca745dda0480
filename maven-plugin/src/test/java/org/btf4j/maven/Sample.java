// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The sample module and kernels of the quickstart, described in the README beside them, copied into a project. */
final class Sample {

    private static final Path DIRECTORY =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));

    private Sample() {}

    /** A file of the sample. */
    static Path file(String name) {
        return DIRECTORY.resolve(name);
    }

    /** What the reference tools made. */
    static Path expected(String name) {
        return DIRECTORY.resolve("expected").resolve(name);
    }

    /** Copies files into a folder; {@code net/driver.ko} copies {@code driver.ko} to that place. */
    static void copy(Path folder, String... names) throws IOException {
        for (String name : names) {
            copy(file(String.valueOf(Path.of(name).getFileName())), folder.resolve(name));
        }
    }

    /** Copies a file to a place whose folders are made. */
    static Path copy(Path source, Path target) throws IOException {
        Files.createDirectories(target.resolveSibling("."));
        return Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes the sample module with something at its end that looks like a signature. */
    static void writeSigned(Path target) throws IOException {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.write(Files.readAllBytes(file("driver.ko")));
        signed.write(new byte[16]);
        signed.write(new byte[] {0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 16});
        signed.write("~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII));
        Files.createDirectories(target.resolveSibling("."));
        Files.write(target, signed.toByteArray());
    }
}
