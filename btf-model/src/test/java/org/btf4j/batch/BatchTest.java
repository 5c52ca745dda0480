// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.btf4j.batch.ModuleOutcome.Status;
import org.btf4j.file.Compression;
import org.btf4j.file.ModuleFile;
import org.btf4j.model.Btf;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sample module and kernels are described in the README beside them; so are the tools that made what is expected. */
class BatchTest {

    private static final Path SAMPLE =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));
    private static final Path EXPECTED = SAMPLE.resolve("expected");

    @TempDir
    Path temporary;

    Path in;
    Path out;

    @BeforeEach
    void makeFolders() throws IOException {
        in = Files.createDirectory(temporary.resolve("in"));
        out = temporary.resolve("out");
    }

    @Test
    void distillingAModuleGivesTheSectionsThatPaholeAndResolveBtfidsMake() throws IOException {
        BatchSummary summary = distill(SAMPLE.resolve("driver.ko"));

        assertThat(summary.failures()).isEmpty();
        assertThat(summary.sizes()).isEqualTo(new BtfSizes(1442, 1779, 497));
        ModuleFile expected = ModuleFile.read(EXPECTED.resolve("driver-distilled.ko"));
        ModuleFile actual = ModuleFile.read(out.resolve("driver.ko"));
        for (String section : List.of(".BTF", ".BTF.base", ".BTF_ids")) {
            assertThat(actual.section(section)).as(section).isEqualTo(expected.section(section));
        }
    }

    @Test
    void distillingRawSplitBtfGivesAPairOfRawFiles() throws IOException {
        assertThat(distill(SAMPLE.resolve("driver.btf")).failures()).isEmpty();

        assertThat(out.resolve("driver.btf")).hasSameBinaryContentAs(EXPECTED.resolve("driver.split.btf"));
        assertThat(out.resolve("driver.base.btf")).hasSameBinaryContentAs(EXPECTED.resolve("driver.base.btf"));
        assertThat(out).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aDistilledModuleIsWrittenAsItCame() throws IOException {
        Path distilled = EXPECTED.resolve("driver-distilled.ko");

        BatchSummary summary = distill(distilled);

        assertThat(summary.count(Status.UNCHANGED)).isEqualTo(1);
        assertThat(summary.sizes()).isEqualTo(BtfSizes.NONE);
        assertThat(out.resolve("driver-distilled.ko")).hasSameBinaryContentAs(distilled);
    }

    @Test
    void relocatingAModuleGivesTheSectionsThatLibbpfAndResolveBtfidsMake() throws IOException {
        assertThat(relocate(EXPECTED.resolve("driver-distilled.ko"), "vmlinux-next")
                        .failures())
                .isEmpty();

        ModuleFile expected = ModuleFile.read(EXPECTED.resolve("driver-relocated-next.ko"));
        ModuleFile actual = ModuleFile.read(out.resolve("driver-distilled.ko"));
        for (String section : List.of(".BTF", ".BTF_ids")) {
            assertThat(actual.section(section)).as(section).isEqualTo(expected.section(section));
        }
        assertThat(actual.hasSection(".BTF.base")).isFalse();
    }

    @Test
    void relocatingARawPairGivesOneRawFile() throws IOException {
        Path split = Files.copy(EXPECTED.resolve("driver.split.btf"), in.resolve("driver.btf"));
        Files.copy(EXPECTED.resolve("driver.base.btf"), in.resolve("driver.base.btf"));

        assertThat(relocate(split, "vmlinux-next").failures()).isEmpty();

        assertThat(out.resolve("driver.btf")).hasSameBinaryContentAs(EXPECTED.resolve("driver.relocated-next.btf"));
        assertThat(out.resolve("driver.base.btf")).doesNotExist();
    }

    @Test
    void aModuleThatCannotBeRelocatedHasAllItsReasonsAndIsNotWritten() throws IOException {
        Path module = EXPECTED.resolve("driver-distilled.ko");

        BatchSummary summary = relocate(module, "vmlinux-changed");

        assertThat(problems(summary))
                .containsExactly(
                        "RELOCATION " + module
                                + ": STRUCT 'timer' size=32 in the module, STRUCT size=40 [34] in the target"
                                + " (embedded by value, so the sizes must be equal);"
                                + " needed by struct sensor.timer -> timer (embedded) and in 1 other way",
                        "RELOCATION " + module
                                + ": STRUCT 'ring' size=48 in the module, nothing of that name in the target;"
                                + " needed by struct sensor.ring -> ring (embedded)");
        assertThat(out).doesNotExist();
    }

    @Test
    void aModuleWithoutADistilledBaseCannotBeRelocated() throws IOException {
        Path module = SAMPLE.resolve("driver.ko");

        assertThat(problems(relocate(module, "vmlinux-next")))
                .containsExactly("FORMAT " + module + ": found an ELF file without a section .BTF.base, expected one"
                        + " with it. Only distilled modules have it.");
    }

    @Test
    void oneBadModuleDoesNotStopTheOthersAndTheOrderIsThatOfTheNames() throws IOException {
        Files.copy(SAMPLE.resolve("driver.ko"), in.resolve("c.ko"));
        Files.copy(SAMPLE.resolve("driver-no-btf.ko"), in.resolve("b.ko"));
        Files.copy(SAMPLE.resolve("driver.ko"), in.resolve("a.ko"));
        List<String> heard = new ArrayList<>();

        BatchSummary summary = new Batch(distillTask(SignaturePolicy.FAIL), out, BatchOptions.DEFAULT)
                .run(
                        ModuleSet.find(in, out),
                        outcome -> heard.add(outcome.module().name() + " " + outcome.status()));

        assertThat(heard).containsExactly("a.ko CHANGED", "b.ko FAILED", "c.ko CHANGED");
        assertThat(summary.outcomes()).hasSize(3);
        assertThat(out.resolve("c.ko")).hasSameBinaryContentAs(out.resolve("a.ko"));
        assertThat(out.resolve("b.ko")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void aCompressedModuleIsCompressedInTheSameFormAgain(Compression form) throws IOException {
        byte[] plain = Files.readAllBytes(SAMPLE.resolve("driver.ko"));
        Path module = Files.write(in.resolve("driver.ko" + form.suffix()), form.pack(plain));

        assertThat(distill(module).sizes()).isEqualTo(new BtfSizes(1442, 1779, 497));

        distill(SAMPLE.resolve("driver.ko"));
        byte[] distilled = Files.readAllBytes(out.resolve("driver.ko"));
        assertThat(out.resolve("driver.ko" + form.suffix())).hasBinaryContent(form.pack(distilled));
    }

    @Test
    void aCompressedModuleThatIsDistilledAlreadyKeepsItsBytes() throws IOException {
        byte[] plain = Files.readAllBytes(EXPECTED.resolve("driver-distilled.ko"));
        byte[] packed = Compression.GZIP.pack(plain);
        packed[9] = 3; // the operating system, which says nothing about the contents
        Path module = Files.write(in.resolve("driver.ko.gz"), packed);

        assertThat(distill(module).count(Status.UNCHANGED)).isEqualTo(1);

        assertThat(out.resolve("driver.ko.gz")).hasBinaryContent(packed);
    }

    @Test
    void aCompressedRawPairIsFoundByItsNames() throws IOException {
        byte[] raw = Files.readAllBytes(SAMPLE.resolve("driver.btf"));
        Path split = Files.write(in.resolve("driver.btf.xz"), Compression.XZ.pack(raw));

        assertThat(distill(split).failures()).isEmpty();

        assertThat(out.resolve("driver.btf.xz"))
                .hasBinaryContent(Compression.XZ.pack(Files.readAllBytes(EXPECTED.resolve("driver.split.btf"))));
        assertThat(out.resolve("driver.base.btf.xz"))
                .hasBinaryContent(Compression.XZ.pack(Files.readAllBytes(EXPECTED.resolve("driver.base.btf"))));
    }

    @Test
    void aBrokenCompressedModuleNamesItsFile() throws IOException {
        Path module = Files.write(in.resolve("driver.ko.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

        assertThat(problems(distill(module))).hasSize(1);
        assertThat(problems(distill(module)).get(0)).startsWith("FORMAT " + module + ": found ");
    }

    @Test
    void aSignedModuleIsRefused() throws IOException {
        Path signed = signed("signed.ko");

        assertThat(problems(distill(signed)))
                .containsExactly(
                        "SIGNED " + signed + ": the module is signed, and new BTF would make its signature invalid");
        assertThat(out).doesNotExist();
    }

    @Test
    void aSignedModuleIsDistilledWithoutItsSignatureWhereThatIsWanted() throws IOException {
        Path signed = signed("driver.ko");

        BatchSummary summary = new Batch(distillTask(SignaturePolicy.STRIP), out, BatchOptions.DEFAULT)
                .run(ModuleSet.find(signed, out), outcome -> {});

        assertThat(summary.failures()).isEmpty();
        byte[] fromSigned = Files.readAllBytes(out.resolve("driver.ko"));
        distill(SAMPLE.resolve("driver.ko"));
        assertThat(out.resolve("driver.ko")).hasBinaryContent(fromSigned);
    }

    @Test
    void theOtherLayoutHasItsOwnSectionAndComesBackToItsKernel() throws IOException {
        Btf kernel = BtfLoader.standalone(SAMPLE.resolve("vmlinux"));
        Path module = SAMPLE.resolve("driver.ko");
        Path distilled = out.resolve("driver.ko");

        new Batch(new DistillTask(kernel, Layout.BASE_REF, SignaturePolicy.FAIL), out, BatchOptions.DEFAULT)
                .run(ModuleSet.find(module, out), outcome -> {});

        assertThat(ModuleFile.read(distilled).hasSection(".BTF.base_ref")).isTrue();
        assertThat(BtfLoader.forDump(distilled, kernel, ".BTF").typeCount()).isEqualTo(141);
        Path back = temporary.resolve("back");
        BatchSummary summary = new Batch(
                        new RelocateTask(kernel, Layout.BASE_REF, RuleSet.KERNEL, SignaturePolicy.FAIL),
                        back,
                        BatchOptions.DEFAULT)
                .run(ModuleSet.find(distilled, back), outcome -> {});
        assertThat(summary.failures()).isEmpty();
        assertThat(ModuleFile.read(back.resolve("driver.ko")).btf(kernel).typeCount())
                .isEqualTo(141);
        assertThat(ModuleFile.read(back.resolve("driver.ko")).section(".BTF_ids"))
                .isEqualTo(ModuleFile.read(module).section(".BTF_ids"));
    }

    @Test
    void aModuleInOneLayoutIsNotTakenForAnother() throws IOException {
        Path module = EXPECTED.resolve("driver-distilled.ko");
        Btf kernel = BtfLoader.standalone(SAMPLE.resolve("vmlinux"));

        BatchSummary summary = new Batch(
                        new RelocateTask(kernel, Layout.BASE_REF, RuleSet.KERNEL, SignaturePolicy.FAIL),
                        out,
                        BatchOptions.DEFAULT)
                .run(ModuleSet.find(module, out), outcome -> {});

        assertThat(problems(summary))
                .containsExactly(
                        "LAYOUT " + module + ", section .BTF.base: found a module in the layout distilled, expected the"
                                + " layout base-ref");
    }

    @Test
    void anInputIsNeverWrittenOver() throws IOException {
        Path module = Files.copy(SAMPLE.resolve("driver.ko"), in.resolve("driver.ko"));

        BatchSummary summary = new Batch(distillTask(SignaturePolicy.FAIL), in, BatchOptions.DEFAULT)
                .run(ModuleSet.find(module, in), outcome -> {});

        assertThat(problems(summary))
                .containsExactly(
                        "FILE " + module + " -> " + module + ": is the input itself; choose another output directory");
        assertThat(module).hasSameBinaryContentAs(SAMPLE.resolve("driver.ko"));
    }

    @Test
    void theInputOfAnotherModuleIsNeverWrittenOver() throws IOException {
        byte[] plain = Files.readAllBytes(SAMPLE.resolve("driver.ko"));
        Path first = Files.write(in.resolve("first.ko"), plain);
        Path second = Files.write(in.resolve("second.ko"), plain);
        ModuleSet modules = new ModuleSet(
                in,
                List.of(
                        new ModuleSet.Entry(first, Path.of("second.ko")),
                        new ModuleSet.Entry(second, Path.of("third.ko"))));

        BatchSummary summary =
                new Batch(distillTask(SignaturePolicy.FAIL), in, BatchOptions.DEFAULT).run(modules, outcome -> {});

        assertThat(problems(summary))
                .containsExactly(
                        "FILE " + second + " -> " + second + ": is the input itself; choose another output directory");
        assertThat(second).hasBinaryContent(plain);
        assertThat(in.resolve("third.ko")).exists();
    }

    @Test
    void theBaseIsNeverWrittenOver() throws IOException {
        Path base = Files.createDirectory(out).resolve("driver.base.btf");
        Files.copy(SAMPLE.resolve("vmlinux.btf"), base);

        BatchSummary summary = new Batch(
                        new DistillTask(BtfLoader.standalone(base), Layout.DISTILLED, SignaturePolicy.FAIL),
                        out,
                        BatchOptions.DEFAULT,
                        base)
                .run(ModuleSet.find(SAMPLE.resolve("driver.btf"), out), outcome -> {});

        assertThat(summary.failures()).hasSize(1);
        assertThat(base).hasSameBinaryContentAs(SAMPLE.resolve("vmlinux.btf"));
    }

    @Test
    void theBaseOfAnotherKernelIsRecognised() throws IOException {
        Path module = SAMPLE.resolve("driver.ko");
        Btf other = BtfLoader.standalone(SAMPLE.resolve("vmlinux-next"));

        BatchSummary summary = new Batch(
                        new DistillTask(other, Layout.DISTILLED, SignaturePolicy.FAIL), out, BatchOptions.DEFAULT)
                .run(ModuleSet.find(module, out), outcome -> {});

        assertThat(problems(summary)).hasSize(1);
        assertThat(problems(summary).get(0))
                .startsWith("FORMAT " + module + ", type [")
                .endsWith(". The base is not the one that this split BTF was encoded against: give that one.");
    }

    private BatchSummary distill(Path module) throws IOException {
        return new Batch(distillTask(SignaturePolicy.FAIL), out, BatchOptions.DEFAULT)
                .run(ModuleSet.find(module, out), outcome -> {});
    }

    private BatchSummary relocate(Path module, String target) throws IOException {
        Btf btf = BtfLoader.standalone(SAMPLE.resolve(target));
        return new Batch(
                        new RelocateTask(btf, Layout.DISTILLED, RuleSet.KERNEL, SignaturePolicy.FAIL),
                        out,
                        BatchOptions.DEFAULT)
                .run(ModuleSet.find(module, out), outcome -> {});
    }

    private static ModuleTask distillTask(SignaturePolicy signatures) throws IOException {
        return new DistillTask(BtfLoader.standalone(SAMPLE.resolve("vmlinux")), Layout.DISTILLED, signatures);
    }

    /** The sample module with something that looks like a signature; nobody here verifies it. */
    private Path signed(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Files.readAllBytes(SAMPLE.resolve("driver.ko")));
        bytes.write(new byte[300]);
        bytes.write(ByteBuffer.allocate(12).put(2, (byte) 2).putInt(8, 300).array());
        bytes.write("~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII));
        return Files.write(in.resolve(name), bytes.toByteArray());
    }

    private static List<String> problems(BatchSummary summary) {
        return summary.failures().stream()
                .flatMap(outcome -> outcome.problems().stream())
                .map(problem -> problem.cause() + " " + problem.message())
                .map(Objects::requireNonNull)
                .toList();
    }
}
