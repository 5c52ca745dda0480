// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.maven.doxia.module.xhtml5.Xhtml5SinkFactory;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.apache.maven.reporting.MavenReportException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report as the site plugin has it made; it-projects has it made alone as well. */
class BtfReportMojoTest {

    @TempDir
    Path project;

    private final RecordedLog recorded = new RecordedLog();
    private final BtfReportMojo mojo = new BtfReportMojo();

    @BeforeEach
    void configure() throws IOException {
        mojo.setLog(recorded.log);
        mojo.basedir = project.toFile();
        mojo.distilledModules = "target/btf";
        mojo.dataFile = "target/btf/report.json";
        mojo.reportDirectory = project.resolve("target/site").toFile();
        mojo.targets = List.of(target("vmlinux"), target("vmlinux-changed"));
        Sample.copy(project, "vmlinux", "vmlinux-changed", "driver.ko");
        Sample.copy(Sample.expected("driver-distilled.ko"), project.resolve("target/btf/driver.ko"));
    }

    @Test
    void aRefusedModuleFailsNoBuild() throws Exception {
        assertThat(mojo.canGenerateReport()).isTrue();
        assertThat(page()).contains("struct ring does not exist there; embedded by value in struct sensor.ring");
        assertThat(project.resolve("target/btf/report.json")).isNotEmptyFile();
        assertThat(recorded.lines()).isEmpty();
    }

    @Test
    void theOldVersionIsDistilledOverItsBaseAndCompared() throws Exception {
        mojo.old = "driver.ko";
        mojo.oldBase = "vmlinux";
        mojo.base = "vmlinux-changed";

        assertThat(page()).contains("Since the old version: unchanged");
        assertThat(project.resolve("target/btf/report.json"))
                .content()
                .contains("\"role\":\"old\"", "\"role\":\"oldBase\"", "\"role\":\"base\"");
    }

    @Test
    void withoutTargetsItTellsOfTheModules() throws Exception {
        mojo.targets = null;

        assertThat(page()).contains("<section id=\"m-driver.ko\">").doesNotContain("btf-on-kernel\"");
    }

    @Test
    void skippedItIsNoReport() throws Exception {
        mojo.skip = true;

        assertThat(mojo.canGenerateReport()).isFalse();
        mojo.execute();
        assertThat(recorded.lines()).containsExactly("info: Skipped, as <skip> (btf.skip) says.");
    }

    @Test
    void aParentHasNoReportUnlessItSaysOfWhat() throws Exception {
        Model parent = new Model();
        parent.addModule("drivers");
        parent.setBuild(new Build());
        parent.getBuild().setDirectory(project.resolve("parent/target").toString());
        mojo.project = new MavenProject(parent);
        mojo.distilledModules = parent.getBuild().getDirectory() + "/btf";

        mojo.execute();
        assertThat(mojo.canGenerateReport()).isFalse();
        assertThat(recorded.lines().stream().distinct())
                .containsExactly("info: No report, as this project only has others in it, and there is no "
                        + mojo.distilledModules + ".");
        mojo.distilledModules = "target/btf";
        assertThat(mojo.canGenerateReport()).isTrue();
    }

    @Test
    void menusFindItByItsName() {
        assertThat(mojo.getName(Locale.ROOT)).isEqualTo("BTF report");
        assertThat(mojo.getDescription(Locale.ROOT)).startsWith("What kernel modules need");
        assertThat(mojo.getOutputPath()).isEqualTo("btf-report");
        assertThat(mojo.getCategoryName()).isEqualTo("Project Reports");
        assertThat(mojo.isExternalReport()).isFalse();
    }

    @Test
    void missingModulesAreNamedWithTheBuildThatMakesThem() {
        mojo.distilledModules = "target/none";

        assertThatThrownBy(this::page)
                .isInstanceOf(MavenReportException.class)
                .hasMessage("<distilledModules> (btf.distilledModules): " + project.resolve("target/none")
                        + ": there is no such file or folder. Give modules, or let btf:distill run before, as in mvn"
                        + " package site; with <skip> (btf.skip) = true there is no report.");
    }

    @Test
    void aKernelIsNoOldVersionOfModules() {
        mojo.old = "vmlinux";

        assertThatThrownBy(this::page)
                .isInstanceOf(MavenReportException.class)
                .hasMessage(
                        "<old> (btf.old): " + project.resolve("vmlinux")
                                + ": found a kernel, expected modules. Give a module, a folder of modules, or an archive of them.");
    }

    @Test
    void theDataAreNotWrittenOverAnInput() {
        mojo.dataFile = "vmlinux";

        assertThatThrownBy(this::page)
                .isInstanceOf(MavenReportException.class)
                .hasMessageStartingWith("<dataFile> (btf.dataFile): ")
                .hasMessageContaining("is the input itself");
    }

    @Test
    void theDataAreNotWrittenOverTheKernelOfModulesThatAreNotDistilled() throws Exception {
        Files.copy(project.resolve("vmlinux"), project.resolve("built-for"));
        mojo.targets = null;
        mojo.old = "driver.ko";
        mojo.oldBase = "vmlinux";
        mojo.base = "built-for";
        mojo.dataFile = "built-for";

        assertThatThrownBy(this::page)
                .isInstanceOf(MavenReportException.class)
                .hasMessageStartingWith("<dataFile> (btf.dataFile): ")
                .hasMessageContaining("is the input itself");
        assertThat(project.resolve("built-for")).hasSameBinaryContentAs(project.resolve("vmlinux"));
    }

    @Test
    void wordsThatMeanNothingAreRefused() {
        mojo.rules = "lax";

        assertThatThrownBy(this::page)
                .isInstanceOf(MavenReportException.class)
                .hasMessage("<rules> (btf.rules): found 'lax', expected 'kernel' or 'strict'.");
    }

    @Test
    void whatTheSitePluginLacksFailsTheBuild() {
        Xhtml5SinkFactory lacking = new Xhtml5SinkFactory();
        assertThatThrownBy(() -> mojo.generate(sinkThatLacksAMethod(), lacking, Locale.ROOT))
                .isInstanceOf(MavenReportException.class)
                .hasMessage("the site plugin and btf:report do not fit together: java.lang.NoSuchMethodError: head");
    }

    private static Sink sinkThatLacksAMethod() {
        return org.mockito.Mockito.mock(Sink.class, call -> {
            throw new NoSuchMethodError(call.getMethod().getName());
        });
    }

    private String page() throws MavenReportException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Xhtml5SinkFactory sinks = new Xhtml5SinkFactory();
        Sink sink = sinks.createSink(out, "UTF-8");
        mojo.generate(sink, sinks, Locale.ROOT);
        sink.close();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static CheckedKernel target(String kernel) {
        CheckedKernel target = new CheckedKernel();
        target.set(kernel);
        return target;
    }
}
