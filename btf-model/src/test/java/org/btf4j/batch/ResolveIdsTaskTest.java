// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.btf4j.batch.ModuleOutcome.Status;
import org.btf4j.file.ModuleFile;
import org.btf4j.model.Btf;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample's modules without ids are the same files as those that resolve_btfids then filled in. */
class ResolveIdsTaskTest {

    private static final Path SAMPLE =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));
    private static final Path SPLIT = SAMPLE.resolve("driver-noids.ko");
    private static final Path DISTILLED = SAMPLE.resolve("driver-distilled-noids.ko");
    private static final byte[] SIGNATURE = new byte[] {0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    @TempDir
    Path temporary;

    Path in;
    Path out;
    Path journal;

    @BeforeEach
    void makeFolders() throws IOException {
        in = Files.createDirectory(temporary.resolve("in"));
        out = temporary.resolve("out");
        journal = temporary.resolve("state");
    }

    @Test
    void fillsInWhatResolveBtfidsFillsIn() throws IOException {
        ModuleOutcome outcome = run(SPLIT, task("vmlinux"));

        assertThat(out.resolve("driver-noids.ko")).hasSameBinaryContentAs(SAMPLE.resolve("driver.ko"));
        assertThat(outcome.status()).isEqualTo(Status.CHANGED);
        assertThat(notes(outcome))
                .containsExactly(
                        "DETAIL " + SPLIT + ": set8 'sensor_kfuncs' [126] FUNC 'sensor_get' flags 0x5",
                        "DETAIL " + SPLIT + ": set8 'sensor_kfuncs' [132] FUNC 'sensor_put' flags 0x2",
                        "DETAIL " + SPLIT + ": set8 'sensor_kfuncs' [136] FUNC 'sensor_sum' flags 0x0",
                        "DETAIL " + SPLIT + ": list 'sensor_types' [54] STRUCT 'device'",
                        "DETAIL " + SPLIT + ": list 'sensor_types' [111] STRUCT 'sensor'",
                        "DETAIL " + SPLIT + ": list 'sensor_types' [132] FUNC 'sensor_put'");
    }

    @Test
    void aDistilledModuleBringsItsBaseWhateverBaseIsGiven() throws IOException {
        for (String base : Arrays.asList(null, "vmlinux", "vmlinux-changed")) {
            assertThat(run(DISTILLED, task(base)).status()).isEqualTo(Status.CHANGED);
            assertThat(out.resolve("driver-distilled-noids.ko"))
                    .hasSameBinaryContentAs(SAMPLE.resolve("expected/driver-distilled.ko"));
        }
    }

    @Test
    void aModuleThatIsFilledInIsWrittenAsItCameWithItsSignature() throws IOException {
        Path signed = signed(SAMPLE.resolve("driver.ko"));

        assertThat(run(signed, task("vmlinux")).status()).isEqualTo(Status.UNCHANGED);
        assertThat(out.resolve("signed.ko")).hasSameBinaryContentAs(signed);
    }

    @Test
    void aModuleWithoutTypeIdsNeedsNeitherBtfNorABase() throws IOException {
        Path kernel = SAMPLE.resolve("vmlinux-next");

        assertThat(run(kernel, task(null)).status()).isEqualTo(Status.UNCHANGED);
        assertThat(out.resolve("vmlinux-next")).hasSameBinaryContentAs(kernel);
    }

    /** What a kernel would compute: names are looked for in the target, in ignorance of the id map of the relocation. */
    @Test
    void findsByNameTheIdsThatRelocationHasRenumbered() throws IOException {
        for (String target : List.of("vmlinux", "vmlinux-next")) {
            Path relocated = temporary.resolve("relocated-" + target);
            Path distilled = SAMPLE.resolve("expected/driver-distilled.ko");
            new Batch(
                            new RelocateTask(kernel(target), Layout.DISTILLED, RuleSet.KERNEL, SignaturePolicy.FAIL),
                            relocated,
                            BatchOptions.DEFAULT)
                    .run(ModuleSet.find(distilled, relocated), outcome -> {});
            Path module = relocated.resolve("driver-distilled.ko");

            ModuleOutcome outcome = run(module, task(target));

            assertThat(outcome.status()).as(target).isEqualTo(Status.UNCHANGED);
            assertThat(ModuleFile.read(module).btfIds(ModuleFile.read(module).btf(kernel(target))))
                    .as(target)
                    .hasSize(6);
        }
    }

    @Test
    void distillingAndRelocatingMovesTheIdsToWhereTheirNamesAre() throws IOException {
        Path distilled = temporary.resolve("distilled");
        new Batch(
                        new DistillTask(kernel("vmlinux"), Layout.DISTILLED, SignaturePolicy.FAIL),
                        distilled,
                        BatchOptions.DEFAULT)
                .run(ModuleSet.find(SAMPLE.resolve("driver.ko"), distilled), outcome -> {});

        assertThat(run(distilled.resolve("driver.ko"), task(null)).status()).isEqualTo(Status.UNCHANGED);
    }

    @Test
    void aNameThatIsNotFoundIsAWarning() throws IOException {
        Path module = withoutPut();

        ModuleOutcome outcome = run(module, task("vmlinux"));

        assertThat(outcome.status()).isEqualTo(Status.CHANGED);
        assertThat(notes(outcome))
                .contains(
                        "DETAIL " + module + ": set8 'sensor_kfuncs' [0] no id flags 0x2",
                        "DETAIL " + module + ": list 'sensor_types' [0] no id for FUNC 'sensor_pot'")
                .endsWith(
                        "WARNING " + module + ": set8 'sensor_kfuncs': FUNC 'sensor_pot' is neither in the module's BTF"
                                + " nor in its base; its id is 0",
                        "WARNING " + module + ": list 'sensor_types': FUNC 'sensor_pot' is neither in the module's BTF"
                                + " nor in its base; its id is 0");
        assertThat(out.resolve("driver.ko")).isRegularFile();
    }

    @Test
    void aNameThatIsNotFoundIsAFailureWhereThatIsWanted() throws IOException {
        Path module = withoutPut();

        ModuleOutcome outcome = run(module, new ResolveIdsTask(kernel("vmlinux"), true, SignaturePolicy.FAIL));

        assertThat(outcome.problems())
                .containsExactly(
                        new ModuleProblem(
                                ModuleProblem.Cause.UNRESOLVED,
                                module
                                        + ": set8 'sensor_kfuncs': FUNC 'sensor_pot' is neither in the module's BTF nor in"
                                        + " its base"),
                        new ModuleProblem(
                                ModuleProblem.Cause.UNRESOLVED,
                                module
                                        + ": list 'sensor_types': FUNC 'sensor_pot' is neither in the module's BTF nor in"
                                        + " its base"));
        assertThat(out).doesNotExist();
    }

    @Test
    void aWarningIsToldAgainThoughNothingHasChanged() throws IOException {
        Path module = withoutPut();
        Path quiet = Files.copy(SPLIT, in.resolve("quiet.ko"));

        assertThat(incremental(module)).isEqualTo(incremental(module)).isEqualTo("CHANGED with 8 notes");
        assertThat(incremental(quiet)).isEqualTo("CHANGED with 6 notes");
        assertThat(incremental(quiet)).isEqualTo("UP_TO_DATE with 0 notes");
    }

    @Test
    void aSignedModuleIsChangedOnlyWhereThatIsWanted() throws IOException {
        Path signed = signed(SPLIT);

        assertThat(run(signed, task("vmlinux")).problems())
                .containsExactly(new ModuleProblem(
                        ModuleProblem.Cause.SIGNED,
                        signed + ": the module is signed, and other type ids would make its signature invalid"));
        assertThat(out).doesNotExist();

        run(signed, new ResolveIdsTask(kernel("vmlinux"), false, SignaturePolicy.STRIP));
        assertThat(out.resolve("signed.ko")).hasSameBinaryContentAs(SAMPLE.resolve("driver.ko"));
    }

    @Test
    void aModuleThatIsNotDistilledNeedsABase() throws IOException {
        assertThat(run(SPLIT, task(null)).problems())
                .containsExactly(new ModuleProblem(
                        ModuleProblem.Cause.BASE,
                        SPLIT + ": the module brings no base of its own, and none was given"));
    }

    @Test
    void theBaseOfAnotherKernelIsRecognised() throws IOException {
        assertThat(run(SPLIT, task("vmlinux-next")).problems().get(0).message())
                .startsWith(SPLIT + ", type [")
                .endsWith("The base is not the one that this split BTF was encoded against: give that one.");
    }

    @Test
    void aModuleWithoutBtfAndRawBtfAreRefused() throws IOException {
        Path noBtf = SAMPLE.resolve("driver-no-btf.ko");
        Path raw = SAMPLE.resolve("driver.btf");

        assertThat(run(noBtf, task("vmlinux")).problems().get(0).message())
                .startsWith(noBtf + ": found an ELF file without a section .BTF, expected one with it.");
        assertThat(run(raw, task("vmlinux")).problems())
                .containsExactly(
                        new ModuleProblem(ModuleProblem.Cause.FORMAT, raw + ": found raw BTF, expected an ELF file"));
    }

    private ModuleOutcome run(Path module, ModuleTask task) throws IOException {
        return new Batch(task, out, BatchOptions.DEFAULT)
                .run(ModuleSet.find(module, out), outcome -> {})
                .outcomes()
                .get(0);
    }

    private String incremental(Path module) throws IOException {
        ModuleOutcome outcome = new Batch(task("vmlinux"), out, new BatchOptions(1, journal, false))
                .run(ModuleSet.find(module, out), each -> {})
                .outcomes()
                .get(0);
        return outcome.status() + " with " + outcome.notes().size() + " notes";
    }

    private static ModuleTask task(@Nullable String base) throws IOException {
        return new ResolveIdsTask(base == null ? null : kernel(base), false, SignaturePolicy.FAIL);
    }

    private static Btf kernel(String name) throws IOException {
        return BtfLoader.standalone(SAMPLE.resolve(name));
    }

    /** The sample module, but it asks for a function that it does not have. */
    private Path withoutPut() throws IOException {
        String bytes = Files.readString(SPLIT, StandardCharsets.ISO_8859_1);
        String changed = bytes.replace("__func__sensor_put__", "__func__sensor_pot__");
        assertThat(changed).isNotEqualTo(bytes);
        return Files.writeString(in.resolve("driver.ko"), changed, StandardCharsets.ISO_8859_1);
    }

    /** With something at its end that looks like a signature; nobody here verifies it. */
    private Path signed(Path module) throws IOException {
        Path signed = Files.copy(module, in.resolve("signed.ko"));
        byte[] unsigned = Files.readAllBytes(signed);
        byte[] end = "~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOf(unsigned, unsigned.length + SIGNATURE.length + end.length);
        System.arraycopy(SIGNATURE, 0, bytes, unsigned.length, SIGNATURE.length);
        System.arraycopy(end, 0, bytes, unsigned.length + SIGNATURE.length, end.length);
        return Files.write(signed, bytes);
    }

    private static List<String> notes(ModuleOutcome outcome) {
        return outcome.notes().stream()
                .map(note -> note.level() + " " + note.message())
                .toList();
    }
}
