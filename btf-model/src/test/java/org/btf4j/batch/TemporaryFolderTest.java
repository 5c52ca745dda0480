// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

    @TempDir
    Path parent;

    @Test
    void isPrivateAndGoneWithAllThatIsInItWhenClosed() throws IOException {
        Path path;
        try (TemporaryFolder folder = TemporaryFolder.open(parent)) {
            path = folder.path();
            Path first = folder.newFolder();
            Path second = folder.newFolder();
            TemporaryFolder.write(first.resolve("a"), new byte[3]);
            TemporaryFolder.write(second.resolve("b"), new byte[3]);

            assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(first).isNotEqualTo(second);

            TemporaryFolder.delete(first);

            assertThat(first).doesNotExist();
            assertThat(second).isNotEmptyDirectory();
        }
        assertThat(path).doesNotExist();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aFolderThatSomebodyElseDeletedIsNoProblem() throws IOException {
        TemporaryFolder folder = TemporaryFolder.open(parent);
        Files.delete(folder.path());

        folder.close();

        assertThat(folder.path()).doesNotExist();
    }
}
