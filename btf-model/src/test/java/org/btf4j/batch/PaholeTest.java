// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finding the program, and what is told if it cannot be used. */
class PaholeTest {

    private static final String INSTALL =
            " Install the package pahole (of older distributions: dwarves), or name the program.";

    @TempDir
    Path folder;

    @Test
    void aNameIsLookedForOnThePathWhereOnlyProgramsCount() throws Exception {
        Files.createDirectories(folder.resolve("a/pahole"));
        Files.writeString(Files.createDirectory(folder.resolve("b")).resolve("pahole"), "no program");
        Path program = FakePahole.write(folder.resolve("with spaces/pahole"), "v1.30", "var");

        Pahole pahole = Pahole.find(
                "pahole",
                folder,
                folder.resolve("a") + "::" + folder.resolve("b") + ":" + folder.resolve("with spaces"),
                FakePahole.AMPLE);

        assertThat(pahole.program()).isEqualTo(program);
        assertThat(pahole).hasToString("pahole v1.30");
    }

    @Test
    void aPathStartsAtTheDirectory() throws Exception {
        Path program = FakePahole.write(folder.resolve("tools/pahole-1.24"), "v1.24", "");

        Pahole pahole = Pahole.find("tools/pahole-1.24", folder, "", FakePahole.AMPLE);

        assertThat(pahole.program()).isEqualTo(program);
        assertThat(pahole.version()).isEqualTo(new PaholeVersion(1, 24));
    }

    @Test
    void aProgramThatIsNotOnThePath() {
        assertThatThrownBy(() -> Pahole.find("pahole", folder, folder.toString(), FakePahole.AMPLE))
                .isInstanceOf(PaholeException.class)
                .hasMessage("there is no program 'pahole' on the PATH." + INSTALL);
    }

    @Test
    void theWorkingDirectoryIsNotSearched() {
        assertThatThrownBy(() -> Pahole.find("pom.xml", folder, null, FakePahole.AMPLE))
                .hasMessage("there is no program 'pom.xml' on the PATH." + INSTALL);
    }

    @Test
    void aFileThatIsNotThere() {
        assertFails("tools/pahole", folder.resolve("tools/pahole") + ": there is no such file." + INSTALL);
    }

    @Test
    void aFileThatIsNotExecutable() throws IOException {
        Path file = Files.writeString(folder.resolve("pahole"), "#!/bin/sh\n");

        assertFails("./pahole", file + ": is not executable." + INSTALL);
    }

    @Test
    void aFolder() {
        assertFails("./", folder + ": is a folder, not a program." + INSTALL);
    }

    @Test
    void aProgramThatCannotBeStarted() throws IOException {
        Path program = FakePahole.script(folder.resolve("pahole"));
        Files.writeString(program, "#!" + folder.resolve("missing-interpreter") + "\n");

        assertThatThrownBy(() -> Pahole.find("./pahole", folder, FakePahole.AMPLE))
                .isInstanceOf(PaholeException.class)
                .hasMessageStartingWith("cannot be run: Cannot run program \"" + program + "\"")
                .hasMessageEndingWith("No such file or directory.");
    }

    @Test
    void aProgramThatIsSomethingElse() throws IOException {
        Path program = FakePahole.script(folder.resolve("pahole"), "echo GNU tar");

        assertFails(
                "./pahole",
                program
                        + ": asked for its version, it printed 'GNU tar'; expected for example 'v1.30'. Is this pahole?");
    }

    @Test
    void aProgramThatFailsWhenAskedForItsVersion() throws IOException {
        Path program = FakePahole.script(
                folder.resolve("pahole"), "echo 'error while loading shared libraries: libdw.so.1' >&2", "exit 127");

        assertFails(
                "./pahole",
                program + ": asked for its version, it ended with exit code 127: error while loading shared libraries:"
                        + " libdw.so.1; expected for example 'v1.30'. Is this pahole?");
    }

    @Test
    void aProgramThatDoesNotEnd() throws IOException {
        Path program = FakePahole.script(folder.resolve("pahole"), "exec sleep 600");

        assertThatThrownBy(() -> Pahole.find("./pahole", folder, Duration.ofSeconds(1)))
                .isInstanceOf(PaholeException.class)
                .hasMessage(program + ": asked for its version, it was stopped after 1 s; expected for example 'v1.30'."
                        + " Is this pahole?");
    }

    @Test
    void aProgramThatDoesNotTellItsFeatures() throws IOException {
        Path program = FakePahole.write(folder.resolve("pahole"), "v1.30", "");

        assertFails("./pahole", program + ": asked for its features, it ended with exit code 64: unrecognized option.");
    }

    @ParameterizedTest
    @CsvSource({"v1.21", "v1.9", "v0.30"})
    void aProgramThatIsTooOld(String version) throws IOException {
        Path program = FakePahole.write(folder.resolve("pahole"), version, "");

        assertFails(
                "./pahole",
                program + ": found pahole " + version
                        + ", expected v1.22 or later, which write BTF into a file of its own"
                        + " (--btf_encode_detached). Install a later one.");
    }

    @ParameterizedTest
    @CsvSource({"v1.22, v1.22", "1.30, v1.30", "v1.31-rc1, v1.31", "v2.0, v2.0"})
    void versionsThatWillDo(String printed, String version) throws Exception {
        assertThat(FakePahole.find(FakePahole.write(folder.resolve("pahole"), printed, "var"))
                        .version())
                .hasToString(version);
    }

    private void assertFails(String name, String message) {
        assertThatThrownBy(() -> Pahole.find(name, folder, FakePahole.AMPLE))
                .isInstanceOf(PaholeException.class)
                .hasMessage(message);
    }
}
