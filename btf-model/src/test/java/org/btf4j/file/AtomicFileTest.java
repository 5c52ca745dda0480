// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    private static final byte[] OLD = {1};
    private static final byte[] NEW = {2, 2};

    @TempDir
    Path directory;

    @Test
    void makesMissingDirectories() throws IOException {
        Path file = directory.resolve("kernel/drivers/driver.ko");

        AtomicFile.write(file, NEW);

        assertThat(file).hasBinaryContent(NEW);
        assertThat(file.getParent()).isDirectoryNotContaining(entry -> !entry.equals(file));
    }

    @Test
    void replacesWhatIsThere() throws IOException {
        Path file = Files.write(directory.resolve("driver.ko"), OLD);

        AtomicFile.write(file, NEW);

        assertThat(file).hasBinaryContent(NEW);
        assertThat(directory).isDirectoryNotContaining(entry -> !entry.equals(file));
    }

    @Test
    void givesTheFileThePermissionsOfNewFiles() throws IOException {
        assumeTrue(
                Files.getFileStore(directory).supportsFileAttributeView("posix"),
                "SKIPPED: the file system has no POSIX permissions");
        Path ordinary = Files.write(directory.resolve("ordinary"), OLD);
        Path file = directory.resolve("driver.ko");

        AtomicFile.write(file, NEW);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(ordinary));
    }

    @Test
    void refusesToReplaceAnInput() throws IOException {
        Path input = Files.write(directory.resolve("driver.ko"), OLD);
        Path detour = directory.resolve("other/../driver.ko");
        Files.createDirectory(directory.resolve("other"));

        assertThatThrownBy(() -> AtomicFile.write(detour, NEW, directory.resolve("base"), input))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(detour + " -> " + input + ": is the input itself; choose another output directory");
        assertThat(input).hasBinaryContent(OLD);
    }

    @Test
    void refusesToReplaceADirectory() throws IOException {
        Path target = Files.createDirectory(directory.resolve("driver.ko"));

        assertThatThrownBy(() -> AtomicFile.write(target, NEW))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(target + ": is a directory, so it cannot be written as a file");
    }

    @Test
    void leavesNothingBehindWhenTheMoveFails() throws IOException {
        Path other = Files.write(directory.resolve("other.ko"), OLD);
        Path file = directory.resolve("n".repeat(300) + ".ko");

        assertThatThrownBy(() -> AtomicFile.write(file, NEW))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(file.toString());
        assertThat(directory).isDirectoryNotContaining(entry -> !entry.equals(other));
    }

    @Test
    void failsWhereADirectoryIsAFile() throws IOException {
        Path parent = Files.write(directory.resolve("parent"), OLD);

        assertThatThrownBy(() -> AtomicFile.write(parent.resolve("driver.ko"), NEW))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(parent.toString());
        assertThat(parent).hasBinaryContent(OLD);
    }
}
