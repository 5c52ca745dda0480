// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.btf4j.batch.Baseline;
import org.btf4j.batch.BtfLoader;
import org.btf4j.batch.CheckCell;
import org.btf4j.batch.CheckRun;
import org.btf4j.batch.CheckTarget;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.DiffRun;
import org.btf4j.batch.DiffSide;
import org.btf4j.batch.Fingerprint;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.batch.ModuleDiff;
import org.btf4j.batch.ModuleFacts;
import org.btf4j.batch.ModuleSet;
import org.btf4j.report.ReportData.NeededType;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample module on the kernels of the sample, which are described in the README beside them. */
class ReportRunTest {

    private static final Path SAMPLE =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));
    private static final Path DISTILLED = SAMPLE.resolve("expected/driver-distilled.ko");

    @TempDir
    Path temporary;

    private Path modules;
    private List<CheckTarget> kernels = List.of();

    @BeforeEach
    void makeFolders() throws IOException {
        modules = Files.createDirectories(temporary.resolve("modules"));
        kernels =
                List.of(kernel("own", "vmlinux"), kernel("next", "vmlinux-next"), kernel("changed", "vmlinux-changed"));
    }

    @Test
    void countsVerdictsAndTellsOfEachModule() throws IOException {
        copy(DISTILLED, "net/driver.ko");
        copy(SAMPLE.resolve("driver.ko"), "plain.ko");
        List<String> progress = new ArrayList<>();

        ReportData report =
                run(1).run(ModuleSet.findDistilled(modules), "test 1", List.of(), () -> progress.add("one more"));

        assertThat(report.kernels())
                .containsExactly(
                        new ReportData.Kernel(kernels.get(0), Map.of(CheckVerdict.FITS, 1), 1),
                        new ReportData.Kernel(kernels.get(1), Map.of(CheckVerdict.FITS_WITH_FINDINGS, 1), 1),
                        new ReportData.Kernel(kernels.get(2), Map.of(CheckVerdict.REFUSED, 1), 1));
        assertThat(report.kernels().get(0).btfSize()).isEqualTo(3079);
        assertThat(report.modules())
                .extracting(
                        module -> module.check().name() + " " + module.check().state())
                .containsExactly("net/driver.ko checked", "plain.ko not distilled");
        assertThat(report.modules()).extracting(ReportData.Module::changes).containsOnlyNulls();
        assertThat(report.removed()).isEmpty();
        assertThat(report.mostNeeded())
                .startsWith(new NeededType("enum dma_limit", 1, 0), new NeededType("enum power_state", 1, 0))
                .contains(new NeededType("struct timer", 1, 1), new NeededType("struct device", 1, 0))
                .hasSize(13);
        assertThat(progress).hasSize(2);
    }

    @Test
    void saysOfWhatItWasMade() throws IOException {
        copy(DISTILLED, "driver.ko");
        Path baseline = Files.writeString(temporary.resolve("baseline.json"), "{\"accepted\":[]}");

        assertThat(run(1).run(
                                ModuleSet.findDistilled(modules),
                                "btf-maven-plugin 0.1.0",
                                List.of(
                                        new ReportData.Input("baseline", "baseline.json", Fingerprint.of(baseline)),
                                        new ReportData.Input(
                                                "old", "modules", Fingerprint.of(ModuleSet.findDistilled(modules)))),
                                () -> {})
                        .provenance())
                .isEqualTo(new ReportData.Provenance(
                        "btf-maven-plugin 0.1.0",
                        System.getProperty("java.version"),
                        "distilled",
                        "kernel",
                        List.of(
                                new ReportData.Input(
                                        "target", "own", kernels.get(0).sha256()),
                                new ReportData.Input(
                                        "target", "next", kernels.get(1).sha256()),
                                new ReportData.Input(
                                        "target", "changed", kernels.get(2).sha256()),
                                new ReportData.Input(
                                        "baseline",
                                        "baseline.json",
                                        "f99666ff9119084dd25c2974ae64eb6935ec2aa785ff5ad478fb9d541f7a5e94"),
                                new ReportData.Input(
                                        "old",
                                        "modules", // printf '%s  driver.ko\n' SUM_OF_THE_MODULE | sha256sum
                                        "ec8410b354b9c31ac091657f8249f592f9f1dbe74bebb973f6cd8ff70bc1c123"))));
    }

    @Test
    void tellsWhatChangedSinceAnOldSide() throws IOException {
        copy(DISTILLED, "driver.ko");
        copy(DISTILLED, "new.ko");
        Path olds = Files.createDirectories(temporary.resolve("old"));
        Files.copy(DISTILLED, olds.resolve("driver.ko"));
        Files.copy(DISTILLED, olds.resolve("gone.ko"));
        ModuleSet found = ModuleSet.findDistilled(modules);
        DiffRun old = new DiffRun(new DiffSide(ModuleSet.findDistilled(olds), null), new DiffSide(found, null));

        ReportData report = run(1).since(old).run(found, "test 1", List.of(), () -> {});

        assertThat(report.modules())
                .extracting(ReportData.Module::changes)
                .extracting(changes -> changes == null ? "none" : changes.name() + " " + changes.state())
                .containsExactly("driver.ko compared", "new.ko added");
        assertThat(report.removed()).containsExactly("gone.ko");
        assertThat(SchemaCheck.problems("report.schema.json", json(report))).isEmpty();
    }

    @Test
    void brokenModulesAreComparedAsFarAsThatGoes() throws IOException {
        Files.writeString(modules.resolve("driver.ko"), "text");
        Path olds = Files.createDirectories(temporary.resolve("old"));
        Files.copy(DISTILLED, olds.resolve("driver.ko"));
        ModuleSet found = ModuleSet.findDistilled(modules);
        DiffRun old = new DiffRun(new DiffSide(ModuleSet.findDistilled(olds), null), new DiffSide(found, null));

        ReportData.Module module = run(1).since(old)
                .run(found, "test 1", List.of(), () -> {})
                .modules()
                .get(0);

        assertThat(module.check().state()).isEqualTo(ModuleCheck.State.BROKEN);
        assertThat(module.facts()).isNull();
        assertThat(module.changes()).extracting(ModuleDiff::state).isEqualTo(ModuleDiff.State.NOT_COMPARABLE);
    }

    @Test
    void whatModulesHaveInCommonIsKeptOnce() throws IOException {
        copy(DISTILLED, "a.ko");
        copy(DISTILLED, "b.ko");

        List<ReportData.Module> reported = run(2).run(ModuleSet.findDistilled(modules), "test 1", List.of(), () -> {})
                .modules();

        ReportData.Module first = reported.get(0);
        ReportData.Module second = reported.get(1);
        assertThat(second.check().cells().get(2).reasons())
                .isNotEmpty()
                .isSameAs(first.check().cells().get(2).reasons());
        assertThat(second.check().cells().get(1).findings())
                .isNotEmpty()
                .isSameAs(first.check().cells().get(1).findings());
        ModuleFacts one = Objects.requireNonNull(first.facts());
        ModuleFacts two = Objects.requireNonNull(second.facts());
        assertThat(one).isEqualTo(two);
        assertThat(one.needs().get(0)).isSameAs(two.needs().get(0));
    }

    @Test
    void theReportIsTheSameForAnyNumberOfThreads() throws IOException {
        for (int i = 10; i < 50; i++) {
            copy(i % 5 == 0 ? SAMPLE.resolve("driver.ko") : DISTILLED, i + ".ko");
        }
        ModuleSet found = ModuleSet.findDistilled(modules);

        String one = json(run(1).run(found, "test 1", List.of(), () -> {}));

        assertThat(json(run(8).run(found, "test 1", List.of(), () -> {}))).isEqualTo(one);
        assertThat(SchemaCheck.problems("report.schema.json", one)).isEmpty();
    }

    @Test
    void theReportOfACheckIsAsItsSchemaSays() throws IOException {
        copy(DISTILLED, "driver.ko");
        copy(SAMPLE.resolve("driver.ko"), "plain.ko");
        Baseline baseline = new Baseline(List.of(
                new Baseline.Entry("*", "changed", "", "not shipped there", 2),
                new Baseline.Entry("*", "own", "timer", "was so once", 3)));
        Path check = temporary.resolve("check.json");

        new CheckRun(kernels, Layout.DISTILLED, RuleSet.KERNEL, baseline, 1)
                .run(
                        ModuleSet.findDistilled(modules),
                        check,
                        module -> assertThat(module.cells())
                                .extracting(CheckCell::verdict)
                                .doesNotContain(CheckVerdict.REFUSED));

        assertThat(SchemaCheck.problems("check.schema.json", Files.readString(check)))
                .isEmpty();
    }

    private ReportRun run(int threads) {
        return new ReportRun(kernels, Layout.DISTILLED, RuleSet.KERNEL, Baseline.NONE, threads);
    }

    private static CheckTarget kernel(String name, String file) throws IOException {
        return CheckTarget.of(
                name,
                CheckTarget.Policy.REQUIRED,
                BtfLoader.standalone(SAMPLE.resolve(file)),
                Layout.DISTILLED,
                RuleSet.KERNEL);
    }

    private static String json(ReportData report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportJson.write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private void copy(Path source, String name) throws IOException {
        Path target = modules.resolve(name);
        Files.createDirectories(target.resolveSibling("."));
        Files.copy(source, target);
    }
}
