// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script passes for pahole, which writes what the real one wrote. */
class EncodeMojoTest {

    private static final String WRITES_BTF =
            "cp '" + Sample.file("driver.btf").toAbsolutePath().normalize() + "' module.btf";
    private static final String INSTALL =
            " Install the package pahole (of older distributions: dwarves), or name the program.";

    @TempDir
    Path project;

    private final RecordedLog recorded = new RecordedLog();
    private final EncodeMojo mojo = new EncodeMojo();

    @BeforeEach
    void configure() {
        mojo.setLog(recorded.log);
        mojo.basedir = project.toFile();
        mojo.modules = "modules";
        mojo.base = "vmlinux";
        mojo.outputDirectory = "target/btf-encoded";
        mojo.pahole = "tools/pahole";
    }

    @Test
    void aFolderIsEncodedAndReportedInOneLine() throws Exception {
        Path program = pahole("v1.30", WRITES_BTF);
        Sample.copy(project, "vmlinux", "modules/net/driver-dwarf.ko", "modules/driver.ko");

        mojo.execute();

        assertThat(recorded.lines())
                .containsExactly(
                        "debug: pahole v1.30, " + program
                                + ", is called with --lang_exclude=rust --btf_features=var,float",
                        "debug: driver.ko: had BTF already",
                        "debug: net/driver-dwarf.ko: encoded; BTF 1,442 bytes",
                        "info: Encoded 1 of 2 modules over vmlinux: 1 had BTF already, 0 failed; BTF 1,442 bytes; 0.00 s");
        assertThat(project.resolve("target/btf-encoded/driver.ko")).hasSameBinaryContentAs(Sample.file("driver.ko"));
        assertThat(project.resolve("target/btf-encoded/net/driver-dwarf.ko")).isRegularFile();
        assertThat(project.resolve("modules/net/driver-dwarf.ko"))
                .hasSameBinaryContentAs(Sample.file("driver-dwarf.ko"));
    }

    @Test
    void everyModuleIsTriedBeforeTheBuildFailsWithAllReasons() throws Exception {
        pahole("v1.24", "echo 'Failed to encode BTF' >&2", "exit 1");
        Sample.copy(project, "vmlinux", "modules/driver-dwarf.ko", "modules/driver-no-btf.ko", "modules/driver.ko");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        2 of 3 modules could not be encoded over vmlinux:
                          %1$s/driver-dwarf.ko: pahole v1.24 ended with exit code 1: Failed to encode BTF
                          %1$s/driver-no-btf.ko: found a module with neither BTF nor DWARF, expected DWARF, in a section \
                        .debug_info, to encode BTF from. Compile it with -g (CONFIG_DEBUG_INFO=y), and do not strip it before \
                        it is encoded.
                        The modules are <modules> (btf.modules): %1$s. Give modules as the compiler left them, with DWARF.
                        The base is <base> (btf.base): %2$s. Which pahole is run says <pahole> (btf.pahole), and for how many \
                        seconds at most <timeout> (btf.timeout).""", project.resolve("modules"), project.resolve("vmlinux"));
        assertThat(project.resolve("target/btf-encoded")).isDirectoryContaining("glob:**/driver.ko");
    }

    @Test
    void aPaholeThatIsMissingIsTheMachinesFault() throws IOException {
        Sample.copy(project, "vmlinux", "modules/driver-dwarf.ko");
        mojo.pahole = "no-such-pahole";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("<pahole> (btf.pahole): there is no program 'no-such-pahole' on the PATH." + INSTALL
                        + " It is needed for " + project.resolve("modules/driver-dwarf.ko") + ", which has no BTF.");
        assertThat(project.resolve("target")).doesNotExist();
    }

    @Test
    void aPaholeThatIsMissingIsNoFaultWhereNoneIsNeeded() throws Exception {
        Sample.copy(project, "vmlinux", "modules/driver.ko");

        mojo.execute();

        assertThat(recorded.lines())
                .containsExactly(
                        "debug: <pahole> (btf.pahole): " + project.resolve("tools/pahole") + ": there is no such file."
                                + INSTALL + " All modules have BTF, so it is not needed.",
                        "debug: driver.ko: had BTF already",
                        "info: Encoded 0 of 1 modules over vmlinux: 1 had BTF already, 0 failed; 0.00 s");
    }

    @Test
    void aPaholeThatIsTooOld() throws IOException {
        Path program = pahole("v1.17", WRITES_BTF);
        Sample.copy(project, "vmlinux", "modules/driver-dwarf.ko");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("<pahole> (btf.pahole): " + program
                        + ": found pahole v1.17, expected v1.22 or later, which write"
                        + " BTF into a file of its own (--btf_encode_detached). Install a later one. It is needed for "
                        + project.resolve("modules/driver-dwarf.ko") + ", which has no BTF.");
    }

    @Test
    void featuresThatItDoesNotKnowAreIgnored() throws Exception {
        Path program = pahole("v1.30", WRITES_BTF);
        Sample.copy(project, "vmlinux", "modules/driver-dwarf.ko");
        mojo.features = List.of("var", "attributes", "layout");

        mojo.execute();

        assertThat(recorded.lines())
                .startsWith(
                        "debug: pahole v1.30, " + program + ", is called with --lang_exclude=rust --btf_features=var",
                        "debug: <features> (btf.features): pahole v1.30 does not know attributes, layout");
    }

    @Test
    void featuresThatItDoesNotKnowAreRefusedIfTheUserIsStrict() throws Exception {
        pahole("v1.30", WRITES_BTF);
        Sample.copy(project, "vmlinux", "modules/driver-dwarf.ko");
        mojo.features = List.of("var", "attributes", "layout");
        mojo.strictFeatures = true;

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "<features> (btf.features): found 'attributes', 'layout', expected features that pahole v1.30"
                                + " knows: float, var.");
    }

    @Test
    void aTimeThatIsNone() {
        mojo.timeout = 0;

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<timeout> (btf.timeout): found 0, expected a number of seconds, at least 1.");
    }

    @Test
    void missingParametersAreNamedBeforePaholeIsLookedFor() {
        mojo.modules = null;
        mojo.base = "";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<modules> (btf.modules) and <base> (btf.base) are not set."
                        + " Set them in the plugin's <configuration>, or with -Dbtf.modules=... and -Dbtf.base=... on the"
                        + " command line.");
    }

    @Test
    void modulesThatAreNotThereAreToldBeforeAPaholeThatIsNotThere() {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<modules> (btf.modules): " + project.resolve("modules")
                        + ": there is no such file or folder. Give a module, or a folder with modules.");
    }

    @Test
    void aFileThatIsNoModuleIsToldBeforeAPaholeThatIsNotThere() throws IOException {
        Files.writeString(Files.createDirectory(project.resolve("modules")).resolve("a.ko"), "none");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<modules> (btf.modules): " + project.resolve("modules/a.ko")
                        + ": found a file that starts with 0x6e6f6e65, expected an ELF file (0x7f454c46) or raw BTF (0x9feb"
                        + " or 0xeb9f). Give kernel modules.");
    }

    /** Where the project's pahole is to be looked for. */
    private Path pahole(String version, String... encoding) throws IOException {
        Path shell = Path.of("/bin/sh");
        assumeThat(shell).as("the scripts of this test need a shell").exists();
        Path program = project.resolve("tools/pahole");
        Files.createDirectories(program.resolveSibling("."));
        Files.writeString(
                program,
                String.join(
                        "\n",
                        "#!" + shell,
                        "case $1 in",
                        "--version) echo " + version + "; exit ;;",
                        "--supported_btf_features) echo var,float; exit ;;",
                        "esac",
                        String.join("\n", encoding),
                        ""));
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
