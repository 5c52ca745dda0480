// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.btf4j.batch.ModuleArchive;
import org.btf4j.batch.ModuleArchive.Member;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample module and a later version of it, and the kernels of the sample. */
class DiffMojoTest {

    private static final String SOURCES =
            "Give a module, a folder of modules, or an archive of them (.tar.gz or .zip, as"
                    + " btf:package makes them); a vmlinux, a vmlinuz or raw BTF, each also compressed; 'running'; or"
                    + " mvn:group:artifact:version[:type[:classifier]], whose version may be LATEST or PREVIOUS and whose type is"
                    + " tar.gz if none is named.";
    private static final String CHANGED =
            "Compared 1 of 1 module: 0 unchanged, 0 compatible, 0 source-compatible, 0 breaking"
                    + " for tracing, 1 breaking for loading; 0 added, 0 removed, 0 not comparable";
    private static final String PROTOTYPE =
            "prototype was struct sensor *sensor_get(struct device *device, u32 channel),"
                    + " is struct sensor *sensor_get(struct device *device, u64 channel)";

    @TempDir
    Path project;

    private final RecordedLog recorded = new RecordedLog();
    private final DiffMojo mojo = new DiffMojo();

    @BeforeEach
    void configure() throws IOException {
        mojo.setLog(recorded.log);
        mojo.basedir = project.toFile();
        Sample.copy(project, "vmlinux", "vmlinux-next", "vmlinux-changed");
        Sample.copy(Sample.expected("driver-distilled.ko"), project.resolve("released/driver.ko"));
        Sample.copy(Sample.file("driver-newer.ko"), project.resolve("target/btf/driver.ko"));
        mojo.old = "released";
        mojo.newer = "target/btf";
        mojo.base = "vmlinux";
    }

    @Test
    void textGoesToTheLog() throws Exception {
        mojo.execute();

        assertThat(recorded.lines())
                .startsWith(
                        "info: driver.ko: breaking for loading",
                        "info:   needs struct device_operations in another form: breaking for loading",
                        "info:     use was behind a pointer, is by value",
                        "info:   needs struct module now: breaking for loading",
                        "info:   struct sensor changed: breaking for tracing",
                        "info:     member ring was struct ring at bit 704, 384 bits, is struct ring * at bit 704, 64 bits")
                .endsWith(
                        "info:   enum sensor_mode changed: source-compatible",
                        "info:     enumerator SENSOR_FAULT was -3, is -4",
                        "info:   kfunc sensor_get changed: breaking for loading",
                        "info:     " + PROTOTYPE,
                        "info: " + CHANGED + "; 0.00 s");
        assertThat(project.resolve("target/btf")).isDirectoryContaining("glob:**/driver.ko");
    }

    @Test
    void otherFormsGoToAFile() throws Exception {
        mojo.format = "markdown";
        mojo.outputFile = "notes/diff.md";

        mojo.execute();

        assertThat(recorded.lines())
                .containsExactly("info: " + CHANGED + "; report in " + project.resolve("notes/diff.md") + "; 0.00 s");
        assertThat(project.resolve("notes/diff.md"))
                .content()
                .startsWith(
                        "## Changes of BTF from `released` to `target/btf`\n\n### driver.ko: breaking for loading\n");
    }

    @Test
    void kernelsAreComparedAsAWhole() throws Exception {
        mojo.old = "vmlinux";
        mojo.newer = "vmlinux-next";
        mojo.base = null;

        mojo.execute();

        assertThat(recorded.lines())
                .containsExactly(
                        "info: kernel: breaking for loading",
                        "info:   struct device changed: breaking for loading",
                        "info:     size 96 bytes, now 128",
                        "info:     member numa_node added: u32 at bit 736, 32 bits (compatible)",
                        "info:     member deferred_probe added: struct work_struct at bit 768, 256 bits (compatible)",
                        "info:   struct scheduler_entity added: compatible",
                        "info:   enum scheduler_class added: compatible",
                        "info:   function scheduler_compare added: compatible",
                        "info: Compared 2 kernels: types 3 added, 0 removed, 1 changed; 3 compatible, 0 source-compatible,"
                                + " 0 breaking for tracing, 1 breaking for loading; 0.00 s");
    }

    @Test
    void anArchiveIsUnpackedAndIsGoneAfterwards() throws Exception {
        Path temporary = Files.createDirectory(project.resolve("tmp"));
        Path module = project.resolve("released/driver.ko");
        Member member = new Member(module, "lib/modules/miniature/updates/driver.ko");
        ModuleArchive.write(project.resolve("old.bin"), List.of(member), new TarGzip(Instant.EPOCH));
        ModuleArchive.write(project.resolve("old.zip"), List.of(member), new Zip(Instant.EPOCH));
        String before = System.setProperty("java.io.tmpdir", temporary.toString());
        try {
            for (String archive : List.of("old.bin", "old.zip")) {
                mojo.old = archive;
                mojo.execute();
                assertThat(recorded.lines()).last().isEqualTo("info: " + CHANGED + "; 0.00 s");
            }
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void theBuildFailsIfAChangeIsThatBad() {
        mojo.failOn = "breaking-for-loading";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        3 changes are breaking for loading:
                          driver.ko: needs struct device_operations in another form, breaking for loading: use was behind a \
                        pointer, is by value
                          driver.ko: needs struct module now, breaking for loading
                          driver.ko: kfunc sensor_get changed, breaking for loading: %s
                        The old side is <old> (btf.old): released; the new one <new> (btf.new): target/btf.
                        If a change is not meant, take it back; if it is, let the new version's number and release notes say \
                        so, and let changes pass by <failOn> (btf.failOn): with none, the build goes on.""", PROTOTYPE);
        assertThat(recorded.lines()).last().isEqualTo("info: " + CHANGED + "; 0.00 s");
    }

    @Test
    void whatCannotBeComparedIsAWarningAndNoChangeMayHideInIt() throws Exception {
        mojo.base = null;
        String problem =
                "driver.ko cannot be compared: the new driver.ko is not distilled (it has no section .BTF.base),"
                        + " and no kernel is given to distil it over; distil it with btf:distill, or give the kernel that it was"
                        + " built for";

        mojo.execute();

        assertThat(recorded.lines()).startsWith("warn: " + problem).hasSize(2);
        mojo.failOn = "breaking-for-tracing";
        assertThatThrownBy(mojo::execute).hasMessageStartingWith("""
                1 change is breaking for tracing or worse:
                  %s
                The old side""", problem);
    }

    @Test
    void aModuleThatIsGoneBreaksTracing() {
        Path gone = project.resolve("released/gone.ko");
        mojo.newer = "released";
        mojo.failOn = "breaking-for-tracing";
        mojo.base = null;

        assertThatThrownBy(() -> {
                    Sample.copy(Sample.expected("driver-distilled.ko"), project.resolve("before/driver.ko"));
                    Sample.copy(Sample.expected("driver-distilled.ko"), project.resolve("before/gone.ko"));
                    mojo.old = "before";
                    mojo.execute();
                })
                .hasMessageStartingWith(
                        "1 change is breaking for tracing or worse:\n  gone.ko: removed, breaking for tracing\n");
        assertThat(gone).doesNotExist();
    }

    @Test
    void aKernelIsNotComparedWithModules() {
        mojo.old = "vmlinux";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "<old> (btf.old): %s: found a kernel, and <new> (btf.new): %s: found modules, expected two kernels,"
                                + " or modules on both sides. %s",
                        project.resolve("vmlinux"), project.resolve("target/btf"), SOURCES);
    }

    @Test
    void splitBtfWithoutItsBaseIsToldAsSuch() throws Exception {
        Path split = Sample.copy(Sample.file("driver.btf"), project.resolve("driver.btf"));
        mojo.old = "driver.btf";
        mojo.newer = "driver.btf";

        assertThatThrownBy(mojo::execute)
                .hasMessageStartingWith("<old> (btf.old): " + split)
                .hasMessageContaining("If this is split BTF, read it over the base that it was encoded against.");
        mojo.oldBase = "vmlinux";
        mojo.execute();
        assertThat(recorded.lines()).last().asString().contains("1 unchanged");
    }

    @Test
    void parametersAreChecked() {
        mojo.old = null;
        assertThatThrownBy(mojo::execute)
                .hasMessage(
                        "<old> (btf.old) is not set. Set it in the plugin's <configuration>, or with -Dbtf.old=... on the"
                                + " command line.");
        mojo.old = "gone";
        assertThatThrownBy(mojo::execute)
                .hasMessage("<old> (btf.old): " + project.resolve("gone") + ": there is no such file. " + SOURCES);
        mojo.format = "html";
        assertThatThrownBy(mojo::execute)
                .hasMessage("<format> (btf.format): found 'html', expected 'json' or 'markdown' or 'text'.");
        mojo.format = "text";
        mojo.failOn = "compatible";
        assertThatThrownBy(mojo::execute)
                .hasMessage("<failOn> (btf.failOn): found 'compatible', expected 'breaking-for-loading' or"
                        + " 'breaking-for-tracing' or 'none' or 'source-compatible'.");
    }

    @Test
    void whatIsNoModuleNorKernelIsTold() throws Exception {
        Path text = Files.writeString(project.resolve("README"), "some text");
        mojo.old = "README";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "<old> (btf.old): " + text + ": found a file that starts with 0x736f6d65, expected an ELF file"
                                + " (0x7f454c46) or raw BTF (0x9feb or 0xeb9f). " + SOURCES);
    }

    @Test
    void aBrokenArchiveIsToldAndLeavesNothing() throws Exception {
        Path module = project.resolve("released/driver.ko");
        Path archive = project.resolve("old.tar.gz");
        ModuleArchive.write(archive, List.of(new Member(module, "driver.ko")), new TarGzip(Instant.EPOCH));
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, java.util.Arrays.copyOf(whole, whole.length / 2));
        mojo.old = "old.tar.gz";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("<old> (btf.old): " + archive + ": this archive is broken: ")
                .hasMessageEndingWith(". Give one that btf:package made, or a folder.");
    }

    @Test
    void anArchiveWithoutModulesIsCalledByItsOwnName() throws Exception {
        Path other = Files.writeString(project.resolve("released/readme.txt"), "no module");
        Path archive = project.resolve("old.tar.gz");
        ModuleArchive.write(archive, List.of(new Member(other, "readme.txt")), new TarGzip(Instant.EPOCH));
        mojo.old = "old.tar.gz";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<old> (btf.old): " + archive
                        + ": this archive has no module: no *.ko, *.ko.gz, *.ko.xz or *.ko.zst. Give one that"
                        + " btf:package made, or a folder.");
    }

    @Test
    void anInputIsNotWrittenOver() throws Exception {
        mojo.outputFile = "released/driver.ko";
        byte[] before = Files.readAllBytes(project.resolve("released/driver.ko"));

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("<outputFile> (btf.outputFile): ")
                .hasMessageContaining("is the input itself");
        assertThat(project.resolve("released/driver.ko")).hasBinaryContent(before);
    }
}
