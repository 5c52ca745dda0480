// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.ArrayList;
import java.util.List;
import org.btf4j.report.ReportData;

/** Of what and by what the report was made. */
record ProvenanceSection(Texts texts, ReportData data) {

    void write(Section section) {
        ReportData.Provenance provenance = data.provenance();
        section.facts(List.of(
                new Fact(texts.text("provenance.tool"), provenance.tool()),
                new Fact(texts.text("provenance.java"), provenance.java()),
                new Fact(texts.text("provenance.layout"), provenance.layout()),
                new Fact(texts.text("provenance.rules"), provenance.rules())));
        List<List<String>> rows = new ArrayList<>();
        for (ReportData.Input input : provenance.inputs()) {
            rows.add(List.of(Html.code(input.role()), Html.escaped(input.name()), Html.code(input.sha256())));
        }
        if (!rows.isEmpty()) {
            section.table(
                    texts.text("provenance.caption"),
                    List.of(
                            texts.text("provenance.role"),
                            texts.text("provenance.name"),
                            texts.text("provenance.sha256")),
                    rows);
        }
        section.paragraph(texts.text("provenance.modules"));
    }
}
