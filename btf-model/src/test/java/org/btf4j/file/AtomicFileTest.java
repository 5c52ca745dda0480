// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
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

    @Test
    void takesContentsThatAreWrittenPieceByPiece() throws IOException {
        Path file = directory.resolve("modules.tar");

        AtomicFile.write(file, out -> {
            for (int i = 0; i < 100_000; i++) {
                out.write('x');
            }
        });

        assertThat(file).hasContent("x".repeat(100_000));
    }

    @Test
    void leavesTheOldFileWhereTheContentsFail() throws IOException {
        Path file = Files.write(directory.resolve("modules.tar"), OLD);

        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(NEW);
                    throw new IOException("no more");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": no more");

        assertThat(file).hasBinaryContent(OLD);
        assertThat(directory).isDirectoryNotContaining(entry -> !entry.equals(file));
    }

    @Test
    void removesWhatKilledWritersLeftBehindAndNothingElse() throws IOException {
        Path below = Files.createDirectory(directory.resolve("net"));
        Files.write(directory.resolve(".btf4j-1.tmp"), OLD);
        Files.write(below.resolve(".btf4j-2.tmp"), OLD);
        Path module = Files.write(below.resolve("tun.ko"), OLD);
        Path foreign = Files.write(directory.resolve("btf4j-3.tmp"), OLD);

        assertThat(AtomicFile.removeLeftovers(directory)).isEqualTo(2);

        assertThat(directory).isDirectoryNotContaining(entry -> !entry.equals(below) && !entry.equals(foreign));
        assertThat(below).isDirectoryNotContaining(entry -> !entry.equals(module));
    }

    @Test
    void aFileThatIsBeingWrittenIsNoLeftover() throws IOException {
        Path file = directory.resolve("driver.ko");

        AtomicFile.write(file, out -> {
            out.write(NEW);
            assertThat(AtomicFile.removeLeftovers(directory)).isZero();
        });

        assertThat(file).hasBinaryContent(NEW);
    }

    @Test
    void whereThereIsNoDirectoryThereAreNoLeftovers() throws IOException {
        assertThat(AtomicFile.removeLeftovers(directory.resolve("absent"))).isZero();
    }

    @Test
    void othersMayWriteWhileLeftoversAreLookedFor() throws Exception {
        Path file = directory.resolve("driver.ko");
        AtomicBoolean looking = new AtomicBoolean(true);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            while (looking.get()) {
                try {
                    AtomicFile.write(file, NEW);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        try {
            for (int i = 0; i < 2000; i++) {
                AtomicFile.removeLeftovers(directory);
            }
        } finally {
            looking.set(false);
        }

        writer.get();
        assertThat(file).hasBinaryContent(NEW);
    }

    @Test
    void foldersThatMayNotBeReadHaveNoLeftovers() throws IOException {
        Path closed = Files.createDirectory(directory.resolve("closed"));
        Files.write(directory.resolve(".btf4j-1.tmp"), OLD);
        Files.setPosixFilePermissions(closed, Set.of());
        assumeFalse(
                Files.isReadable(closed), "SKIPPED: this user, root for example, may read folders without permission");

        assertThat(AtomicFile.removeLeftovers(directory)).isEqualTo(1);
    }
}
