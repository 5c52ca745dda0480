// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolveIdsMojoTest {

    @TempDir
    Path project;

    private final RecordedLog recorded = new RecordedLog();
    private final ResolveIdsMojo mojo = new ResolveIdsMojo();

    @BeforeEach
    void configure() throws IOException {
        mojo.setLog(recorded.log);
        mojo.basedir = project.toFile();
        mojo.modules = "modules";
        mojo.base = "vmlinux";
        mojo.outputDirectory = "target/btf-resolved";
        Sample.copy(project, "vmlinux");
    }

    @Test
    void idsAreFilledInAndToldWhatTheyMean() throws Exception {
        Path module = Sample.copy(Sample.file("driver-noids.ko"), project.resolve("modules/net/driver.ko"));
        Path done = Sample.copy(Sample.file("driver.ko"), project.resolve("modules/done.ko"));

        mojo.execute();

        assertThat(recorded.lines())
                .contains("debug: done.ko: already resolved or without ids", "debug: net/driver.ko: resolved")
                .filteredOn(line -> line.contains(module.toString()) || line.contains("Resolved"))
                .containsExactly(
                        "info: " + module + ": set8 'sensor_kfuncs' [126] FUNC 'sensor_get' flags 0x5",
                        "info: " + module + ": set8 'sensor_kfuncs' [132] FUNC 'sensor_put' flags 0x2",
                        "info: " + module + ": set8 'sensor_kfuncs' [136] FUNC 'sensor_sum' flags 0x0",
                        "info: " + module + ": list 'sensor_types' [54] STRUCT 'device'",
                        "info: " + module + ": list 'sensor_types' [111] STRUCT 'sensor'",
                        "info: " + module + ": list 'sensor_types' [132] FUNC 'sensor_put'",
                        "info: Resolved the ids of 1 of 2 modules over vmlinux: 1 already resolved or without ids, 0"
                                + " failed; 0.00 s");
        assertThat(project.resolve("target/btf-resolved/net/driver.ko"))
                .hasSameBinaryContentAs(Sample.file("driver.ko"));
        assertThat(project.resolve("target/btf-resolved/done.ko")).hasSameBinaryContentAs(done);
    }

    @Test
    void whatIdsMeanIsForDebuggingWhereThereAreManyModules() throws Exception {
        for (int i = 0; i < 11; i++) {
            Sample.copy(Sample.file("driver-noids.ko"), project.resolve("modules/" + i + ".ko"));
        }

        mojo.execute();

        assertThat(recorded.lines())
                .filteredOn(line -> line.startsWith("info: "))
                .containsExactly(
                        "info: Resolved the ids of 11 of 11 modules over vmlinux: 0 already resolved or without"
                                + " ids, 0 failed; 0.00 s");
        assertThat(recorded.lines())
                .filteredOn(line -> line.endsWith("[111] STRUCT 'sensor'"))
                .hasSize(11)
                .allMatch(line -> line.startsWith("debug: "));
    }

    @Test
    void aDistilledModuleNeedsNoBase() throws Exception {
        Sample.copy(Sample.file("driver-distilled-noids.ko"), project.resolve("modules/driver.ko"));
        mojo.base = null;

        mojo.execute();

        assertThat(project.resolve("target/btf-resolved/driver.ko"))
                .hasSameBinaryContentAs(Sample.expected("driver-distilled.ko"));
        assertThat(recorded.lines())
                .endsWith("info: Resolved the ids of 1 of 1 modules over their own bases: 0 already resolved or without"
                        + " ids, 0 failed; 0.00 s");
    }

    @Test
    void anyOtherModuleNeedsOne() throws Exception {
        Path module = Sample.copy(Sample.file("driver-noids.ko"), project.resolve("modules/driver.ko"));
        mojo.base = null;

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        1 of 1 modules could not be resolved over their own bases:
                          %s: the module brings no base of its own, and none was given
                        Set <base> (btf.base) to the kernel that such modules were built for; only distilled modules \
                        bring a base.""", module);
    }

    @Test
    void aNameThatIsNotFoundIsAWarning() throws Exception {
        Path module = withoutPut();

        mojo.execute();

        assertThat(recorded.lines())
                .filteredOn(line -> line.startsWith("warn: "))
                .containsExactly(
                        "warn: " + module
                                + ": set8 'sensor_kfuncs': FUNC 'sensor_pot' is neither in the module's BTF nor"
                                + " in its base; its id is 0",
                        "warn: " + module
                                + ": list 'sensor_types': FUNC 'sensor_pot' is neither in the module's BTF nor"
                                + " in its base; its id is 0");
        assertThat(project.resolve("target/btf-resolved/driver.ko")).isRegularFile();
    }

    @Test
    void aNameThatIsNotFoundFailsTheBuildWhereThatIsWanted() throws Exception {
        Path module = withoutPut();
        mojo.failOnUnresolved = true;

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        1 of 1 modules could not be resolved over vmlinux:
                          %1$s: set8 'sensor_kfuncs': FUNC 'sensor_pot' is neither in the module's BTF nor in its base
                          %1$s: list 'sensor_types': FUNC 'sensor_pot' is neither in the module's BTF nor in its base
                        With <failOnUnresolved> (btf.failOnUnresolved) = false, such ids are 0, as in a kernel build, \
                        and there is a warning.""", module);
        assertThat(project.resolve("target/btf-resolved")).doesNotExist();
    }

    @Test
    void theBaseOfAnotherKernelIsNamed() throws Exception {
        Sample.copy(project, "vmlinux-next");
        Sample.copy(Sample.file("driver-noids.ko"), project.resolve("modules/driver.ko"));
        mojo.base = "vmlinux-next";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("The base is not the one that this split BTF was encoded against: give that one.")
                .hasMessageEndingWith("The base is <base> (btf.base): %s.", project.resolve("vmlinux-next"));
    }

    @Test
    void theModulesMustBeSetButNotTheBase() {
        mojo.modules = null;
        mojo.base = "";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<modules> (btf.modules) is not set. Set it in the plugin's <configuration>, or with"
                        + " -Dbtf.modules=... on the command line.");
    }

    /** The sample module, but it asks for a function that it does not have. */
    private Path withoutPut() throws IOException {
        String bytes = Files.readString(Sample.file("driver-noids.ko"), StandardCharsets.ISO_8859_1);
        Path module = project.resolve("modules/driver.ko");
        Files.createDirectories(module.resolveSibling("."));
        return Files.writeString(
                module, bytes.replace("__func__sensor_put__", "__func__sensor_pot__"), StandardCharsets.ISO_8859_1);
    }
}
