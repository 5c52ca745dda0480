// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Test;

/** How Maven fills in the parameters of a goal: by the names of their elements, with the defaults of the descriptor. */
@MojoTest
class ConfigurationTest {

    private static final Path BASEDIR = Path.of(MojoExtension.getBasedir());

    @Test
    @InjectMojo(goal = "distill")
    @MojoParameter(name = "modules", value = "src/modules")
    @MojoParameter(name = "base", value = "running")
    void distillHasDefaultsForAllButModulesAndBase(DistillMojo mojo) {
        assertThat(mojo.modules).isEqualTo("src/modules");
        assertThat(mojo.base).isEqualTo("running");
        assertThat(mojo.outputDirectory).isEqualTo(BASEDIR.resolve("target/btf").toString());
        assertThat(mojo.signature).isEqualTo("fail");
        assertThat(mojo.skip).isFalse();
        assertThat(mojo.basedir()).isEqualTo(BASEDIR);
    }

    @Test
    @InjectMojo(goal = "relocate")
    @MojoParameter(name = "target", value = "vmlinux")
    @MojoParameter(name = "outputDirectory", value = "out")
    @MojoParameter(name = "failOnError", value = "false")
    @MojoParameter(name = "signature", value = "strip")
    @MojoParameter(name = "skip", value = "true")
    void everyDefaultCanBeReplaced(RelocateMojo mojo) {
        assertThat(mojo.modules).isNull();
        assertThat(mojo.target).isEqualTo("vmlinux");
        assertThat(mojo.outputDirectory).isEqualTo("out");
        assertThat(mojo.failOnError).isFalse();
        assertThat(mojo.signature).isEqualTo("strip");
        assertThat(mojo.skip).isTrue();
    }

    @Test
    @InjectMojo(goal = "relocate")
    void relocateDoesNotWriteWhereDistillDid(RelocateMojo mojo) {
        assertThat(mojo.outputDirectory)
                .isEqualTo(BASEDIR.resolve("target/btf-relocated").toString());
        assertThat(mojo.failOnError).isTrue();
    }

    @Test
    @InjectMojo(goal = "dump")
    @MojoParameter(name = "file", value = "driver.ko")
    void dumpShowsTheBtfOfAFileInTheLog(DumpMojo mojo) {
        assertThat(mojo.file).isEqualTo("driver.ko");
        assertThat(mojo.base).isNull();
        assertThat(mojo.section).isEqualTo(".BTF");
        assertThat(mojo.outputFile).isNull();
    }
}
