// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.btf4j.batch.ModuleDiff;
import org.btf4j.maven.report.HeatMap.Cell;
import org.btf4j.maven.report.HeatMap.Row;
import org.btf4j.report.ReportData;
import org.junit.jupiter.api.Test;

/** What stands on the pages of a report, and that the pages hold together. */
class ReportPagesTest {

    /** Everything but letters and digits that a name from a file brings. */
    private static final List<String> FROM_FILES =
            List.of("<old>", "<x>", "odd&<b>", "<b>", "ticket <1>", "gone<1>", "1<2", "<odd>", "<BTF>");

    @Test
    void fewModulesStandOnOnePage() throws IOException {
        List<ReportPages.Page> pages = pages(MadeUpReport.ofAllSorts());

        assertThat(pages).hasSize(1);
        assertThat(pages.get(0).name()).isEqualTo("btf-report");
        String html = MadeUpReport.html(pages.get(0));
        assertThat(html)
                .containsSubsequence(
                        "<section id=\"overview\">",
                        "<section id=\"matrix\">",
                        "<section id=\"findings\">",
                        "<section id=\"modules\">",
                        "<section id=\"m-a_fits.ko\">",
                        "<section id=\"m-b_refused.ko\">",
                        "<section id=\"provenance\">")
                .contains(
                        "Required kernels refuse 1 of 4 modules. Advisory kernels refuse 1 of 4 modules. Modules that could not"
                                + " be checked: 5. The worst of what changed since the old version is breaking for loading.")
                .contains("<a href=\"#m-b_refused.ko:k2\"")
                .contains("struct ring&lt;x&gt; does not exist there; embedded by value")
                .contains("(accepted: ticket &lt;1&gt;)")
                .contains("Since the old version: breaking for loading")
                .contains("Since the old version: not comparable has no &lt;BTF&gt;");
    }

    @Test
    void whatComesFromFilesIsEscaped() throws IOException {
        String html = MadeUpReport.html(pages(MadeUpReport.ofAllSorts()).get(0));

        assertThat(FROM_FILES).allSatisfy(text -> assertThat(html).doesNotContain(text));
    }

    @Test
    void manyModulesGoOnFurtherPages() throws IOException {
        List<ReportPages.Page> pages = pages(MadeUpReport.ofMany(250));

        assertThat(pages)
                .extracting(ReportPages.Page::name)
                .containsExactly("btf-report", "btf-report-modules-1", "btf-report-modules-2", "btf-report-modules-3");
        assertThat(pages.get(2).title()).isEqualTo("Modules drivers/d40/m0100.ko to drivers/d19/m0199.ko");
        String second = MadeUpReport.html(pages.get(2));
        assertThat(second)
                .contains("<a href=\"btf-report.html\">")
                .contains("<a href=\"btf-report-modules-1.html\">")
                .contains("<a href=\"btf-report-modules-3.html\">")
                .contains("<section id=\"m-drivers_d40_m0100.ko\">")
                .doesNotContain("<section id=\"m-drivers_d39_m0099.ko\">")
                .doesNotContain("<script>");
        assertThat(MadeUpReport.html(pages.get(0))).doesNotContain("<section id=\"m-");
    }

    @Test
    void everyLinkLeadsSomewhereAndNoPageHasAnIdTwice() throws IOException {
        for (ReportData data : List.of(MadeUpReport.ofAllSorts(), MadeUpReport.ofMany(250))) {
            Map<String, Set<String>> ids = new LinkedHashMap<>();
            List<String> targets = new ArrayList<>();
            for (ReportPages.Page page : pages(data)) {
                String html = MadeUpReport.html(page);
                String file = page.name() + ".html";
                List<String> found = matches(" id=\"([^\"]*)\"", html);
                ids.put(file, new HashSet<>(found));
                assertThat(found).as(file).doesNotHaveDuplicates();
                matches(" href=\"([^\"]*)\"", html)
                        .forEach(href -> targets.add(href.startsWith("#") ? file + href : href));
            }
            List<String> dead = targets.stream()
                    .filter(target -> {
                        String[] parts = target.split("#", 2);
                        Set<String> there = ids.getOrDefault(parts[0], Set.of());
                        return there.isEmpty() || (parts.length == 2 && !there.contains(parts[1]));
                    })
                    .toList();
            assertThat(targets).isNotEmpty();
            assertThat(dead).isEmpty();
        }
    }

    @Test
    void equalDataGiveEqualPages() throws IOException {
        String once = MadeUpReport.html(pages(MadeUpReport.ofAllSorts()).get(0));

        assertThat(MadeUpReport.html(pages(MadeUpReport.ofAllSorts()).get(0))).isEqualTo(once);
    }

    @Test
    void aReportOfNothingSaysSo() throws IOException {
        ReportData nothing = MadeUpReport.report(List.of(), List.of());
        String html = MadeUpReport.html(
                pages(new ReportData(nothing.provenance(), List.of(), List.of(), List.of(), List.of()))
                        .get(0));

        assertThat(html)
                .contains("No module has a small base.")
                .contains("Every module keeps its BTF on every kernel that it was checked against");
    }

    @Test
    void languagesWithoutABundleGetEnglish() {
        for (Locale language : List.of(Locale.ROOT, Locale.ENGLISH, Locale.GERMANY, Locale.getDefault())) {
            assertThat(new ReportPages(language).name()).isEqualTo("BTF report");
            assertThat(ReportPages.bundle(language).getLocale()).isEqualTo(Locale.ROOT);
        }
    }

    @Test
    void theBundleHasEveryTextThatIsUsedAndNoOther() throws IOException {
        Set<String> used = new TreeSet<>();
        Texts english = Texts.of(ReportPages.bundle(Locale.ROOT));
        Texts recorded = (key, arguments) -> {
            used.add(key);
            return english.text(key, arguments);
        };
        ReportPages recording = new ReportPages(recorded);
        recording.name();
        recording.description();
        ReportData nothing = new ReportData(
                MadeUpReport.report(List.of(), List.of()).provenance(), List.of(), List.of(), List.of(), List.of());
        for (ReportData data : List.of(MadeUpReport.ofAllSorts(), MadeUpReport.ofMany(1000), nothing)) {
            for (ReportPages.Page page : recording.of(data)) {
                MadeUpReport.html(page);
            }
        }
        new Headline(recorded, MadeUpReport.ofUnchanged()).text();
        ReportData flat = MadeUpReport.named(IntStream.rangeClosed(0, Folders.ROWS)
                .mapToObj(i -> "m" + i + ".ko")
                .toList());
        new Folders(recorded, flat, ModulePages.of(flat.modules())).rows();
        // Neither comes from a run: a module that is gone is no module of the report, and a folder has modules.
        new ChangeWords(recorded).summary(new ModuleDiff("gone", ModuleDiff.State.REMOVED, "", null, null));
        new HeatMap(recorded)
                .html("h", "", "", List.of("k"), List.of(new Row("r", null, List.of(new Cell(Map.of(), 0, null)))));

        assertThat(used)
                .containsExactlyInAnyOrderElementsOf(
                        ReportPages.bundle(Locale.ROOT).keySet());
    }

    private static List<ReportPages.Page> pages(ReportData data) {
        return new ReportPages(Locale.ROOT).of(data);
    }

    private static List<String> matches(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
