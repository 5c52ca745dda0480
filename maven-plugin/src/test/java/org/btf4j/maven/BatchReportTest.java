// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.btf4j.batch.BatchSummary;
import org.btf4j.batch.BtfSizes;
import org.btf4j.batch.ModuleOutcome;
import org.btf4j.batch.ModuleOutcome.Status;
import org.btf4j.batch.ModuleProblem;
import org.btf4j.batch.ModuleProblem.Cause;
import org.btf4j.batch.ModuleSet;
import org.btf4j.batch.SignatureOutcome;
import org.junit.jupiter.api.Test;

class BatchReportTest {

    private static final BtfSizes NONE = new BtfSizes(0, 0, 0);

    private final RecordedLog recorded = new RecordedLog();

    @Test
    void eachModuleIsADebugLine() {
        BatchReport report = new BatchReport(recorded.log, BatchGoal.DISTILL, "vmlinux", true, null);

        report.module(changed("net/tun.ko", new BtfSizes(12_345, 23_456, 789)));
        report.module(new ModuleOutcome(entry("net/tap.ko"), Status.UNCHANGED, NONE, List.of()));

        assertThat(recorded.lines())
                .containsExactly(
                        "debug: net/tun.ko: distilled; BTF 12,345 bytes before, 23,456 after, bases 789",
                        "debug: net/tap.ko: already distilled");
    }

    @Test
    void theLineOfAModuleTellsWhatBecameOfItsSignature() {
        BatchReport report = new BatchReport(recorded.log, BatchGoal.DISTILL, "vmlinux", true, "CN=Packager");

        for (SignatureOutcome signature : SignatureOutcome.values()) {
            report.module(changed("net/tun.ko", signature));
        }
        report.module(new ModuleOutcome(
                entry("net/tap.ko"), Status.UNCHANGED, NONE, SignatureOutcome.KEPT, List.of(), List.of()));

        assertThat(recorded.lines())
                .containsExactly(
                        "debug: net/tun.ko: distilled",
                        "debug: net/tun.ko: distilled; signature kept",
                        "debug: net/tun.ko: distilled; signature stripped",
                        "debug: net/tun.ko: distilled; signed by CN=Packager",
                        "debug: net/tap.ko: already distilled; signature kept");
    }

    @Test
    void theSummaryTellsHowManySignaturesWereStrippedOrMade() {
        assertThat(summaryOf(changed("a.ko", SignatureOutcome.STRIPPED)))
                .isEqualTo("Relocated 1 of 1 modules to vmlinux: 0 failed; 1 signature stripped; 0.00 s");
        assertThat(summaryOf(IntStream.range(0, 4_228)
                        .mapToObj(number -> changed(number + ".ko", SignatureOutcome.STRIPPED))
                        .toArray(ModuleOutcome[]::new)))
                .isEqualTo("Relocated 4,228 of 4,228 modules to vmlinux: 0 failed; 4,228 signatures stripped; 0.00 s");
        assertThat(summaryOf(changed("a.ko", SignatureOutcome.SIGNED), changed("b.ko", SignatureOutcome.SIGNED)))
                .isEqualTo("Relocated 2 of 2 modules to vmlinux: 0 failed; 2 signed by CN=Packager; 0.00 s");
    }

    private String summaryOf(ModuleOutcome... outcomes) {
        return new BatchReport(recorded.log, BatchGoal.RELOCATE, "vmlinux", true, "CN=Packager")
                .summary(new BatchSummary(List.of(outcomes)), Duration.ZERO);
    }

    private static ModuleOutcome changed(String name, SignatureOutcome signature) {
        return new ModuleOutcome(entry(name), Status.CHANGED, NONE, signature, List.of(), List.of());
    }

    @Test
    void eachReasonOfAFailureIsAnError() {
        new BatchReport(recorded.log, BatchGoal.RELOCATE, "vmlinux", true, null).module(failed("net/tun.ko", 2));

        assertThat(recorded.lines())
                .containsExactly(
                        "debug: net/tun.ko: failed",
                        "error: /m/net/tun.ko: reason 1",
                        "error: /m/net/tun.ko: reason 2");
    }

    @Test
    void eachReasonIsAWarningWhereItDoesNotFailTheBuild() {
        new BatchReport(recorded.log, BatchGoal.RELOCATE, "vmlinux", false, null).module(failed("net/tun.ko", 2));

        assertThat(recorded.lines())
                .containsExactly(
                        "debug: net/tun.ko: failed", "warn: /m/net/tun.ko: reason 1", "warn: /m/net/tun.ko: reason 2");
    }

    @Test
    void theSummaryHasCountsSizesAndTime() {
        BatchSummary summary = new BatchSummary(List.of(
                changed("a.ko", new BtfSizes(1_000_000, 1_100_000, 500)),
                changed("b.ko", new BtfSizes(234_567, 250_000, 1_500)),
                new ModuleOutcome(entry("c.ko"), Status.UNCHANGED, NONE, List.of()),
                failed("d.ko", 1)));
        Duration time = Duration.ofMillis(1_234_567);

        assertThat(new BatchReport(recorded.log, BatchGoal.DISTILL, "../vmlinux", true, null).summary(summary, time))
                .isEqualTo("Distilled 2 of 4 modules over ../vmlinux: 1 already distilled, 1 failed;"
                        + " BTF 1,234,567 bytes before, 1,350,000 after, bases 2,000; 1234.57 s");
        assertThat(new BatchReport(recorded.log, BatchGoal.RELOCATE, "../vmlinux", true, null).summary(summary, time))
                .isEqualTo("Relocated 2 of 4 modules to ../vmlinux: 1 failed;"
                        + " BTF 1,234,567 bytes before, 1,350,000 after; 1234.57 s");
    }

    @Test
    void anEncodedModuleHadNoBtfBefore() {
        BatchReport report = new BatchReport(recorded.log, BatchGoal.ENCODE, "vmlinux", true, null);
        ModuleOutcome encoded = changed("a.ko", new BtfSizes(0, 1_442, 0));
        ModuleOutcome left = new ModuleOutcome(entry("b.ko"), Status.UNCHANGED, NONE, List.of());

        report.module(encoded);
        report.module(left);

        assertThat(recorded.lines())
                .containsExactly("debug: a.ko: encoded; BTF 1,442 bytes", "debug: b.ko: had BTF already");
        assertThat(report.summary(new BatchSummary(List.of(encoded, left, failed("c.ko", 1))), Duration.ZERO))
                .isEqualTo("Encoded 1 of 3 modules over vmlinux: 1 had BTF already, 1 failed; BTF 1,442 bytes; 0.00 s");
    }

    @Test
    void theSummaryHasNoSizesWhereNothingChanged() {
        BatchSummary summary = new BatchSummary(List.of(failed("d.ko", 1)));

        assertThat(new BatchReport(recorded.log, BatchGoal.RELOCATE, "vmlinux", true, null)
                        .summary(summary, Duration.ZERO))
                .isEqualTo("Relocated 0 of 1 modules to vmlinux: 1 failed; 0.00 s");
    }

    @Test
    void theMessageOfAFailedBuildListsEachModuleWithEachReasonAndThenTheAdvice() {
        BatchSummary summary = new BatchSummary(List.of(failed("a.ko", 2), changed("b.ko", NONE), failed("c.ko", 1)));

        assertThat(new BatchReport(recorded.log, BatchGoal.RELOCATE, "vmlinux", true, null)
                        .failure(summary, List.of("Do this.", "Do that.")))
                .isEqualTo("""
                        2 of 3 modules could not be relocated to vmlinux:
                          /m/a.ko: reason 1
                          /m/a.ko: reason 2
                          /m/c.ko: reason 1
                        Do this.
                        Do that.""");
    }

    @Test
    void theMessageOfAFailedBuildEndsAfterTwentyModules() {
        BatchSummary summary = new BatchSummary(IntStream.rangeClosed(1, 1_050)
                .mapToObj(number -> failed(number + ".ko", 1))
                .toList());

        List<String> lines = new BatchReport(recorded.log, BatchGoal.DISTILL, "vmlinux", true, null)
                .failure(summary, List.of("Do this."))
                .lines()
                .toList();

        assertThat(lines).hasSize(23);
        assertThat(lines)
                .startsWith("1,050 of 1,050 modules could not be distilled over vmlinux:", "  /m/1.ko: reason 1")
                .endsWith("  /m/20.ko: reason 1", "  and 1,030 more; the log above has the errors of all.", "Do this.");
    }

    private static ModuleSet.Entry entry(String name) {
        return new ModuleSet.Entry(Path.of("/m").resolve(name), Path.of(name));
    }

    private static ModuleOutcome changed(String name, BtfSizes sizes) {
        return new ModuleOutcome(entry(name), Status.CHANGED, sizes, List.of());
    }

    private static ModuleOutcome failed(String name, int reasons) {
        List<ModuleProblem> problems = IntStream.rangeClosed(1, reasons)
                .mapToObj(number -> new ModuleProblem(Cause.RELOCATION, "/m/" + name + ": reason " + number))
                .toList();
        return new ModuleOutcome(entry(name), Status.FAILED, NONE, problems);
    }
}
