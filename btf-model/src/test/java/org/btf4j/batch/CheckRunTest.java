// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.btf4j.batch.Baseline.Entry;
import org.btf4j.batch.CheckTarget.Policy;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;
import org.btf4j.transform.TypeOutcome.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample module on the kernels of the sample, which are described in the README beside them. */
class CheckRunTest {

    private static final Path SAMPLE =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));
    private static final Path EXPECTED = SAMPLE.resolve("expected");
    private static final String TIMER = "struct timer is 40 bytes there, 32 in the module's base";
    private static final String TIMER_WAY = "; embedded by value in struct sensor.timer and in 1 other way";
    private static final String RING = "struct ring does not exist there";
    private static final String RING_WAY = "; embedded by value in struct sensor.ring";
    private static final String DEVICE =
            "struct device is 128 bytes there, 96 in the module's base, which kernels let pass behind a pointer";
    private static final String DEVICE_WAY = "; behind a pointer in struct sensor.device and in 4 other ways";

    @TempDir
    Path temporary;

    private Path modules;
    private Path report;
    private final List<ModuleCheck> told = new ArrayList<>();

    @BeforeEach
    void makeFolders() throws IOException {
        modules = Files.createDirectory(temporary.resolve("modules"));
        report = temporary.resolve("out/check.json");
    }

    @Test
    void aModuleHasAVerdictAndAllReasonsForEachKernel() throws IOException {
        copy(EXPECTED.resolve("driver-distilled.ko"), "net/driver.ko");

        CheckSummary summary = check(RuleSet.KERNEL, Baseline.NONE, 1);

        assertThat(summary.rows())
                .containsExactly(new CheckSummary.Row(
                        "net/driver.ko",
                        ModuleCheck.State.CHECKED,
                        List.of(CheckVerdict.FITS, CheckVerdict.FITS_WITH_FINDINGS, CheckVerdict.REFUSED)));
        List<CheckCell> cells = told.get(0).cells();
        assertThat(cells.get(1).findings()).containsExactly(new CheckCell.Finding("device", DEVICE, DEVICE_WAY));
        assertThat(cells.get(2).reasons())
                .containsExactly(
                        new CheckCell.Reason("timer", TIMER, TIMER_WAY, null, Verdict.SIZE_DIFFERS),
                        new CheckCell.Reason("ring", RING, RING_WAY, null, Verdict.MISSING));
        assertThat(summary.failed()).isZero();
        assertThat(report).content().isEqualTo("""
                {"schemaVersion":1,"layout":"distilled","rules":"kernel","targets":[
                    {"name":"own","policy":"required","sha256":"%s"},
                    {"name":"next","policy":"required","sha256":"%s"},
                    {"name":"changed","policy":"advisory","sha256":"%s"}
                  ],"modules":[
                    {"name":"net/driver.ko","state":"checked","sha256":"%s","baseSha256":"%s","verdicts":[\
                {"target":"own","verdict":"fits"},\
                {"target":"next","verdict":"fitsWithFindings","explanation":{"succeeded":true,"failures":[],"findings":[\
                {"id":17,"cause":"SIZE_BEHIND_POINTER","name":"device","message":"STRUCT 'device' size=96 has another size \
                behind a pointer: [9] STRUCT 'device' size=128","sentence":"%s","pathCount":5,"paths":[\
                "struct sensor.device → ptr → device","func sensor_event(device) → ptr → device",\
                "func sensor_get(device) → ptr → device"]}]}},\
                {"target":"changed","verdict":"refused","explanation":{"succeeded":false,"failures":[\
                {"id":10,"kind":"STRUCT","name":"timer","size":32,"embedded":true,"verdict":"SIZE_DIFFERS","reason":\
                "STRUCT 'timer' size=32 in the module, STRUCT size=40 [34] in the target (embedded by value, so the sizes \
                must be equal)","sentence":"%s","candidates":[{"id":34,"kind":"STRUCT","size":40}],"pathCount":2,"paths":[\
                "struct sensor.timer → timer (embedded)","func sensor_expired(timer) → ptr → timer"],"changes":[]},\
                {"id":20,"kind":"STRUCT","name":"ring","size":48,"embedded":true,"verdict":"MISSING","reason":\
                "STRUCT 'ring' size=48 in the module, nothing of that name in the target","sentence":"%s","candidates":[],\
                "pathCount":1,"paths":["struct sensor.ring → ring (embedded)"],"changes":[]}],"findings":[]}}]}
                  ],"counts":[
                    {"target":"own","fits":1,"fitsWithFindings":0,"accepted":0,"refused":0,"notChecked":0},
                    {"target":"next","fits":0,"fitsWithFindings":1,"accepted":0,"refused":0,"notChecked":0},
                    {"target":"changed","fits":0,"fitsWithFindings":0,"accepted":0,"refused":1,"notChecked":0}
                  ],"unusedBaselineEntries":[],"failedModules":0,"succeeded":true}
                """.formatted(
                        sha256(EXPECTED.resolve("../vmlinux")),
                        sha256(EXPECTED.resolve("../vmlinux-next")),
                        sha256(EXPECTED.resolve("../vmlinux-changed")),
                        Fingerprint.of(EXPECTED.resolve("driver-distilled.ko")),
                        Fingerprint.of(EXPECTED.resolve("driver.base.btf")),
                        DEVICE + DEVICE_WAY,
                        TIMER + TIMER_WAY,
                        RING + RING_WAY));
    }

    @Test
    void aRefusalIsAcceptedOnlyIfEachOfItsReasonsIs() throws IOException {
        copy(EXPECTED.resolve("driver-distilled.ko"), "driver.ko");
        Entry timer = new Entry("driver.ko", "changed", "timer", "never armed there", 2);
        Entry ring = new Entry("*", "cha*", "ring", "not used there", 3);
        Entry old = new Entry("driver.ko", "own", "", "was so once", 4);

        CheckSummary one = check(RuleSet.KERNEL, new Baseline(List.of(timer)), 1);
        CheckSummary both = check(RuleSet.KERNEL, new Baseline(List.of(timer, ring, old)), 1);

        assertThat(one.rows().get(0).verdicts().get(2)).isEqualTo(CheckVerdict.REFUSED);
        assertThat(one.unused()).isEmpty();
        assertThat(both.rows().get(0).verdicts().get(2)).isEqualTo(CheckVerdict.ACCEPTED);
        assertThat(both.unused()).containsExactly(old);
        assertThat(told.get(1).cells().get(2).reasons())
                .containsExactly(
                        new CheckCell.Reason("timer", TIMER, TIMER_WAY, timer, Verdict.SIZE_DIFFERS),
                        new CheckCell.Reason("ring", RING, RING_WAY, ring, Verdict.MISSING));
        assertThat(report)
                .content()
                .contains(
                        "\"verdict\":\"accepted\",\"accepted\":[{\"type\":\"timer\",\"reason\":\"never armed there\"},"
                                + "{\"type\":\"ring\",\"reason\":\"not used there\"}],\"explanation\":{")
                .contains("\"unusedBaselineEntries\":[\n"
                        + "    {\"module\":\"driver.ko\",\"kernel\":\"own\",\"reason\":\"was so once\"}]");
    }

    @Test
    void strictRulesMakeReasonsOfFindings() throws IOException {
        copy(EXPECTED.resolve("driver-distilled.ko"), "driver.ko");

        CheckSummary summary = check(RuleSet.STRICT, Baseline.NONE, 1);

        assertThat(summary.rows().get(0).verdicts())
                .containsExactly(CheckVerdict.FITS, CheckVerdict.REFUSED, CheckVerdict.REFUSED);
        assertThat(told.get(0).cells().get(1).reasons())
                .containsExactly(new CheckCell.Reason("device", DEVICE, DEVICE_WAY, null, null));
        assertThat(told.get(0).cells().get(1).findings()).isEmpty();
        assertThat(summary.failed()).isEqualTo(1);
    }

    @Test
    void whatCannotBeCheckedIsToldWithAWayOut() throws IOException {
        copy(SAMPLE.resolve("driver.ko"), "a-not-distilled.ko");
        copy(SAMPLE.resolve("driver-no-btf.ko"), "b-no-btf.ko");
        Files.write(
                modules.resolve("c-truncated.ko"),
                Arrays.copyOf(Files.readAllBytes(EXPECTED.resolve("driver-distilled.ko")), 3000));
        Files.writeString(modules.resolve("d-text.ko"), "text");
        Path other = modules.resolve("e-other-layout.ko");
        new Batch(
                        new DistillTask(
                                BtfLoader.standalone(SAMPLE.resolve("vmlinux")), Layout.BASE_REF, SignaturePolicy.FAIL),
                        modules,
                        BatchOptions.DEFAULT)
                .run(
                        new ModuleSet(
                                modules,
                                List.of(new ModuleSet.Entry(
                                        SAMPLE.resolve("driver.ko"), Path.of("e-other-layout.ko")))),
                        outcome -> assertThat(outcome.problems()).isEmpty());
        assertThat(other).exists();

        CheckSummary summary = check(RuleSet.KERNEL, Baseline.NONE, 1);

        assertThat(told)
                .extracting(module -> module.name() + " [" + module.state() + "] " + module.problem())
                .containsExactly(
                        "a-not-distilled.ko [not distilled] has BTF but no section .BTF.base, so it keeps its BTF only on the"
                                + " kernel it was built for; distil it with btf:distill",
                        "b-no-btf.ko [no BTF] has no section .BTF, so no kernel gets BTF of it; build it with"
                                + " CONFIG_DEBUG_INFO_BTF_MODULES=y and do not strip that section",
                        "c-truncated.ko [broken] is broken: c-truncated.ko: found the section header table with 64 bytes at"
                                + " offset 5464, expected it within the 3000 bytes of the file. The file may be cut off.",
                        "d-text.ko [broken] is broken: d-text.ko: found a file that starts with 0x74657874, expected an ELF"
                                + " file (0x7f454c46) or raw BTF (0x9feb or 0xeb9f)",
                        "e-other-layout.ko [other layout] is distilled in the layout base-ref (section .BTF.base_ref), not in"
                                + " the layout distilled (section .BTF.base)");
        assertThat(summary.unchecked()).isEqualTo(5);
        assertThat(summary.failed()).isEqualTo(5);
        assertThat(report).content().doesNotContain(temporary.toString()).contains("""
                    {"name":"d-text.ko","state":"broken","sha256":\
                "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1","problem":"is broken: d-text.ko: found a \
                file that starts with 0x74657874, expected an ELF file (0x7f454c46) or raw BTF (0x9feb or 0xeb9f)"},
                """);
    }

    @Test
    void aFileThatCannotBeReadIsTold() throws IOException {
        ModuleSet gone =
                new ModuleSet(modules, List.of(new ModuleSet.Entry(modules.resolve("gone.ko"), Path.of("gone.ko"))));

        CheckSummary summary = run(RuleSet.KERNEL, Baseline.NONE, 1).run(gone, report, told::add);

        assertThat(told)
                .containsExactly(new ModuleCheck(
                        "gone.ko",
                        ModuleCheck.State.UNREADABLE,
                        "cannot be read: gone.ko: there is no such file",
                        "",
                        "",
                        List.of()));
        assertThat(summary.failed()).isEqualTo(1);
    }

    @Test
    void rawPairsAreCheckedToo() throws IOException {
        copy(EXPECTED.resolve("driver.split.btf"), "raw/driver.btf");
        copy(EXPECTED.resolve("driver.base.btf"), "raw/driver.base.btf");
        copy(SAMPLE.resolve("driver.btf"), "raw/single.btf");

        assertThat(check(RuleSet.KERNEL, Baseline.NONE, 1).rows())
                .extracting(CheckSummary.Row::module, CheckSummary.Row::verdicts)
                .containsExactly(tuple(
                        "raw/driver.btf",
                        List.of(CheckVerdict.FITS, CheckVerdict.FITS_WITH_FINDINGS, CheckVerdict.REFUSED)));

        ModuleSet single = ModuleSet.findDistilled(modules.resolve("raw/single.btf"));
        run(RuleSet.KERNEL, Baseline.NONE, 1).run(single, report, told::add);
        assertThat(told.get(1).problem())
                .isEqualTo(
                        "has BTF but no base single.base.btf beside it, so it keeps its BTF only on the kernel it was"
                                + " built for; distil it with btf:distill");
    }

    @Test
    void compressedModulesAndPairsAreCheckedAsIfTheyWereNot() throws IOException {
        copy(EXPECTED.resolve("driver-distilled.ko"), "driver.ko");
        gzip(EXPECTED.resolve("driver-distilled.ko"), "packed.ko.gz");
        gzip(EXPECTED.resolve("driver.split.btf"), "pair.btf.gz");
        gzip(EXPECTED.resolve("driver.base.btf"), "pair.base.btf.gz");

        CheckSummary summary = check(RuleSet.KERNEL, Baseline.NONE, 1);

        assertThat(summary.rows())
                .extracting(CheckSummary.Row::module, CheckSummary.Row::verdicts)
                .containsExactly(
                        tuple("driver.ko", summary.rows().get(0).verdicts()),
                        tuple("packed.ko.gz", summary.rows().get(0).verdicts()),
                        tuple("pair.btf.gz", summary.rows().get(0).verdicts()));
        assertThat(told.get(1).sha256()).isEqualTo(told.get(0).sha256());
        assertThat(told)
                .extracting(ModuleCheck::baseSha256)
                .containsOnly(told.get(0).baseSha256());
    }

    @Test
    void theReportIsTheSameForAnyNumberOfThreads() throws IOException {
        for (int i = 0; i < 40; i++) {
            copy(i % 5 == 0 ? SAMPLE.resolve("driver.ko") : EXPECTED.resolve("driver-distilled.ko"), i + ".ko");
        }

        CheckSummary single = check(RuleSet.KERNEL, Baseline.NONE, 1);
        byte[] written = Files.readAllBytes(report);
        List<ModuleCheck> toldBefore = List.copyOf(told);
        told.clear();
        CheckSummary several = check(RuleSet.KERNEL, Baseline.NONE, 8);

        assertThat(report).hasBinaryContent(written);
        assertThat(several.rows()).isEqualTo(single.rows());
        assertThat(told)
                .extracting(ModuleCheck::name)
                .isEqualTo(toldBefore.stream().map(ModuleCheck::name).toList());
    }

    @Test
    void noInputIsWrittenOver() throws IOException {
        Path module = copy(EXPECTED.resolve("driver-distilled.ko"), "driver.ko");
        report = module;

        assertThatThrownBy(() -> check(RuleSet.KERNEL, Baseline.NONE, 1))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is the input itself");
        assertThat(module).hasSameBinaryContentAs(EXPECTED.resolve("driver-distilled.ko"));
    }

    @Test
    void noTwoTargetsHaveTheSameName() {
        List<CheckTarget> targets = List.of(Targets.of("6.1"), Targets.of("6.1"));

        assertThatThrownBy(() -> new CheckRun(targets, Layout.DISTILLED, RuleSet.KERNEL, Baseline.NONE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two targets are called 6.1");
    }

    private CheckSummary check(RuleSet ruleSet, Baseline baseline, int threads) throws IOException {
        return run(ruleSet, baseline, threads).run(ModuleSet.findDistilled(modules), report, told::add);
    }

    private static CheckRun run(RuleSet ruleSet, Baseline baseline, int threads) throws IOException {
        List<CheckTarget> targets = List.of(
                Targets.of("own", Policy.REQUIRED, SAMPLE.resolve("vmlinux"), ruleSet),
                Targets.of("next", Policy.REQUIRED, SAMPLE.resolve("vmlinux-next"), ruleSet),
                Targets.of("changed", Policy.ADVISORY, SAMPLE.resolve("vmlinux-changed"), ruleSet));
        return new CheckRun(targets, Layout.DISTILLED, ruleSet, baseline, threads);
    }

    private static String sha256(Path kernel) throws IOException {
        return Fingerprint.of(BtfLoader.standalone(kernel));
    }

    private void gzip(Path source, String name) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(modules.resolve(name)))) {
            Files.copy(source, out);
        }
    }

    private Path copy(Path source, String name) throws IOException {
        Path target = modules.resolve(name);
        Files.createDirectories(target.resolveSibling("."));
        return Files.copy(source, target);
    }
}
