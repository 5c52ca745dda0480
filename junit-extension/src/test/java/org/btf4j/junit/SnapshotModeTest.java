// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.junit.BtfAssertions.assertRawDump;
import static org.btf4j.junit.Ids.IGNORED;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.btf4j.model.Btf;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Expected dumps that stand in files are rewritten on demand.
 *
 * <p>Test classes run in a JVM and a folder of their own, which is laid out as Maven lays out a module.
 */
class SnapshotModeTest {

    private static final String SPLIT = "[3] PTR '(anon)' type_id=1\n[4] CONST '(anon)' type_id=2\n";
    private static final String DISTILLED_BASE =
            "[1] STRUCT 'device' size=16 vlen=0\n[2] STRUCT 'timer' size=8 vlen=0\n";

    private static final String OTHER_ORDER = """
            [1] STRUCT 'timer' size=8 vlen=0

              [2] STRUCT 'device' size=16 vlen=0
            """;

    @BtfFixture(base = DISTILLED_BASE, split = SPLIT)
    static class ExpectationsTestCase {

        @Test
        @ExpectDistilled(base = "resource:dumps/base.txt", split = "resource:dumps/split.txt")
        void resources() {}

        @Test
        @ExpectRelocated(target = "resource:kernel.txt", split = "file:dumps/relocated.txt")
        void file() {}
    }

    @BtfFixture(base = DISTILLED_BASE)
    static class AssertionsTestCase {

        @Test
        void assertions(Btf btf) {
            assertRawDump("resource:dumps/new/assertion.txt", btf);
            assertRawDump("resource:dumps/new/assertion.txt", btf);
        }
    }

    @BtfFixture(base = DISTILLED_BASE)
    static class OtherOrderTestCase {

        @Test
        void otherOrder(Btf btf) {
            assertRawDump("resource:dumps/other-order.txt", btf, IGNORED);
        }
    }

    @BtfFixture(base = DISTILLED_BASE)
    static class TypedTestCase {

        @Test
        void typed(Btf btf) {
            assertRawDump("", btf);
        }
    }

    @BtfFixture(base = DISTILLED_BASE, split = SPLIT)
    static class TwoContentsTestCase {

        @Test
        void both(Btf split) {
            assertRawDump("resource:dumps/twice.txt", split);
            assertRawDump("resource:dumps/twice.txt", Objects.requireNonNull(split.base()));
        }
    }

    @BtfFixture(base = DISTILLED_BASE)
    static class ForeignTestCase {

        @Test
        void foreign(Btf btf) {
            assertRawDump("resource:dumps/foreign.txt", btf);
        }
    }

    @BtfFixture(base = DISTILLED_BASE)
    static class BinaryTestCase {

        @Test
        void binary(Btf btf) {
            assertRawDump("resource:dumps/binary.txt", btf);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class SwitchedOn {

        private final Module module;
        private final Run run;

        SwitchedOn(@TempDir Path folder) throws IOException, InterruptedException {
            module = Module.in(folder);
            run = module.run(
                    Map.of("CI", "false"),
                    List.of("-Dbtf.updateDumps"),
                    ExpectationsTestCase.class,
                    AssertionsTestCase.class,
                    OtherOrderTestCase.class,
                    TypedTestCase.class,
                    TwoContentsTestCase.class,
                    ForeignTestCase.class,
                    BinaryTestCase.class,
                    ImpossibleTestCase.class);
        }

        @Test
        void rewritesWhatDiffers() throws IOException {
            assertThat(run.output).contains("resources() succeeded", "file() succeeded");
            assertThat(module.read("src/test/resources/dumps/base.txt")).isEqualTo(DISTILLED_BASE);
            assertThat(module.read("src/test/resources/dumps/split.txt")).isEqualTo(SPLIT);
            assertThat(module.read("dumps/relocated.txt")).isEqualTo(SPLIT);
            String here = SnapshotModeTest.class.getName() + "$ExpectationsTestCase.";
            assertThat(run.log)
                    .contains(
                            "base of @ExpectDistilled on " + here + "resources: rewrote "
                                    + Path.of("src/test/resources/dumps/base.txt") + ". Review the change.",
                            "split of @ExpectDistilled on " + here + "resources: rewrote "
                                    + Path.of("src/test/resources/dumps/split.txt") + ". Review the change.",
                            "split of @ExpectRelocated on " + here + "file: rewrote " + Path.of("dumps/relocated.txt")
                                    + ". Review the change.");
        }

        @Test
        void leavesNothingElse() throws IOException {
            assertThat(module.files("src/test/resources/dumps"))
                    .containsExactly("base.txt", "binary.txt", "new", "other-order.txt", "split.txt", "twice.txt");
            assertThat(module.files("dumps")).containsExactly("relocated.txt");
            assertThat(module.read("target/test-classes/dumps/base.txt"))
                    .isEqualTo("[1] STRUCT 'device' size=8 vlen=0\n");
        }

        @Test
        void writesWhatIsNotThere() throws IOException {
            assertThat(run.output).contains("assertions(Btf) succeeded");
            assertThat(module.read("src/test/resources/dumps/new/assertion.txt"))
                    .isEqualTo(DISTILLED_BASE);
            assertThat(run.log)
                    .contains("raw dump: wrote " + Path.of("src/test/resources/dumps/new/assertion.txt")
                            + ". Review the change.");
        }

        @Test
        void leavesAloneWhatIsEqualAsFarAsItIsCompared() throws IOException {
            assertThat(run.output).contains("otherOrder(Btf) succeeded");
            assertThat(module.read("src/test/resources/dumps/other-order.txt")).isEqualTo(OTHER_ORDER);
            assertThat(run.log).noneMatch(line -> line.contains("other-order"));
        }

        @Test
        void comparesWhatIsTyped() {
            assertThat(run.output)
                    .containsSequence(
                            "typed(Btf) raw dump differs from line 1 on (- expected, + actual):",
                            "+ [1] STRUCT 'device' size=16 vlen=0",
                            "+ [2] STRUCT 'timer' size=8 vlen=0");
        }

        @Test
        void refusesToWriteOneFileTwice() throws IOException {
            assertThat(run.output)
                    .contains("both(Btf) raw dump: resource 'dumps/twice.txt' was rewritten already in this run,"
                            + " with other contents. Give the two tests a file each.");
            assertThat(module.read("src/test/resources/dumps/twice.txt")).isEqualTo(SPLIT);
        }

        @Test
        void refusesResourcesFromElsewhere() throws IOException {
            assertThat(run.output)
                    .contains("foreign(Btf) raw dump: resource 'dumps/foreign.txt' does not come from "
                            + module.folder.toRealPath().resolve("src/test/resources")
                            + ". Name the folder of its source with -Dbtf.dumpsDirectory.");
            assertThat(module.read("target/test-classes/dumps/foreign.txt")).isEqualTo("from elsewhere\n");
        }

        @Test
        void tellsWhatCannotBeReadOrWritten() {
            Path file = Path.of("dumps/relocated.txt/below-a-file.txt");
            assertThat(run.output)
                    .contains(
                            "impossible(Btf) raw dump: " + file + " cannot be written: "
                                    + module.folder.resolve("dumps/relocated.txt"),
                            "folder(Btf) raw dump: file 'dumps' cannot be read: Is a directory");
        }

        @Test
        void refusesToReplaceWhatIsNoText() throws IOException {
            assertThat(run.output)
                    .contains("binary(Btf) raw dump: resource 'dumps/binary.txt' is no text."
                            + " An expected dump has to be one.");
            assertThat(module.read("src/test/resources/dumps/binary.txt")).isEqualTo("\0");
        }
    }

    @Test
    void takesAnotherFolderOfSources(@TempDir Path folder) throws IOException, InterruptedException {
        Module module = Module.in(folder);
        module.write("src/it/dumps/foreign.txt", "");
        Run run = module.run(
                Map.of(), List.of("-Dbtf.updateDumps=true", "-Dbtf.dumpsDirectory=src/it"), ForeignTestCase.class);

        assertThat(run.output).containsExactly("foreign(Btf) succeeded");
        assertThat(module.read("src/it/dumps/foreign.txt")).isEqualTo(DISTILLED_BASE);
    }

    @Test
    void isRefusedInContinuousIntegration(@TempDir Path folder) throws IOException, InterruptedException {
        Module module = Module.in(folder);
        Run run = module.run(
                Map.of("CI", "true"), List.of("-Dbtf.updateDumps"), ExpectationsTestCase.class, TypedTestCase.class);

        String refusal =
                "-Dbtf.updateDumps is set, but so is the environment variable CI (true): there, expected dumps are"
                        + " compared and never rewritten. Rewrite them where you can review the change, and commit it.";
        assertThat(run.output)
                .containsExactlyInAnyOrder("resources() " + refusal, "file() " + refusal, "typed(Btf) " + refusal);
        assertThat(module.read("src/test/resources/dumps/base.txt")).isEqualTo("[1] STRUCT 'device' size=8 vlen=0\n");
    }

    @Test
    void isOffByDefault(@TempDir Path folder) throws IOException, InterruptedException {
        Module module = Module.in(folder);
        Run run = module.run(
                Map.of("CI", "true"),
                List.of("-Dbtf.updateDumps=false"),
                ExpectationsTestCase.class,
                AssertionsTestCase.class);

        String here = SnapshotModeTest.class.getName() + "$ExpectationsTestCase.";
        assertThat(run.output)
                .contains(
                        "resources() base of @ExpectDistilled on " + here
                                + "resources differs from line 1 on (- expected, + actual):",
                        "file() split of @ExpectRelocated on " + here
                                + "file differs from line 1 on (- expected, + actual):",
                        "assertions(Btf) raw dump: there is no resource 'dumps/new/assertion.txt'."
                                + " Run the test with -Dbtf.updateDumps to have it written.");
        assertThat(module.read("src/test/resources/dumps/base.txt")).isEqualTo("[1] STRUCT 'device' size=8 vlen=0\n");
    }

    @BtfFixture(base = DISTILLED_BASE)
    static class ImpossibleTestCase {

        @Test
        void impossible(Btf btf) {
            assertRawDump("file:dumps/relocated.txt/below-a-file.txt", btf);
        }

        @Test
        void folder(Btf btf) {
            assertRawDump("file:dumps", btf);
        }
    }

    /** What a run has printed: the outcomes of the tests, and the log. */
    private record Run(List<String> output, List<String> log) {}

    /** A module with sources and what a build makes of them. */
    private record Module(Path folder) {

        static Module in(Path folder) throws IOException {
            Module module = new Module(folder);
            for (String resources : List.of("src/test/resources/", "target/test-classes/")) {
                module.write(resources + "kernel.txt", DISTILLED_BASE);
                module.write(resources + "dumps/base.txt", "[1] STRUCT 'device' size=8 vlen=0\n");
                module.write(resources + "dumps/split.txt", "not even a dump\n");
                module.write(resources + "dumps/other-order.txt", OTHER_ORDER);
                module.write(resources + "dumps/binary.txt", "\0");
            }
            module.write("target/test-classes/dumps/foreign.txt", "from elsewhere\n");
            module.write("dumps/relocated.txt", "[3] PTR '(anon)' type_id=7\n");
            return module;
        }

        Run run(Map<String, String> environment, List<String> properties, Class<?>... testCases)
                throws IOException, InterruptedException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(properties);
            command.add("-Djava.util.logging.SimpleFormatter.format=%5$s%n");
            command.add("-cp");
            command.add("target/test-classes" + File.pathSeparator + System.getProperty("java.class.path"));
            command.add(TestRun.class.getName());
            Arrays.stream(testCases).map(Class::getName).forEach(command::add);
            Path output = folder.resolve("output");
            Path log = folder.resolve("log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(log.toFile());
            builder.environment().remove("CI");
            builder.environment().putAll(environment);
            int exitCode = builder.start().waitFor();
            assertThat(exitCode).as(Files.readString(log)).isZero();
            return new Run(Files.readAllLines(output), Files.readAllLines(log));
        }

        void write(String file, String text) throws IOException {
            Path path = folder.resolve(file);
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, text, StandardCharsets.ISO_8859_1);
        }

        String read(String file) throws IOException {
            return Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
        }

        List<String> files(String subfolder) throws IOException {
            try (Stream<Path> files = Files.list(folder.resolve(subfolder))) {
                return files.map(file -> String.valueOf(file.getFileName()))
                        .sorted()
                        .toList();
            }
        }
    }
}
