// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.btf4j.batch.ModuleArchive.Member;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleArchiveTest {

    @TempDir
    Path folder;

    private Path one;
    private Path two;
    private Path archive;

    @BeforeEach
    void files() throws IOException {
        one = Files.writeString(folder.resolve("one"), "1");
        two = Files.writeString(folder.resolve("two"), "22");
        archive = folder.resolve("out/archive");
    }

    @Test
    void filesGoInInTheOrderOfTheirNamesThere() throws IOException {
        ModuleArchive.write(archive, List.of(new Member(one, "z/1"), new Member(two, "a/2")), Lines::new);

        assertThat(archive).hasContent("a/2, 2 bytes: 22\nz/1, 1 bytes: 1\nend\n");
    }

    @Test
    void theOldArchiveStaysIfAFileCannotBeRead() throws IOException {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(archive, "old");

        assertThatThrownBy(() -> ModuleArchive.write(
                        archive, List.of(new Member(one, "a"), new Member(folder.resolve("gone"), "b")), Lines::new))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(folder.resolve("gone").toString());
        assertThat(folder.resolve("out")).isDirectoryNotContaining(file -> !file.equals(archive));
        assertThat(archive).hasContent("old");
    }

    @Test
    void noFileThatGoesInIsWrittenOver() {
        assertThatThrownBy(() -> ModuleArchive.write(one, List.of(new Member(one, "a")), Lines::new))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(one + " -> " + one + ": is the input itself; choose another output directory");
        assertThat(one).hasContent("1");
    }

    /** A form that people can read. */
    private record Lines(OutputStream out) implements ModuleArchive.Writer {

        @Override
        public void add(String name, long size, InputStream contents) throws IOException {
            print(name + ", " + size + " bytes: " + new String(contents.readAllBytes(), StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            print("end");
        }

        private void print(String line) throws IOException {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
