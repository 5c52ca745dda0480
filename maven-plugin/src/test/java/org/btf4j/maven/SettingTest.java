// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class SettingTest {

    private static final Path BASEDIR = Path.of("/project/disk");

    @Test
    void itIsCalledAsInAPomAndAsOnTheCommandLine() {
        assertThat(new Setting("outputDirectory", "x")).hasToString("<outputDirectory> (btf.outputDirectory)");
    }

    @Test
    void aRelativePathStartsAtTheBaseDirectory() throws MojoFailureException {
        assertThat(new Setting("file", "src/driver.ko").file(BASEDIR).path())
                .isEqualTo(Path.of("/project/disk/src/driver.ko"));
        assertThat(new Setting("file", "../vmlinux").file(BASEDIR).path()).isEqualTo(Path.of("/project/vmlinux"));
        assertThat(new Setting("file", "/boot/vmlinux").file(BASEDIR).path()).isEqualTo(Path.of("/boot/vmlinux"));
    }

    @Test
    void theBuildDirectoryOfAnAbsentPomIsBelowTheBaseDirectory() throws MojoFailureException {
        assertThat(new Setting("outputDirectory", "${project.basedir}/target/btf")
                        .file(BASEDIR)
                        .path())
                .isEqualTo(Path.of("/project/disk/target/btf"));
    }

    @Test
    void onlyAKernelCanBeTheRunningOne() throws MojoFailureException {
        Setting running = new Setting("base", "running");

        assertThat(running.kernel(BASEDIR)).hasToString("<base> (btf.base): /sys/kernel/btf/vmlinux");
        assertThat(running.file(BASEDIR)).hasToString("<base> (btf.base): /project/disk/running");
    }

    @Test
    void whatIsNotAPathIsTheUsersMistake() {
        Setting setting = new Setting("base", "vm\0linux");

        assertThatThrownBy(() -> setting.file(BASEDIR))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("<base> (btf.base): this is not a path: ");
        assertThatThrownBy(() -> setting.kernel(BASEDIR))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("<base> (btf.base): this is not a path: ");
    }

    @Test
    void anEmptyValueIsNone() {
        assertThat(new Setting("base", "vmlinux").isSet()).isTrue();
        assertThat(new Setting("base", null).isSet()).isFalse();
        assertThat(new Setting("base", " ").isSet()).isFalse();
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() {
        Setting modules = new Setting("modules", null);
        Setting base = new Setting("base", "");
        Setting outputDirectory = new Setting("outputDirectory", "target");

        assertThatThrownBy(() -> Setting.require(modules, base, outputDirectory))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<modules> (btf.modules) and <base> (btf.base) are not set."
                        + " Set them in the plugin's <configuration>, or with -Dbtf.modules=... and -Dbtf.base=... on the"
                        + " command line.");
        assertThatThrownBy(() -> Setting.require(base))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<base> (btf.base) is not set."
                        + " Set it in the plugin's <configuration>, or with -Dbtf.base=... on the command line.");
        assertThatCode(() -> Setting.require(outputDirectory)).doesNotThrowAnyException();
    }
}
