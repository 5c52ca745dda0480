// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.ArrayList;
import java.util.List;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.DiffCounts;
import org.btf4j.batch.ModuleCheck.State;
import org.btf4j.batch.ModuleDiff;
import org.btf4j.diff.Impact;
import org.btf4j.report.ReportData;
import org.btf4j.report.ReportData.Kernel;
import org.btf4j.report.ReportData.Module;

/** What the modules are all in all. */
record OverviewSection(Texts texts, ReportData data, ModulePages places) {

    /** How many of the types that are needed most are shown. */
    private static final int NEEDED = 20;

    void write(Section section) {
        String headline = new Headline(texts, data).text();
        if (!headline.isEmpty()) {
            section.paragraph(headline);
        }
        boolean compared = data.modules().stream().anyMatch(module -> module.changes() != null);
        section.facts(facts(compared));
        if (compared) {
            section.paragraph(texts.text("overview.changes.about"));
        }
        if (!data.kernels().isEmpty()) {
            section.table(texts.text("kernels.caption"), kernelHeadings(), kernelRows());
        }
        List<Long> sizes = data.modules().stream()
                .filter(module -> module.facts() != null && module.facts().baseSize() > 0)
                .map(module -> module.facts().baseSize())
                .toList();
        long kernel = data.kernels().stream().mapToLong(Kernel::btfSize).max().orElse(0);
        section.section(
                3,
                "sizes",
                texts.text("overview.sizes"),
                part -> part.raw(new SizePicture(texts).html("sizes-picture", sizes, kernel)));
        if (!data.mostNeeded().isEmpty()) {
            section.section(3, "needed", texts.text("overview.needed"), part -> {
                part.paragraph(texts.text("overview.needed.about"));
                part.raw(new DependenceBars(texts)
                        .html(
                                "needed-bars",
                                texts.text("overview.needed.caption"),
                                data.mostNeeded().stream().limit(NEEDED).toList(),
                                data.modules().size()));
            });
        }
    }

    private List<Fact> facts(boolean compared) {
        long btf = 0;
        long base = 0;
        for (Module module : data.modules()) {
            if (module.facts() != null) {
                btf += module.facts().btfSize();
                base += module.facts().baseSize();
            }
        }
        long checked = data.modules().stream()
                .filter(module -> module.check().state() == State.CHECKED)
                .count();
        return List.of(
                new Fact(
                        texts.text("overview.modules"),
                        Html.number(data.modules().size())),
                new Fact(texts.text("overview.checked"), Html.number(checked)),
                new Fact(
                        texts.text("overview.kernels"),
                        Html.number(data.kernels().size())),
                new Fact(texts.text("overview.btf"), Html.number(btf)),
                new Fact(texts.text("overview.base"), Html.number(base)),
                new Fact(texts.text("overview.changes"), compared ? changes() : ""),
                new Fact(texts.text("overview.removed"), String.join(", ", data.removed())));
    }

    private List<String> kernelHeadings() {
        List<String> headings = new ArrayList<>(List.of(texts.text("kernels.kernel"), texts.text("kernels.policy")));
        for (CheckVerdict verdict : CheckVerdict.values()) {
            headings.add(VerdictCell.of(texts, verdict).text());
        }
        headings.add(VerdictCell.notChecked(texts).text());
        headings.add(texts.text("kernels.size"));
        return headings;
    }

    private List<List<String>> kernelRows() {
        List<List<String>> rows = new ArrayList<>();
        for (Kernel kernel : data.kernels()) {
            List<String> row = new ArrayList<>();
            row.add(Html.escaped(kernel.target().name()));
            row.add(texts.html("policy." + kernel.target().policy().name()));
            for (CheckVerdict verdict : CheckVerdict.values()) {
                row.add(Html.number(kernel.count(verdict)));
            }
            row.add(Html.number(kernel.notChecked()));
            row.add(Html.number(kernel.btfSize()));
            rows.add(row);
        }
        return rows;
    }

    private String changes() {
        DiffCounts counts = new DiffCounts();
        for (Module module : data.modules()) {
            if (module.changes() != null) {
                counts.add(module.changes());
            }
        }
        List<String> parts = new ArrayList<>();
        parts.add(texts.text("changes.unchanged", Html.number(counts.unchanged())));
        for (Impact impact : Impact.values()) {
            parts.add(texts.text("changes.count." + impact.name(), Html.number(counts.of(impact))));
        }
        parts.add(texts.text("changes.added", Html.number(counts.of(ModuleDiff.State.ADDED))));
        parts.add(texts.text("changes.incomparable", Html.number(counts.of(ModuleDiff.State.NOT_COMPARABLE))));
        return String.join(", ", parts);
    }
}
