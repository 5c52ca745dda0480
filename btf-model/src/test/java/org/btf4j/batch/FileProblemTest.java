// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProblemTest {

    @TempDir
    Path folder;

    @Test
    void whatTheJdkLeavesToTheNameOfTheClassIsSaidInWords() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(FileProblem.describe(
                        Assertions.catchThrowableOfType(IOException.class, () -> Files.createDirectories(file))))
                .isEqualTo(file + ": is a file, where a folder is needed");
        assertThat(FileProblem.describe(
                        Assertions.catchThrowableOfType(IOException.class, () -> Files.size(folder.resolve("absent")))))
                .isEqualTo(folder.resolve("absent") + ": there is no such file");
        assertThat(FileProblem.describe(new AccessDeniedException("/x"))).isEqualTo("/x: permission denied");
        assertThat(FileProblem.describe(new NotDirectoryException("/x"))).isEqualTo("/x: is not a folder");
        assertThat(FileProblem.describe(new DirectoryNotEmptyException("/x")))
                .isEqualTo("/x: DirectoryNotEmptyException");
    }

    @Test
    void aReasonThatIsGivenStays() {
        assertThat(FileProblem.describe(new FileSystemException("/x", null, "No space left on device")))
                .isEqualTo("/x: No space left on device");
        assertThat(FileProblem.describe(new NoSuchFileException("/x", null, "there is no such file or folder")))
                .isEqualTo("/x: there is no such file or folder");
        assertThat(FileProblem.describe(new IOException("/x: Input/output error")))
                .isEqualTo("/x: Input/output error");
        assertThat(FileProblem.describe(new IOException())).isEqualTo("IOException");
    }
}
