// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.btf4j.report.ReportData;
import org.junit.jupiter.api.Test;

/** How many modules become few rows, and where the cells of these lead. */
class FoldersTest {

    @Test
    void fewModulesAreShownOneByOne() throws IOException {
        assertThat(labels(List.of("net/link.ko", "flat.ko"))).containsExactly("net/link.ko", "flat.ko");
    }

    @Test
    void manyModulesInNoFolderAreOneRowThatSaysSo() throws IOException {
        assertThat(labels(fitting(""))).containsExactly("in no folder");
    }

    @Test
    void besideFoldersTheyAreToldApart() throws IOException {
        List<String> names = fitting("net/");
        names.addAll(fitting(""));

        assertThat(labels(names)).containsExactly("net", "in no folder");
    }

    @Test
    void aCellLeadsToTheWorst() throws IOException {
        List<String> names = fitting("net/");
        assertThat(link(names)).endsWith("#m-net_m0.ko:k1");
        names.add("net/broken.ko");
        assertThat(link(names)).endsWith("#m-net_broken.ko");
        names.add("net/refused.ko");
        assertThat(link(names)).endsWith("#m-net_refused.ko:k1");
    }

    private static List<String> fitting(String folder) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i <= Folders.ROWS; i++) {
            names.add(folder + "m" + i + ".ko");
        }
        return names;
    }

    private static List<String> labels(List<String> names) throws IOException {
        return rows(names).stream().map(HeatMap.Row::label).toList();
    }

    private static String link(List<String> names) throws IOException {
        return String.valueOf(rows(names).get(0).cells().get(0).href());
    }

    private static List<HeatMap.Row> rows(List<String> names) throws IOException {
        ReportData data = MadeUpReport.named(names);
        return new Folders(Sample.TEXTS, data, ModulePages.of(data.modules())).rows();
    }
}
