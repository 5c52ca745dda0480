// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistillMojoTest {

    @TempDir
    Path project;

    private final RecordedLog recorded = new RecordedLog();
    private final DistillMojo mojo = new DistillMojo();

    @BeforeEach
    void configure() {
        configure(mojo, project, recorded);
    }

    private static void configure(DistillMojo mojo, Path project, RecordedLog recorded) {
        mojo.setLog(recorded.log);
        mojo.basedir = project.toFile();
        mojo.modules = "modules";
        mojo.base = "vmlinux";
        mojo.outputDirectory = "target/btf";
    }

    @Test
    void aFolderIsDistilledAndReportedInOneLine() throws Exception {
        Sample.copy(project, "vmlinux", "modules/net/driver.ko");
        Path done = Sample.copy(
                Sample.expected("driver-distilled.ko"), project.resolve("modules/done/driver-distilled.ko"));

        mojo.execute();

        assertThat(recorded.lines())
                .containsExactly(
                        "debug: done/driver-distilled.ko: already distilled",
                        "debug: net/driver.ko: distilled; BTF 1,442 bytes before, 1,779 after, bases 497",
                        "info: Distilled 1 of 2 modules over vmlinux: 1 already distilled, 0 failed;"
                                + " BTF 1,442 bytes before, 1,779 after, bases 497; 0.00 s");
        assertThat(project.resolve("target/btf/done/driver-distilled.ko")).hasSameBinaryContentAs(done);
        assertThat(project.resolve("target/btf/net/driver.ko")).isRegularFile();
        assertThat(project.resolve("modules/net/driver.ko")).hasSameBinaryContentAs(Sample.file("driver.ko"));
    }

    @Test
    void rawSplitBtfBecomesTheRawPairThatLibbpfMakes() throws Exception {
        Sample.copy(project, "vmlinux.btf", "driver.btf");
        mojo.modules = "driver.btf";
        mojo.base = "vmlinux.btf";

        mojo.execute();

        assertThat(project.resolve("target/btf/driver.btf"))
                .hasSameBinaryContentAs(Sample.expected("driver.split.btf"));
        assertThat(project.resolve("target/btf/driver.base.btf"))
                .hasSameBinaryContentAs(Sample.expected("driver.base.btf"));
    }

    @Test
    void aSignedModuleIsRefusedUnlessItsSignatureMayGo() throws Exception {
        Sample.copy(project, "vmlinux");
        Path module = project.resolve("modules/driver.ko");
        Sample.writeSigned(module);

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        1 of 1 modules could not be distilled over vmlinux:
                          %s: the module is signed, and new BTF would make its signature invalid
                        With <signature> (btf.signature) = strip, modules are written without their signatures, \
                        with sign they are signed anew.""", module);
        assertThat(recorded.lines())
                .containsExactly(
                        "debug: driver.ko: failed",
                        "error: " + module + ": the module is signed, and new BTF would make its signature invalid",
                        "info: Distilled 0 of 1 modules over vmlinux: 0 already distilled, 1 failed; 0.00 s");
        assertThat(project.resolve("target")).doesNotExist();

        mojo.signature = "strip";
        mojo.execute();

        assertThat(recorded.lines())
                .last()
                .isEqualTo("info: Distilled 1 of 1 modules over vmlinux: 0 already distilled, 0 failed;"
                        + " 1 signature stripped; BTF 1,442 bytes before, 1,779 after, bases 497; 0.00 s");
    }

    @Test
    void everyModuleIsTriedBeforeTheBuildFailsWithAllReasons() throws Exception {
        Sample.copy(project, "vmlinux", "modules/driver.ko", "modules/driver-no-btf.ko");
        Path cut = project.resolve("modules/cut.ko");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(Sample.file("driver.ko")), 1000));
        Sample.writeSigned(project.resolve("modules/signed.ko"));

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        3 of 4 modules could not be distilled over vmlinux:
                          %1$s/cut.ko: found the section header table with 64 bytes at offset 4624, expected it within \
                        the 1000 bytes of the file. The file may be cut off.
                          %1$s/driver-no-btf.ko: found an ELF file without a section .BTF, expected one with it. Build \
                        it with CONFIG_DEBUG_INFO_BTF=y (modules: CONFIG_DEBUG_INFO_BTF_MODULES=y) and do not strip that \
                        section.
                          %1$s/signed.ko: the module is signed, and new BTF would make its signature invalid
                        The base is <base> (btf.base): %2$s.
                        With <signature> (btf.signature) = strip, modules are written without their signatures, \
                        with sign they are signed anew.""", project.resolve("modules"), project.resolve("vmlinux"));
        assertThat(project.resolve("target/btf")).isDirectoryContaining("glob:**/driver.ko");
        assertThat(recorded.lines())
                .last()
                .isEqualTo("info: Distilled 1 of 4 modules over vmlinux: 0 already distilled, 3 failed;"
                        + " BTF 1,442 bytes before, 1,779 after, bases 497; 0.00 s");
    }

    @Test
    void theWrongKernelIsRecognised() throws Exception {
        Sample.copy(project, "vmlinux-next", "modules/driver.ko");
        mojo.base = "vmlinux-next";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        1 of 1 modules could not be distilled over vmlinux-next:
                          %s, type [114] ENUM 'gth': found the name 'gth', which starts in the middle of a string, \
                        expected the start of one. The base is not the one that this split BTF was encoded against: give \
                        that one.
                        The base is <base> (btf.base): %s.""", project.resolve("modules/driver.ko"), project.resolve("vmlinux-next"));
    }

    @Test
    void aKmodProjectThatSetsOneOutputDirectoryForAllIsToldWhereToSetIt() throws Exception {
        Sample.copy(project, "vmlinux", "encoded/driver.ko");
        mojo.project = Projects.of("kmod", project);
        mojo.execution = new MojoExecution(new Plugin(), "distill", "default-distill");
        Map<Object, Object> build = new HashMap<>();
        mojo.setPluginContext(build);
        new KmodSteps(mojo.project, new MojoExecution(new Plugin(), "encode", "default-encode"), build)
                .wrote(new Setting("outputDirectory", "encoded").file(project));
        mojo.outputDirectory = "encoded";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<outputDirectory> (btf.outputDirectory): " + project.resolve("encoded")
                        + ": btf:encode has just written there what is distilled now, and nothing is written over its"
                        + " input. Set it for one of the two goals, in an <execution> with the <id> default-distill.");
        assertThat(project.resolve("encoded/driver.ko")).hasSameBinaryContentAs(Sample.file("driver.ko"));
    }

    @Test
    void missingParametersAreNamed() {
        mojo.modules = null;
        mojo.base = null;

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<modules> (btf.modules) and <base> (btf.base) are not set."
                        + " Set them in the plugin's <configuration>, or with -Dbtf.modules=... and -Dbtf.base=... on the"
                        + " command line.");
    }

    @Test
    void nothingIsReadWhereTheGoalIsSkipped() throws Exception {
        mojo.skip = true;
        mojo.modules = null;

        mojo.execute();

        assertThat(recorded.lines()).containsExactly("info: Skipped, as <skip> (btf.skip) says.");
    }

    @Test
    void anUnknownPolicyForSignatures() throws Exception {
        mojo.signature = "STRIP";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<signature> (btf.signature): found 'STRIP', expected 'fail' or 'sign' or 'strip'.");
    }

    @Test
    void aLayoutThatDoesNotExist() throws IOException {
        Sample.copy(project, "vmlinux", "modules/driver.ko");
        mojo.layout = "base_ref";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<layout> (btf.layout): found 'base_ref', expected 'base-ref' or 'distilled'.");
    }

    @Test
    void aModuleThatIsDistilledInAnotherLayout() throws IOException {
        Sample.copy(project, "vmlinux");
        Path module = Sample.copy(Sample.expected("driver-distilled.ko"), project.resolve("modules/driver.ko"));
        mojo.layout = "base-ref";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        1 of 1 modules could not be distilled over vmlinux:
                          %s, section .BTF.base: found a module in the layout distilled, expected the layout base-ref
                        The layout is <layout> (btf.layout). Give that of the modules, or take them as they were before \
                        they were distilled.""", module);
    }

    @Test
    void modulesThatAreNotThere() {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<modules> (btf.modules): " + project.resolve("modules")
                        + ": there is no such file or folder. Give a module, or a folder with modules.");
    }

    @Test
    void aFolderWithoutModules() throws IOException {
        Files.createDirectory(project.resolve("modules"));

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<modules> (btf.modules): " + project.resolve("modules")
                        + ": there is no module in this folder or below: no *.ko, *.ko.gz, *.ko.xz or *.ko.zst."
                        + " Give a module, or a folder with modules.");
    }

    @Test
    void aFolderThatMayNotBeRead() throws IOException {
        Path folder = Files.createDirectory(project.resolve("modules"));
        Files.setPosixFilePermissions(folder, Set.of());
        assumeThat(Files.isReadable(folder))
                .as("this user, root for example, may read folders without permission")
                .isFalse();

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("<modules> (btf.modules): " + folder + ": permission denied.");
    }

    @Test
    void theOutputDirectoryIsNotWhereTheModulesAre() throws IOException {
        Sample.copy(project, "vmlinux", "modules/driver.ko");
        for (String output : List.of("modules", ".")) {
            mojo.outputDirectory = output;

            assertThatThrownBy(mojo::execute)
                    .isInstanceOf(MojoFailureException.class)
                    .hasMessage(
                            "<outputDirectory> (btf.outputDirectory): %s: <modules> (btf.modules) are in this folder, and"
                                    + " nothing is written over its input. Give another folder.",
                            project.resolve(output).normalize());
        }
        mojo.modules = "modules/driver.ko";
        mojo.outputDirectory = "modules";

        assertThatThrownBy(mojo::execute)
                .hasMessageStartingWith("<outputDirectory> (btf.outputDirectory): " + project.resolve("modules"));
    }

    @Test
    void anOutputDirectoryThatIsAFile() throws IOException {
        Sample.copy(project, "vmlinux", "modules/driver.ko");
        mojo.outputDirectory = "vmlinux";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        1 of 1 modules could not be distilled over vmlinux:
                          %2$s: is a file, where a folder is needed
                        The modules are <modules> (btf.modules): %1$s, the outputs go to <outputDirectory> \
                        (btf.outputDirectory): %2$s.""", project.resolve("modules"), project.resolve("vmlinux"));
    }

    @Test
    void goalsThatRunAtTheSameTimeDoNotKnowOfEachOther() throws Exception {
        List<RecordedLog> logs =
                IntStream.range(0, 8).mapToObj(number -> new RecordedLog()).toList();
        ExecutorService builds = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Path>> projects = IntStream.range(0, 8)
                    .<Callable<Path>>mapToObj(number -> () -> {
                        Path own = project.resolve("project" + number);
                        Sample.copy(own, "vmlinux", "modules/driver.ko");
                        DistillMojo goal = new DistillMojo();
                        configure(goal, own, logs.get(number));
                        goal.execute();
                        return own;
                    })
                    .toList();
            for (Future<Path> built : builds.invokeAll(projects)) {
                assertThat(built.get().resolve("target/btf/driver.ko")).isRegularFile();
            }
        } finally {
            builds.shutdownNow();
        }
        assertThat(logs)
                .allSatisfy(log ->
                        assertThat(log.lines()).hasSize(2).isEqualTo(logs.get(0).lines()));
    }
}
