// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.btf4j.batch.CheckCell;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.report.ReportData;

/** Why modules do not keep their BTF, and what verdicts rest on: each reason once, with the modules that have it. */
record FindingsSection(Texts texts, ReportData data, ModulePages places) {

    /** How many reasons are shown; all of them stand with the modules and in the data. */
    static final int ROWS = 200;

    /** How many modules are named for each. */
    static final int NAMED = 5;

    /** What several modules have in common. */
    private record Gist(int kernel, CheckVerdict verdict, String text) {}

    void write(Section section) {
        List<Map.Entry<Gist, List<Integer>>> gists = gists();
        List<String> problems = problems();
        if (gists.isEmpty() && problems.isEmpty()) {
            section.paragraph(texts.text("findings.none"));
            return;
        }
        if (!problems.isEmpty()) {
            section.paragraph(texts.text("findings.problems", Html.number(problems.size())));
            section.list(problems.stream().limit(ROWS).toList());
            more(section, problems.size());
        }
        if (!gists.isEmpty()) {
            section.paragraph(texts.text("findings.about"));
            section.table(
                    texts.text("findings.caption"),
                    List.of(
                            texts.text("kernels.kernel"),
                            texts.text("findings.verdict"),
                            texts.text("findings.reason"),
                            texts.text("findings.modules")),
                    gists.stream().limit(ROWS).map(this::row).toList());
            more(section, gists.size());
        }
    }

    private void more(Section section, int all) {
        if (all > ROWS) {
            section.paragraph(texts.text("findings.more", Html.number(all - ROWS)));
        }
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < data.modules().size(); i++) {
            ModuleCheck check = data.modules().get(i).check();
            if (check.state() != ModuleCheck.State.CHECKED) {
                problems.add(Html.link(places.link(i), check.name()) + " " + Html.escaped(check.problem()));
            }
        }
        return problems;
    }

    private List<Map.Entry<Gist, List<Integer>>> gists() {
        Map<Gist, List<Integer>> gists = new LinkedHashMap<>();
        for (int i = 0; i < data.modules().size(); i++) {
            List<CheckCell> cells = data.modules().get(i).check().cells();
            for (int kernel = 0; kernel < cells.size(); kernel++) {
                CheckCell cell = cells.get(kernel);
                for (CheckCell.Reason reason : cell.reasons()) {
                    CheckVerdict verdict = reason.acceptedBy() == null ? CheckVerdict.REFUSED : CheckVerdict.ACCEPTED;
                    add(gists, new Gist(kernel, verdict, reason.gist()), i);
                }
                for (CheckCell.Finding finding : cell.findings()) {
                    add(gists, new Gist(kernel, CheckVerdict.FITS_WITH_FINDINGS, finding.gist()), i);
                }
            }
        }
        return gists.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Gist, List<Integer>> entry) ->
                                entry.getKey().verdict())
                        .reversed()
                        .thenComparingInt(entry -> -entry.getValue().size()))
                .toList();
    }

    private static void add(Map<Gist, List<Integer>> gists, Gist gist, int module) {
        List<Integer> modules = gists.computeIfAbsent(gist, any -> new ArrayList<>());
        if (modules.isEmpty() || modules.get(modules.size() - 1) != module) {
            modules.add(module);
        }
    }

    private List<String> row(Map.Entry<Gist, List<Integer>> entry) {
        Gist gist = entry.getKey();
        List<Integer> modules = entry.getValue();
        String named = modules.stream()
                .limit(NAMED)
                .map(module -> Html.link(
                        places.link(module, gist.kernel()), places.names().get(module)))
                .collect(Collectors.joining(", "));
        String rest =
                modules.size() > NAMED ? " " + texts.html("findings.others", Html.number(modules.size() - NAMED)) : "";
        return List.of(
                Html.escaped(data.kernels().get(gist.kernel()).target().name()),
                VerdictCell.of(texts, gist.verdict()).html(null),
                Html.escaped(gist.text()),
                named + rest);
    }
}
