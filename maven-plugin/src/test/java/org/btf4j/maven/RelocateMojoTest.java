// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;
import org.btf4j.text.RawDump;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelocateMojoTest {

    private static final String TIMER = ": STRUCT 'timer' size=32 in the module, STRUCT size=40 [34] in the target"
            + " (embedded by value, so the sizes must be equal);"
            + " needed by struct sensor.timer -> timer (embedded) and in 1 other way";
    private static final String RING = ": STRUCT 'ring' size=48 in the module, nothing of that name in the target;"
            + " needed by struct sensor.ring -> ring (embedded)";

    @TempDir
    Path project;

    private final RecordedLog recorded = new RecordedLog();
    private final RelocateMojo mojo = new RelocateMojo();

    @BeforeEach
    void configure() throws IOException {
        mojo.setLog(recorded.log);
        mojo.basedir = project.toFile();
        mojo.modules = "target/btf";
        mojo.target = "vmlinux-next";
        mojo.outputDirectory = "target/btf-relocated";
        Sample.copy(project, "vmlinux-next", "vmlinux-changed");
    }

    @Test
    void aDistilledModuleIsRelocated() throws Exception {
        Sample.copy(Sample.expected("driver-distilled.ko"), project.resolve("target/btf/driver.ko"));

        mojo.execute();

        assertThat(recorded.lines())
                .containsExactly(
                        "debug: driver.ko: relocated; BTF 1,779 bytes before, 1,779 after",
                        "info: Relocated 1 of 1 modules to vmlinux-next: 0 failed;"
                                + " BTF 1,779 bytes before, 1,779 after; 0.00 s");
        assertThat(project.resolve("target/btf-relocated/driver.ko")).isRegularFile();
    }

    @Test
    void aRawPairBecomesTheRawFileThatLibbpfMakes() throws Exception {
        Sample.copy(Sample.expected("driver.split.btf"), project.resolve("driver.btf"));
        Sample.copy(Sample.expected("driver.base.btf"), project.resolve("driver.base.btf"));
        mojo.modules = "driver.btf";

        mojo.execute();

        assertThat(project.resolve("target/btf-relocated/driver.btf"))
                .hasSameBinaryContentAs(Sample.expected("driver.relocated-next.btf"));
    }

    @Test
    void everyModuleIsTriedBeforeTheBuildFailsWithAllReasons() throws Exception {
        Sample.copy(Sample.expected("driver-distilled.ko"), project.resolve("target/btf/a.ko"));
        Sample.copy(project, "target/btf/driver.ko");
        mojo.target = "vmlinux-changed";
        Path folder = project.resolve("target/btf");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        2 of 2 modules could not be relocated to vmlinux-changed:
                          %1$s/a.ko%3$s
                          %1$s/a.ko%4$s
                          %1$s/driver.ko: found an ELF file without a section .BTF.base, expected one with it. Only \
                        distilled modules have it.
                        The modules are <modules> (btf.modules): %1$s. Give modules that btf:distill wrote.
                        The target is <target> (btf.target): %2$s. With <failOnError> (btf.failOnError) = false, the \
                        build goes on without such modules.""", folder, project.resolve("vmlinux-changed"), TIMER, RING);
        assertThat(recorded.lines())
                .containsExactly(
                        "debug: a.ko: failed",
                        "error: " + folder + "/a.ko" + TIMER,
                        "error: " + folder + "/a.ko" + RING,
                        "debug: driver.ko: failed",
                        "error: " + folder + "/driver.ko: found an ELF file without a section .BTF.base, expected one"
                                + " with it. Only distilled modules have it.",
                        "info: Relocated 0 of 2 modules to vmlinux-changed: 2 failed; 0.00 s");
        assertThat(project.resolve("target/btf-relocated")).doesNotExist();
    }

    @Test
    void failuresAreWarningsWhereTheBuildMayGoOn() throws Exception {
        Path module = Sample.copy(Sample.expected("driver-distilled.ko"), project.resolve("target/btf/driver.ko"));
        mojo.target = "vmlinux-changed";
        mojo.failOnError = false;

        mojo.execute();

        assertThat(recorded.lines())
                .containsExactly(
                        "debug: driver.ko: failed",
                        "warn: " + module + TIMER,
                        "warn: " + module + RING,
                        "info: Relocated 0 of 1 modules to vmlinux-changed: 1 failed; 0.00 s");
    }

    @Test
    void strictRulesRefuseWhatKernelsLetPass() throws Exception {
        Path module = Sample.copy(Sample.expected("driver-distilled.ko"), project.resolve("target/btf/driver.ko"));
        mojo.target = "vmlinux-next";
        mojo.rules = "strict";
        mojo.failOnError = false;

        mojo.execute();

        assertThat(recorded.lines())
                .containsExactly(
                        "debug: driver.ko: failed",
                        "warn: " + module + ": STRUCT 'device' size=96 has another size behind a pointer:"
                                + " [9] STRUCT 'device' size=128; needed by struct sensor.device -> ptr -> device"
                                + " and in 4 other ways",
                        "info: Relocated 0 of 1 modules to vmlinux-next: 1 failed; 0.00 s");
    }

    /** Kernels refuse every module over such BTF, so no module is to blame. */
    @Test
    void aTargetWithAnEmptyNameOfItsOwnIsTheUsersTarget() throws Exception {
        Sample.copy(Sample.expected("driver-distilled.ko"), project.resolve("target/btf/driver.ko"));
        Path odd = Files.write(
                project.resolve("odd.btf"),
                RawDump.parse("[1] FWD '' fwd_kind=struct").toBytes());
        mojo.target = "odd.btf";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<target> (btf.target): " + odd
                        + ", type [1] FWD '(anon)': found an empty name at string offset 1, expected string offset 0 for an"
                        + " anonymous type. Kernels take such a type for the counterpart of void and refuse every module."
                        + " Give a vmlinux, a vmlinuz or raw BTF, each also compressed; 'running';"
                        + " or mvn:group:artifact:version[:type[:classifier]].");
    }

    @Test
    void aMissingTargetFailsTheBuildEvenWhereModulesMayFail() {
        mojo.target = null;
        mojo.failOnError = false;

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<target> (btf.target) is not set."
                        + " Set it in the plugin's <configuration>, or with -Dbtf.target=... on the command line.");
    }
}
