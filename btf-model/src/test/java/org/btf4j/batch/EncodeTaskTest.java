// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.btf4j.batch.ModuleOutcome.Status;
import org.btf4j.file.ModuleFile;
import org.btf4j.model.Btf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of modules, whatever pahole does; scripts pass for it, which write what the real one wrote. */
class EncodeTaskTest {

    private static final Path SAMPLE = Path.of(
                    System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"))
            .toAbsolutePath()
            .normalize();
    private static final Path DWARF = SAMPLE.resolve("driver-dwarf.ko");
    private static final String FEATURES = "var,float";
    private static final String WRITES_BTF = "cp '" + SAMPLE.resolve("driver.btf") + "' \"$out\"";

    @TempDir
    Path temporary;

    private Path out;
    private Path work;
    private Path modules;
    private Path pahole;
    private Duration limit = FakePahole.AMPLE;
    private SignaturePolicy signatures = SignaturePolicy.FAIL;

    @BeforeEach
    void makeFolders() throws IOException {
        out = temporary.resolve("out");
        work = Files.createDirectory(temporary.resolve("work here"));
        modules = Files.createDirectory(temporary.resolve("the modules"));
        pahole = temporary.resolve("pahole");
    }

    @Test
    void theModuleGetsWhatPaholeWroteWithItsIdsAndKeepsAllElse() throws Exception {
        FakePahole.write(pahole, "v1.30", FEATURES, WRITES_BTF);
        Path module = Files.copy(DWARF, modules.resolve("the driver.ko"));

        BatchSummary summary = encode(modules);

        assertThat(problems(summary)).isEmpty();
        assertThat(summary.count(Status.CHANGED)).isEqualTo(1);
        assertThat(summary.sizes()).isEqualTo(new BtfSizes(0, 1442, 0));
        ModuleFile before = ModuleFile.read(DWARF);
        ModuleFile after = ModuleFile.read(out.resolve("the driver.ko"));
        assertThat(after.section(".BTF")).isEqualTo(Files.readAllBytes(SAMPLE.resolve("driver.btf")));
        assertThat(after.section(".BTF_ids"))
                .as("as resolve_btfids filled them in")
                .isEqualTo(ModuleFile.read(SAMPLE.resolve("driver.ko")).section(".BTF_ids"));
        for (String section : List.of(".text", ".rodata", ".debug_info", ".debug_str")) {
            assertThat(after.section(section)).as(section).isEqualTo(before.section(section));
        }
        assertThat(module).hasSameBinaryContentAs(DWARF);
    }

    @Test
    void paholeGetsACopyOfTheModuleTheBaseAndTheOptions() throws Exception {
        Path seen = temporary.resolve("seen");
        FakePahole.write(
                pahole,
                "v1.30",
                FEATURES,
                "printf '%s\\n' \"$@\" >" + seen,
                "cmp module.ko '" + DWARF + "' >>" + seen + " 2>&1",
                "cmp ../base.btf '" + SAMPLE.resolve("vmlinux.btf") + "' >>" + seen + " 2>&1",
                WRITES_BTF);

        assertThat(problems(encode(DWARF))).isEmpty();

        assertThat(seen).hasContent("""
                        --lang_exclude=rust
                        --btf_features=var,float
                        --btf_encode_detached=module.btf
                        --btf_base=../base.btf
                        module.ko""");
    }

    @Test
    void aModuleThatHasBtfIsWrittenAsItCameAndPaholeIsNotAsked() throws Exception {
        FakePahole.write(pahole, "v1.30", FEATURES, "exit 1");

        BatchSummary summary = encode(SAMPLE.resolve("driver.ko"));

        assertThat(summary.count(Status.UNCHANGED)).isEqualTo(1);
        assertThat(out.resolve("driver.ko")).hasSameBinaryContentAs(SAMPLE.resolve("driver.ko"));
    }

    @Test
    void aModuleWithNeitherBtfNorDwarf() throws Exception {
        FakePahole.write(pahole, "v1.30", FEATURES, WRITES_BTF);
        Path module = SAMPLE.resolve("driver-no-btf.ko");

        assertThat(problems(encode(module)))
                .containsExactly(
                        "FORMAT " + module + ": found a module with neither BTF nor DWARF, expected DWARF, in a"
                                + " section .debug_info, to encode BTF from. Compile it with -g (CONFIG_DEBUG_INFO=y), and do not"
                                + " strip it before it is encoded.");
        assertThat(out).doesNotExist();
    }

    @Test
    void aFileThatIsNoModule() throws Exception {
        FakePahole.write(pahole, "v1.30", FEATURES, WRITES_BTF);
        byte[] elf = Files.readAllBytes(DWARF);
        elf[0x10] = 2;
        Path program = Files.write(modules.resolve("program.ko"), elf);

        assertThat(problems(encode(program)))
                .containsExactly(
                        "FORMAT " + program + ": found an ELF file of type 2, expected type 1 (relocatable), as"
                                + " kernel modules are. Sections of other files can be read but not edited.");
    }

    @Test
    void aSignedModuleIsRefusedUnlessItsSignatureMayGo() throws Exception {
        FakePahole.write(pahole, "v1.30", FEATURES, WRITES_BTF);
        Path module = signed("signed.ko");

        assertThat(problems(encode(module)))
                .containsExactly(
                        "SIGNED " + module + ": the module is signed, and new BTF would make its signature invalid");

        signatures = SignaturePolicy.STRIP;

        assertThat(problems(encode(module))).isEmpty();
        ModuleFile encoded = ModuleFile.read(out.resolve("signed.ko"));
        assertThat(encoded.isSigned()).isFalse();
        assertThat(encoded.hasBtf()).isTrue();
    }

    @Test
    void aPaholeThatFailsIsQuoted() throws Exception {
        assertFails(
                "pahole v1.30 ended with exit code 1: Failed to encode BTF",
                "echo 'Failed to encode BTF' >&2",
                "exit 1");
    }

    @Test
    void aPaholeThatFailsWithoutAWord() throws Exception {
        assertFails("pahole v1.30 ended with exit code 2 and said nothing", "exit 2");
    }

    @Test
    void aPaholeThatIsKilled() throws Exception {
        assertFails("pahole v1.30 ended with exit code 137 (signal 9) and said nothing", "kill -9 $$");
    }

    @Test
    void aPaholeThatTakesTooLong() throws Exception {
        limit = Duration.ofSeconds(2);

        assertFails("pahole v1.30 was stopped after 2 s", "exec sleep 600");
    }

    @Test
    void aPaholeThatSkipsTheModule() throws Exception {
        assertFails(
                "pahole v1.30 wrote no BTF and said: Skipping BTF encoding of module.ko",
                "echo 'Skipping BTF encoding of module.ko'");
        assertFails("pahole v1.30 wrote no BTF and said nothing", "exit 0");
    }

    @Test
    void aPaholeThatFindsNoTypes() throws Exception {
        assertFails(
                "pahole v1.30 found no types in the module's DWARF",
                // A header for nothing, and nothing.
                "printf '\\237\\353\\1\\0\\30\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0' >\"$out\"");
    }

    @Test
    void whatPaholeWritesIsCheckedLikeAnyBtf() throws Exception {
        assertFails(
                "pahole v1.30 wrote something else than split BTF over the base: offset 0: found 4 bytes, expected a"
                        + " BTF header of at least 24 bytes",
                "echo BTF >\"$out\"");
        assertFails(
                "pahole v1.30 wrote something else than split BTF over the base: type [114] ENUM 'gth': found the name"
                        + " 'gth', which starts in the middle of a string, expected the start of one. The base is not the"
                        + " one that this split BTF was encoded against: give that one.",
                WRITES_BTF);
    }

    @Test
    void oneModuleThatFailsDoesNotStopTheOthers() throws Exception {
        FakePahole.write(pahole, "v1.30", FEATURES, "cmp -s module.ko '" + DWARF + "' || exit 1", WRITES_BTF);
        Files.copy(DWARF, modules.resolve("a.ko"));
        byte[] other = Files.readAllBytes(DWARF);
        other[0x40]++;
        Files.write(modules.resolve("b.ko"), other);
        Files.copy(DWARF, modules.resolve("c.ko"));
        Files.copy(SAMPLE.resolve("driver.ko"), modules.resolve("d.ko"));

        BatchSummary summary = encode(modules);

        assertThat(problems(summary))
                .containsExactly("ENCODING " + modules.resolve("b.ko")
                        + ": pahole v1.30 ended with exit code 1 and said nothing");
        assertThat(summary.outcomes().stream().map(ModuleOutcome::status))
                .containsExactly(Status.CHANGED, Status.FAILED, Status.CHANGED, Status.UNCHANGED);
    }

    @Test
    void theFingerprintTellsAllThatTheResultDependsOn() throws Exception {
        Btf base = BtfLoader.standalone(SAMPLE.resolve("vmlinux"));
        FakePahole.write(pahole, "v1.30", FEATURES, WRITES_BTF);
        Pahole found = FakePahole.find(pahole);
        try (EncodeTask task =
                new EncodeTask(base, PaholeFeatures.choose(found, List.of("var"), false), SignaturePolicy.STRIP)) {
            assertThat(task.fingerprint())
                    .isEqualTo(
                            "encode pahole v1.30 --lang_exclude=rust --btf_features=var strip " + Fingerprint.of(base));
        }
    }

    @Test
    void withoutAPaholeOnlyModulesThatHaveBtfSucceed() throws Exception {
        Files.copy(SAMPLE.resolve("driver.ko"), modules.resolve("a.ko"));
        assertThat(EncodeTask.firstWithoutBtf(ModuleSet.find(modules, out))).isNull();
        Path without = Files.copy(DWARF, modules.resolve("b.ko"));
        assertThat(EncodeTask.firstWithoutBtf(ModuleSet.find(modules, out))).isEqualTo(without);

        BatchSummary summary = encode(modules, SAMPLE.resolve("vmlinux"), null);

        assertThat(summary.count(Status.UNCHANGED)).isEqualTo(1);
        assertThat(problems(summary))
                .containsExactly("ENCODING " + without + ": a pahole is needed to encode it, and there is none");
    }

    /** The kernel is another one where the message is about the base. */
    private void assertFails(String message, String... encoding) throws Exception {
        FakePahole.write(pahole, "v1.30", FEATURES, encoding);
        Path base = SAMPLE.resolve(message.contains("The base is not") ? "vmlinux-next" : "vmlinux");

        assertThat(problems(encode(DWARF, base))).containsExactly("ENCODING " + DWARF + ": " + message);
        assertThat(out).doesNotExist();
    }

    private BatchSummary encode(Path from) throws Exception {
        return encode(from, SAMPLE.resolve("vmlinux"));
    }

    private BatchSummary encode(Path from, Path kernel) throws Exception {
        Pahole found = Pahole.find(pahole.toString(), temporary, limit);
        return encode(from, kernel, PaholeFeatures.choose(found, List.of(), false));
    }

    /** Also checks that no temporary file is left. */
    private BatchSummary encode(Path from, Path kernel, @Nullable PaholeFeatures features) throws Exception {
        BatchSummary summary;
        try (EncodeTask task = new EncodeTask(BtfLoader.standalone(kernel), features, signatures, work)) {
            summary = new Batch(task, out, BatchOptions.DEFAULT).run(ModuleSet.find(from, out), outcome -> {});
        }
        assertThat(work).isEmptyDirectory();
        return summary;
    }

    private Path signed(String name) throws IOException {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.write(Files.readAllBytes(DWARF));
        signed.write(new byte[16]);
        signed.write(new byte[] {0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 16});
        signed.write("~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII));
        return Files.write(modules.resolve(name), signed.toByteArray());
    }

    private static List<String> problems(BatchSummary summary) {
        return summary.failures().stream()
                .flatMap(failure -> failure.problems().stream())
                .map(problem -> problem.cause() + " " + problem.message())
                .toList();
    }
}
