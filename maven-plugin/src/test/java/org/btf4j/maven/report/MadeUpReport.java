// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.doxia.module.xhtml5.Xhtml5SinkFactory;
import org.apache.maven.doxia.sink.Sink;
import org.btf4j.batch.Baseline;
import org.btf4j.batch.BtfLoader;
import org.btf4j.batch.CheckCell;
import org.btf4j.batch.CheckTarget;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.batch.ModuleDiff;
import org.btf4j.batch.ModuleFacts;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Detail;
import org.btf4j.diff.Detail.Field;
import org.btf4j.diff.Impact;
import org.btf4j.diff.LayoutTable;
import org.btf4j.diff.LayoutTable.Mark;
import org.btf4j.diff.LayoutTable.Row;
import org.btf4j.diff.Sort;
import org.btf4j.diff.TypeDifference;
import org.btf4j.report.ReportData;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;
import org.jspecify.annotations.Nullable;

/** Reports with all that can be in one, and what their pages become. */
final class MadeUpReport {

    private MadeUpReport() {}

    /** Two kernels, of which the second need not be fitted. */
    static List<CheckTarget> kernels() throws IOException {
        Path vmlinux = Path.of(System.getProperty("btf.sampleDirectory")).resolve("vmlinux");
        var btf = BtfLoader.standalone(vmlinux);
        return List.of(
                CheckTarget.of("6.1 <old>", CheckTarget.Policy.REQUIRED, btf, Layout.DISTILLED, RuleSet.KERNEL),
                CheckTarget.of("6.12", CheckTarget.Policy.ADVISORY, btf, Layout.DISTILLED, RuleSet.KERNEL));
    }

    /** Modules of each state and with each verdict, and what changed in each way. */
    static ReportData ofAllSorts() throws IOException {
        List<CheckTarget> kernels = kernels();
        var accepting = new Baseline.Entry("*", "*", "", "ticket <1>", 1);
        var refused =
                new CheckCell.Reason("ring", "struct ring<x> does not exist there", "; embedded by value", null, null);
        var accepted = new CheckCell.Reason("ring", "struct ring does not exist there", "; by name", accepting, null);
        List<ReportData.Module> modules = new ArrayList<>();
        modules.add(module(
                "a/fits.ko",
                cells(kernels, CheckVerdict.FITS, List.of(), List.of()),
                changes(ModuleDiff.State.BOTH, everyChange())));
        modules.add(module(
                "a/odd&<b>.ko",
                cells(
                        kernels,
                        CheckVerdict.FITS_WITH_FINDINGS,
                        List.of(),
                        List.of(new CheckCell.Finding(
                                "device", "struct device is 1 byte there", "; behind a pointer"))),
                changes(ModuleDiff.State.BOTH, new BtfDiff(List.of()))));
        modules.add(module(
                "b/refused.ko",
                cells(kernels, CheckVerdict.REFUSED, List.of(refused), List.of()),
                changes(ModuleDiff.State.ADDED, null)));
        modules.add(module(
                "b/accepted.ko",
                cells(kernels, CheckVerdict.ACCEPTED, List.of(accepted), List.of()),
                changes(ModuleDiff.State.NOT_COMPARABLE, null)));
        for (ModuleCheck.State state : ModuleCheck.State.values()) {
            if (state != ModuleCheck.State.CHECKED) {
                modules.add(new ReportData.Module(
                        new ModuleCheck("c/" + state.name() + ".ko", state, "has no <BTF>", "", "", List.of()),
                        null,
                        null));
            }
        }
        return report(kernels, modules);
    }

    /** A module that is as it was, and nothing to check it against. */
    static ReportData ofUnchanged() {
        ReportData.Module module = module("same.ko", List.of(), changes(ModuleDiff.State.BOTH, new BtfDiff(List.of())));
        return new ReportData(
                report(List.of(), List.of()).provenance(), List.of(), List.of(module), List.of(), List.of());
    }

    /** Many modules that fit, with a finding that all have and one that no other has. */
    static ReportData ofMany(int count) throws IOException {
        List<CheckTarget> kernels = kernels();
        List<ReportData.Module> modules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            modules.add(module(
                    "drivers/d%02d/m%04d.ko".formatted(i % 60, i),
                    cells(
                            kernels,
                            CheckVerdict.FITS_WITH_FINDINGS,
                            List.of(),
                            List.of(
                                    new CheckCell.Finding("device", "struct device is odd", "; by name"),
                                    new CheckCell.Finding("own" + i, "struct own" + i + " is odd", "; by name"))),
                    null));
        }
        return report(kernels, modules);
    }

    /** Modules that fit, but those whose names start with {@code refused} or {@code broken}. */
    static ReportData named(List<String> names) throws IOException {
        List<CheckTarget> kernels = kernels();
        List<ReportData.Module> modules = new ArrayList<>();
        for (String name : names) {
            String file = name.substring(name.lastIndexOf('/') + 1);
            CheckVerdict verdict = file.startsWith("refused") ? CheckVerdict.REFUSED : CheckVerdict.FITS;
            modules.add(
                    file.startsWith("broken")
                            ? new ReportData.Module(
                                    new ModuleCheck(name, ModuleCheck.State.BROKEN, "is odd", "", "", List.of()),
                                    null,
                                    null)
                            : module(name, cells(kernels, verdict, List.of(), List.of()), null));
        }
        return report(kernels, modules);
    }

    static ReportData report(List<CheckTarget> kernels, List<ReportData.Module> modules) {
        Map<CheckVerdict, Integer> counts = new EnumMap<>(CheckVerdict.class);
        counts.put(CheckVerdict.FITS, modules.size());
        return new ReportData(
                new ReportData.Provenance(
                        "btf-maven-plugin 1",
                        "17",
                        "distilled",
                        "kernel",
                        List.of(new ReportData.Input("baseline", "accepted.json", "00ff"))),
                kernels.stream()
                        .map(kernel -> new ReportData.Kernel(kernel, counts, 0))
                        .toList(),
                modules,
                List.of("gone<1>.ko"),
                List.of(new ReportData.NeededType("struct device<x>", 1, 1)));
    }

    private static ReportData.Module module(String name, List<CheckCell> cells, @Nullable ModuleDiff changes) {
        return new ReportData.Module(
                new ModuleCheck(name, ModuleCheck.State.CHECKED, "", "aa", "bb", cells),
                new ModuleFacts(
                        3000,
                        200,
                        100,
                        "1<2",
                        "6.1 SMP",
                        List.of(
                                new ModuleFacts.Need("struct list_head<x>", 16, true),
                                new ModuleFacts.Need("int", 0, false)),
                        List.of("sensor_get<x>"),
                        "has <odd> ids"),
                changes);
    }

    private static List<CheckCell> cells(
            List<CheckTarget> kernels,
            CheckVerdict verdict,
            List<CheckCell.Reason> reasons,
            List<CheckCell.Finding> findings) {
        return kernels.stream()
                .map(kernel -> new CheckCell(kernel, verdict, reasons, findings))
                .toList();
    }

    private static ModuleDiff changes(ModuleDiff.State state, @Nullable BtfDiff types) {
        String problem = state == ModuleDiff.State.NOT_COMPARABLE ? "has no <BTF>" : "";
        return new ModuleDiff("m", state, problem, types, types);
    }

    /** A type added, removed, and changed in each way that a table of members shows. */
    private static BtfDiff everyChange() {
        Field before = new Field(0, 32, "int");
        Field after = new Field(35, 3, "unsigned int");
        Field bit = new Field(33, 1, "unsigned int");
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            rows.add(new Row(Mark.SAME, "same" + i, 0, before, before));
        }
        rows.add(new Row(Mark.MOVED, "moved<x>", 0, before, new Field(32, 32, "int")));
        rows.add(new Row(Mark.RETYPED, "", 1, before, after));
        rows.add(new Row(Mark.ADDED, "added", 0, null, bit));
        rows.add(new Row(Mark.REMOVED, "removed", 0, after, null));
        return new BtfDiff(List.of(
                type("gone", TypeDifference.Change.REMOVED, Impact.BREAKS_LOADING, null),
                type("fresh", TypeDifference.Change.ADDED, Impact.COMPATIBLE, null),
                type("traced", TypeDifference.Change.CHANGED, Impact.BREAKS_TRACING, new LayoutTable(8, 8, rows)),
                type("same", TypeDifference.Change.CHANGED, Impact.SOURCE_COMPATIBLE, new LayoutTable(8, 16, rows)),
                type(
                        "still<x>",
                        TypeDifference.Change.CHANGED,
                        Impact.SOURCE_COMPATIBLE,
                        new LayoutTable(4, 4, rows.subList(0, 1)))));
    }

    private static TypeDifference type(
            String name, TypeDifference.Change change, Impact impact, @Nullable LayoutTable layout) {
        return new TypeDifference(
                Sort.STRUCT,
                name,
                change,
                false,
                impact,
                layout == null ? List.of() : List.of(new Detail.Size(8, 16, impact)),
                layout);
    }

    /** A page as Doxia writes it, without a skin. */
    static String html(ReportPages.Page page) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Sink sink = new Xhtml5SinkFactory().createSink(out, "UTF-8");
        page.writeTo(sink);
        sink.close();
        return out.toString(StandardCharsets.UTF_8);
    }
}
