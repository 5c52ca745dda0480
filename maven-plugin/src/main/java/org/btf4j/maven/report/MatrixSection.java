// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.ArrayList;
import java.util.List;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.maven.report.FilterTable.Cell;
import org.btf4j.maven.report.FilterTable.Column;
import org.btf4j.maven.report.FilterTable.Sorting;
import org.btf4j.report.ReportData;
import org.btf4j.report.ReportData.Module;
import org.jspecify.annotations.Nullable;

/** On which kernels which modules keep their BTF: by folders as a picture, and each module in a table. */
record MatrixSection(Texts texts, ReportData data, ModulePages places) {

    void write(Section section) {
        List<String> kernels =
                data.kernels().stream().map(kernel -> kernel.target().name()).toList();
        if (!kernels.isEmpty() && !data.modules().isEmpty()) {
            section.paragraph(texts.text("matrix.about"));
            section.raw(new HeatMap(texts)
                    .html(
                            "heat",
                            texts.text("heat.caption"),
                            texts.text("heat.folder"),
                            kernels,
                            new Folders(texts, data, places).rows()));
            section.facts(meanings());
        }
        section.raw(
                new FilterTable(texts).html("all", texts.text("all.caption"), columns(kernels), rows(kernels.size())));
    }

    /** What to do about each verdict, for whoever sees such a report for the first time. */
    private List<Fact> meanings() {
        List<Fact> meanings = new ArrayList<>();
        for (CheckVerdict verdict : CheckVerdict.values()) {
            meanings.add(
                    0, new Fact(VerdictCell.of(texts, verdict).text(), texts.text("verdict.about." + verdict.name())));
        }
        meanings.add(new Fact(VerdictCell.notChecked(texts).text(), texts.text("verdict.about.unchecked")));
        return meanings;
    }

    private boolean compared() {
        return data.modules().stream().anyMatch(module -> module.changes() != null);
    }

    private List<Column> columns(List<String> kernels) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(texts.text("all.module"), Sorting.TEXT));
        for (String kernel : kernels) {
            columns.add(new Column(kernel, Sorting.VERDICT));
        }
        if (compared()) {
            columns.add(new Column(texts.text("all.changes"), Sorting.TEXT));
        }
        columns.add(new Column(texts.text("all.needs"), Sorting.NUMBER));
        columns.add(new Column(texts.text("all.btf"), Sorting.NUMBER));
        columns.add(new Column(texts.text("all.base"), Sorting.NUMBER));
        return columns;
    }

    private List<List<Cell>> rows(int kernels) {
        List<List<Cell>> rows = new ArrayList<>();
        ChangeWords changes = new ChangeWords(texts);
        boolean compared = compared();
        for (int i = 0; i < data.modules().size(); i++) {
            Module module = data.modules().get(i);
            List<Cell> row = new ArrayList<>();
            row.add(new Cell(Html.link(places.link(i), module.check().name()), null));
            for (int kernel = 0; kernel < kernels; kernel++) {
                row.add(verdict(module.check(), i, kernel));
            }
            if (compared) {
                row.add(Cell.of(module.changes() == null ? "" : changes.summary(module.changes())));
            }
            row.add(number(
                    module.facts() == null
                            ? null
                            : (long) module.facts().needs().size()));
            row.add(number(module.facts() == null ? null : module.facts().btfSize()));
            row.add(number(module.facts() == null ? null : module.facts().baseSize()));
            rows.add(row);
        }
        return rows;
    }

    private Cell verdict(ModuleCheck check, int module, int kernel) {
        if (check.state() != ModuleCheck.State.CHECKED) {
            return new Cell(VerdictCell.notChecked(texts, check.state()).html(places.link(module)), null);
        }
        CheckVerdict verdict = check.cells().get(kernel).verdict();
        return new Cell(VerdictCell.of(texts, verdict).html(places.link(module, kernel)), verdict);
    }

    private static Cell number(@Nullable Long number) {
        return Cell.of(number == null ? "" : Html.number(number));
    }
}
