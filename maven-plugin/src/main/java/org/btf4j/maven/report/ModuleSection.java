// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.btf4j.batch.CheckCell;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.batch.ModuleFacts;
import org.btf4j.maven.report.ModulePages.Range;
import org.btf4j.report.ReportData;
import org.btf4j.report.ReportData.Module;

/** All that is told of modules, a section each. */
record ModuleSection(Texts texts, ReportData data, ModulePages places) {

    /** A table with more rows is folded. */
    private static final int OPEN_ROWS = 15;

    /** Writes the sections of some modules. */
    void write(Section page, Range modules) {
        ModuleChanges changes = new ModuleChanges(texts);
        for (int i = modules.from(); i < modules.to(); i++) {
            int number = i;
            Module module = data.modules().get(i);
            page.section(3, places.anchors().get(i), module.check().name(), section -> {
                section.raw(facts(module) + verdicts(module.check(), number) + needs(module));
                if (module.changes() != null) {
                    changes.write(section, places.anchors().get(number), module.changes());
                }
            });
        }
    }

    private String facts(Module module) {
        List<Fact> all = new ArrayList<>();
        ModuleFacts facts = module.facts();
        if (facts != null) {
            all.add(new Fact(texts.text("module.version"), facts.version()));
            all.add(new Fact(texts.text("module.vermagic"), facts.vermagic()));
            all.add(new Fact(texts.text("module.file"), Html.number(facts.fileSize())));
            all.add(new Fact(texts.text("module.btf"), Html.number(facts.btfSize())));
            all.add(new Fact(texts.text("module.base"), Html.number(facts.baseSize())));
            all.add(new Fact(texts.text("module.kfuncs"), String.join(", ", facts.kfuncs())));
            all.add(new Fact(texts.text("module.problem"), facts.problem()));
        }
        all.add(new Fact(texts.text("module.sha256"), module.check().sha256()));
        all.add(new Fact(texts.text("module.baseSha256"), module.check().baseSha256()));
        return Fact.html(all);
    }

    private String verdicts(ModuleCheck check, int module) {
        if (check.state() != ModuleCheck.State.CHECKED) {
            return "<p>" + VerdictCell.notChecked(texts, check.state()).html(null) + " "
                    + Html.escaped(check.name() + " " + check.problem()) + "</p>";
        }
        StringBuilder html = new StringBuilder();
        for (int kernel = 0; kernel < check.cells().size(); kernel++) {
            CheckCell cell = check.cells().get(kernel);
            html.append("<div class=\"btf-on-kernel\" id=\"")
                    .append(Html.escaped(places.anchor(module, kernel)))
                    .append("\"><p>")
                    .append(texts.html("module.kernel", cell.target().name()))
                    .append(" ")
                    .append(VerdictCell.of(texts, cell.verdict()).html(null))
                    .append("</p>")
                    .append(items(cell))
                    .append("</div>");
        }
        return html.toString();
    }

    private String items(CheckCell cell) {
        StringBuilder html = new StringBuilder();
        for (CheckCell.Reason reason : cell.reasons()) {
            html.append("<li>").append(Html.escaped(reason.sentence()));
            if (reason.acceptedBy() != null) {
                html.append(" ")
                        .append(texts.html(
                                "module.accepted", reason.acceptedBy().reason()));
            }
            html.append("</li>");
        }
        for (CheckCell.Finding finding : cell.findings()) {
            html.append("<li>").append(Html.escaped(finding.sentence())).append("</li>");
        }
        return html.isEmpty() ? "" : "<ul>" + html + "</ul>";
    }

    private String needs(Module module) {
        if (module.facts() == null || module.facts().needs().isEmpty()) {
            return "";
        }
        List<ModuleFacts.Need> needs = module.facts().needs();
        String rows = needs.stream().map(this::need).collect(Collectors.joining());
        String caption = texts.text("needs.caption", module.check().name());
        String table = "<table class=\"btf-table btf-needs\"><caption>" + Html.escaped(caption)
                + "</caption><thead><tr>"
                + heading("needs.type") + heading("needs.size") + heading("needs.how") + "</tr></thead><tbody>" + rows
                + "</tbody></table>";
        return "<details" + (needs.size() <= OPEN_ROWS ? " open=\"open\"" : "") + "><summary>"
                + texts.html("needs.summary", Html.number(needs.size())) + "</summary>"
                + Html.scrolling(caption, table) + "</details>";
    }

    private String heading(String key) {
        return "<th scope=\"col\">" + texts.html(key) + "</th>";
    }

    private String need(ModuleFacts.Need need) {
        return "<tr><th scope=\"row\">" + Html.code(need.type()) + "</th><td>"
                + (need.size() == 0 ? texts.html("needs.any") : Html.number(need.size())) + "</td><td>"
                + texts.html(need.embedded() ? "needs.embedded" : "needs.named") + "</td></tr>";
    }
}
