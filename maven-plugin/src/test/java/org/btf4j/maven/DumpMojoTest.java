// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpMojoTest {

    @TempDir
    Path project;

    private final RecordedLog recorded = new RecordedLog();
    private final DumpMojo mojo = new DumpMojo();

    @BeforeEach
    void configure() throws IOException {
        mojo.setLog(recorded.log);
        mojo.basedir = project.toFile();
        Sample.copy(project, "driver.ko", "vmlinux", "vmlinux-next", "vmlinux-changed");
        Sample.copy(Sample.expected("driver-distilled.ko"), project.resolve("distilled.ko"));
    }

    @Test
    void aModuleOverItsKernelGoesToTheLog() throws Exception {
        mojo.file = "driver.ko";
        mojo.base = "vmlinux";

        mojo.execute();

        assertThat(recorded.lines())
                .isEqualTo(logged(
                        "driver.before.txt",
                        "debug: " + project.resolve("driver.ko") + ": types [104] to [140]",
                        "info: driver.ko, with base vmlinux:",
                        "info: Dumped 37 types of driver.ko, with base vmlinux: 1,442 bytes of BTF; 0.00 s"));
    }

    @Test
    void aDistilledModuleIsShownOverItsOwnBase() throws Exception {
        mojo.file = "distilled.ko";

        mojo.execute();

        assertThat(recorded.lines())
                .isEqualTo(logged(
                        "driver.distilled.txt",
                        "debug: " + project.resolve("distilled.ko") + ": types [21] to [73]",
                        "info: distilled.ko:",
                        "info: Dumped 53 types of distilled.ko: 1,779 bytes of BTF; 0.00 s"));
    }

    @Test
    void theSmallBaseItselfIsASectionLikeAnother() throws Exception {
        mojo.file = "distilled.ko";
        mojo.section = ".BTF.base";

        mojo.execute();

        assertThat(recorded.lines())
                .isEqualTo(logged(
                        "driver.base.txt",
                        "debug: " + project.resolve("distilled.ko") + ": types [1] to [20]",
                        "info: distilled.ko, section .BTF.base:",
                        "info: Dumped 20 types of distilled.ko, section .BTF.base: 497 bytes of BTF; 0.00 s"));
    }

    @Test
    void aFileGetsTheBytesThatBpftoolPrints() throws Exception {
        mojo.file = "distilled.ko";
        mojo.base = "vmlinux-next";
        mojo.outputFile = "target/dumps/relocated.txt";

        mojo.execute();

        assertThat(project.resolve("target/dumps/relocated.txt"))
                .hasSameBinaryContentAs(Sample.expected("driver.relocated-next.txt"));
        assertThat(recorded.lines())
                .containsExactly(
                        "debug: " + project.resolve("distilled.ko") + ": types [113] to [165]",
                        "info: Dumped 53 types of distilled.ko, with base vmlinux-next, to target/dumps/relocated.txt:"
                                + " 1,779 bytes of BTF; 0.00 s");
    }

    @Test
    void aFileGetsTheJsonThatBpftoolPrints() throws Exception {
        mojo.file = "driver.ko";
        mojo.base = "vmlinux";
        mojo.format = "json";
        mojo.outputFile = "driver.json";

        mojo.execute();

        assertThat(project.resolve("driver.json")).hasSameBinaryContentAs(Sample.expected("driver.before.json"));
    }

    @Test
    void inTheLogJsonHasALineForEachField() throws Exception {
        mojo.file = "driver.ko";
        mojo.base = "vmlinux";
        mojo.format = "json";

        mojo.execute();

        assertThat(recorded.lines())
                .isEqualTo(logged(
                        "driver.before.indented.json",
                        "debug: " + project.resolve("driver.ko") + ": types [104] to [140]",
                        "info: driver.ko, with base vmlinux:",
                        "info: Dumped 37 types of driver.ko, with base vmlinux: 1,442 bytes of BTF; 0.00 s"));
    }

    @Test
    void onlyTheTypesThatAreAskedFor() throws Exception {
        mojo.file = "driver.ko";
        mojo.base = "vmlinux";
        mojo.types = List.of("enum sensor_*", "VAR *", "22");

        mojo.execute();

        assertThat(recorded.lines())
                .containsExactly(
                        "debug: " + project.resolve("driver.ko") + ": types [104] to [140]",
                        "info: driver.ko, with base vmlinux:",
                        "info: [22] TYPEDEF 'atomic_t' type_id=20",
                        "info: [105] ENUM 'sensor_mode' encoding=SIGNED size=4 vlen=3",
                        "info: \t'SENSOR_IDLE' val=0",
                        "info: \t'SENSOR_SAMPLING' val=5",
                        "info: \t'SENSOR_FAULT' val=-3",
                        "info: [106] ENUM64 'sensor_serial' encoding=UNSIGNED size=8 vlen=1",
                        "info: \t'SENSOR_SERIAL_FIRST' val=1099511627776ULL",
                        "info: [118] VAR 'sensor_samples' type_id=12, linkage=static",
                        "info: [119] VAR 'sensor_current' type_id=110, linkage=static",
                        "info: Dumped 4 of 37 types, and 1 of the base, of driver.ko, with base vmlinux: 1,442 bytes of BTF;"
                                + " 0.00 s");
    }

    @Test
    void typesWithAllThatTheyDependOn() throws Exception {
        mojo.file = "driver.ko";
        mojo.base = "vmlinux";
        mojo.format = "json";
        mojo.types = List.of("sensor_serial");
        mojo.roots = List.of("union sensor_sample");
        mojo.outputFile = "sample.json";

        mojo.execute();

        assertThat(project.resolve("sample.json")).hasContent("""
                {"types":[{"id":4,"kind":"TYPEDEF","name":"u32","type_id":6},\
                {"id":6,"kind":"INT","name":"unsigned int","size":4,"bits_offset":0,"nr_bits":32,"encoding":"(none)"},\
                {"id":7,"kind":"TYPEDEF","name":"u64","type_id":8},\
                {"id":8,"kind":"INT","name":"long long unsigned int","size":8,"bits_offset":0,"nr_bits":64,"encoding":"(none)"},\
                {"id":17,"kind":"STRUCT","name":"hlist_node","size":16,"vlen":2,"members":[\
                {"name":"next","type_id":18,"bits_offset":0},{"name":"pprev","type_id":19,"bits_offset":64}]},\
                {"id":18,"kind":"PTR","name":"(anon)","type_id":17},{"id":19,"kind":"PTR","name":"(anon)","type_id":18},\
                {"id":42,"kind":"STRUCT","name":"(anon)","size":8,"vlen":2,"members":[\
                {"name":"low","type_id":4,"bits_offset":0},{"name":"high","type_id":4,"bits_offset":32}]},\
                {"id":106,"kind":"ENUM64","name":"sensor_serial","encoding":"UNSIGNED","size":8,"vlen":1,"values":[\
                {"name":"SENSOR_SERIAL_FIRST","val":1099511627776}]},\
                {"id":112,"kind":"UNION","name":"sensor_sample","size":16,"vlen":3,"members":[\
                {"name":"raw","type_id":7,"bits_offset":0},{"name":"(anon)","type_id":42,"bits_offset":0},\
                {"name":"free","type_id":17,"bits_offset":0}]}]}
                """);
        assertThat(recorded.lines())
                .last()
                .isEqualTo(
                        "info: Dumped 2 of 37 types, and 8 of the base, of driver.ko, with base vmlinux, to sample.json:"
                                + " 1,442 bytes of BTF; 0.00 s");
    }

    @Test
    void inCWhatATypePointsToIsDeclared() throws Exception {
        mojo.file = "driver.ko";
        mojo.base = "vmlinux";
        mojo.format = "c";
        mojo.types = List.of("struct sensor");

        mojo.execute();

        assertThat(recorded.lines())
                .contains("info: struct sensor {", "info: \tstruct device *device;", "info: struct device;")
                .doesNotContain("info: struct device {")
                .last()
                .isEqualTo("info: Dumped 1 of 37 types of driver.ko, with base vmlinux: 1,442 bytes of BTF; 0.00 s");
    }

    @Test
    void inCARootHasAllThatItDependsOnDefined() throws Exception {
        mojo.file = "driver.ko";
        mojo.base = "vmlinux";
        mojo.format = "c";
        mojo.roots = List.of("struct sensor");
        mojo.outputFile = "sensor.h";

        mojo.execute();

        assertThat(Files.readAllLines(project.resolve("sensor.h")))
                .startsWith("#ifndef __VMLINUX_H__")
                .contains("struct sensor {", "struct device {")
                .endsWith("#endif /* __VMLINUX_H__ */");
    }

    @Test
    void inCAModuleHasTheTypesOfItsKernelThatItNeeds() throws Exception {
        mojo.file = "driver.ko";
        mojo.base = "vmlinux";
        mojo.format = "c";

        mojo.execute();

        assertThat(recorded.lines())
                .contains("info: struct sensor {", "info: struct device {")
                .last()
                .asString()
                .matches("info: Dumped 37 types, and [0-9]+ of the base, of driver.ko, with base vmlinux: .*");
    }

    @Test
    void aTypeThatIsNotThere() {
        mojo.file = "driver.ko";
        mojo.base = "vmlinux";
        mojo.types = List.of("struct sensors");
        mojo.outputFile = "absent.txt";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<types> (btf.type): found no type 'struct sensors'; similar: struct sensor.");
        mojo.types = null;
        mojo.roots = List.of("struct ring");
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "<roots> (btf.root): found no type 'struct ring' in the file; its base has [73] STRUCT 'ring': ask"
                                + " for it by its id, or show the base itself.");
        assertThat(project.resolve("absent.txt")).doesNotExist();
    }

    @Test
    void aFormatThatIsNone() {
        mojo.file = "driver.ko";
        mojo.format = "yaml";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<format> (btf.format): found 'yaml', expected 'c' or 'json' or 'raw'.");
    }

    @Test
    void theFileIsMissing() {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<file> (btf.file) is not set."
                        + " Set it in the plugin's <configuration>, or with -Dbtf.file=... on the command line.");
    }

    @Test
    void theFileIsNotThere() {
        mojo.file = "absent.ko";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "<file> (btf.file): " + project.resolve("absent.ko")
                                + ": there is no such file. Give a module, a vmlinux, a vmlinuz or raw BTF, each also compressed.");
    }

    @Test
    void theFileIsAFolder() {
        mojo.file = ".";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<file> (btf.file): " + project
                        + ": is a folder. Give a module, a vmlinux, a vmlinuz or raw BTF, each also compressed.");
    }

    @Test
    void splitBtfWithoutItsBase() {
        mojo.file = "driver.ko";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<file> (btf.file): " + project.resolve("driver.ko")
                        + ", section .BTF, offset 1020: found a first string of its own, expected the empty string first."
                        + " If this is split BTF, read it over the base that it was encoded against."
                        + " A module that is not distilled is shown over its kernel's BTF: <base> (btf.base).");
    }

    @Test
    void aSectionThatTheFileDoesNotHave() {
        mojo.file = "driver.ko";
        mojo.section = ".BTF.base";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<file> (btf.file): " + project.resolve("driver.ko")
                        + ": found an ELF file without a section .BTF.base, expected one with it. Only distilled modules"
                        + " have it.");
    }

    @Test
    void splitBtfWithTheWrongBase() {
        mojo.file = "driver.ko";
        mojo.base = "vmlinux-next";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<file> (btf.file): " + project.resolve("driver.ko")
                        + ", type [114] ENUM 'gth': found the name 'gth', which starts in the middle of a string, expected"
                        + " the start of one. The base is not the one that this split BTF was encoded against: give that"
                        + " one. The base is <base> (btf.base): " + project.resolve("vmlinux-next") + ".");
        assertThat(recorded.lines()).isEmpty();
    }

    @Test
    void aDistilledModuleThatDoesNotFitTheBase() {
        mojo.file = "distilled.ko";
        mojo.base = "vmlinux-changed";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<file> (btf.file): " + project.resolve("distilled.ko")
                        + ": found a distilled module that cannot be relocated to the base: STRUCT 'timer' size=32 in the"
                        + " module, STRUCT size=40 [34] in the target (embedded by value, so the sizes must be equal);"
                        + " STRUCT 'ring' size=48 in the module, nothing of that name in the target, expected one"
                        + " counterpart in the base for each type of the distilled base. Without a base the module is"
                        + " shown over its own distilled base. The base is <base> (btf.base): "
                        + project.resolve("vmlinux-changed") + ".");
    }

    @Test
    void noInputIsWrittenOver() {
        mojo.file = "driver.ko";
        mojo.base = "vmlinux";
        for (String input : List.of("driver.ko", "vmlinux")) {
            mojo.outputFile = input;
            Path target = project.resolve(input);

            assertThatThrownBy(mojo::execute)
                    .isInstanceOf(MojoExecutionException.class)
                    .hasMessage("<outputFile> (btf.outputFile): " + target + " -> " + target
                            + ": is the input itself; choose another output directory.");
            assertThat(target).hasSameBinaryContentAs(Sample.file(input));
        }
    }

    /** What the log has if it shows a dump: some lines, the dump, the last line. */
    private static List<String> logged(String dump, String first, String second, String last) throws IOException {
        List<String> lines = new ArrayList<>(List.of(first, second));
        Files.readAllLines(Sample.expected(dump)).forEach(line -> lines.add("info: " + line));
        lines.add(last);
        return lines;
    }
}
