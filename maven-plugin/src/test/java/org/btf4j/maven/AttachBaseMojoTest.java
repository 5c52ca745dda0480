// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProjectHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachBaseMojoTest {

    @TempDir
    Path folder;

    private final RecordedLog recorded = new RecordedLog();
    private final MavenProjectHelper helper = mock(MavenProjectHelper.class);
    private final AttachBaseMojo mojo = new AttachBaseMojo();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no framework makes the goal here
    void configure() {
        mojo.setLog(recorded.log);
        mojo.basedir = folder.toFile();
        mojo.project = Projects.of("pom", folder);
        mojo.projectHelper = helper;
        mojo.base = "vmlinux";
    }

    @Test
    void theBtfOfAVmlinuxBecomesAnArtifact() throws Exception {
        Sample.copy(folder, "vmlinux");

        mojo.execute();

        Path file = folder.resolve("target/drivers-1.btf");
        assertThat(file).hasSameBinaryContentAs(Sample.file("vmlinux.btf"));
        verify(helper).attachArtifact(mojo.project, "btf", null, file.toFile());
        assertThat(recorded.lines())
                .containsExactly("info: Attached the BTF of vmlinux: 103 types, 3,079 bytes, in " + file);
    }

    @Test
    void aClassifierTellsKernelsApart() throws Exception {
        Sample.copy(folder, "vmlinux.btf");
        mojo.base = "vmlinux.btf";
        mojo.classifier = "arm64";

        mojo.execute();

        Path file = folder.resolve("target/drivers-1-arm64.btf");
        assertThat(file).hasSameBinaryContentAs(Sample.file("vmlinux.btf"));
        verify(helper).attachArtifact(mojo.project, "btf", "arm64", file.toFile());
    }

    @Test
    void twoKernelsThatWouldBeTheSameArtifact() throws Exception {
        Sample.copy(folder, "vmlinux", "vmlinux-next");
        Map<Object, Object> build = new HashMap<>();
        Path file = folder.resolve("target/drivers-1.btf");
        Projects.execute(mojo, "base", build);
        mojo.base = "vmlinux-next";

        assertThatThrownBy(() -> Projects.execute(mojo, "next", build))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<classifier> (btf.classifier): the execution 'base' of the goal has made " + file
                        + " already. Give each execution a classifier of its own.");
        assertThat(file).hasSameBinaryContentAs(Sample.file("vmlinux.btf"));

        mojo.classifier = "next";
        Projects.execute(mojo, "next", build);

        verify(helper)
                .attachArtifact(
                        mojo.project,
                        "btf",
                        "next",
                        folder.resolve("target/drivers-1-next.btf").toFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"driver.ko", "driver-no-btf.ko", "expected/driver-distilled.ko"})
    void aModuleIsNoKernel(String module) throws Exception {
        Path copy = Sample.copy(Sample.file(module), folder.resolve("module"));
        mojo.base = "module";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<base> (btf.base): " + copy
                        + ": found a kernel module, expected a kernel. Give the vmlinux that it" + " was built for.");
        assertThat(folder.resolve("target")).doesNotExist();
        verifyNoInteractions(helper);
    }

    @ParameterizedTest
    @ValueSource(strings = {"driver.btf", "expected/driver.split.btf"})
    void splitBtfIsNoKernels(String split) throws Exception {
        Path copy = Sample.copy(Sample.file(split), folder.resolve("split.btf"));
        mojo.base = "split.btf";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("<base> (btf.base): " + copy)
                .hasMessageContaining(
                        "found a first string of its own, expected the empty string first. If this is split BTF,"
                                + " read it over the base that it was encoded against.");
        assertThat(folder.resolve("target")).doesNotExist();
        verifyNoInteractions(helper);
    }

    @Test
    void aKernelThatIsNotThere() {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith(
                        "<base> (btf.base): " + folder.resolve("vmlinux") + ": there is no such file. ");
    }

    @Test
    void aBaseMustBeSet() {
        mojo.base = null;

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "<base> (btf.base) is not set. Set it in the plugin's <configuration>, or with -Dbtf.base=... on"
                                + " the command line.");
    }
}
