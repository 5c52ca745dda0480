// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.btf4j.report.ReportData;
import org.junit.jupiter.api.Test;

class FoldersTest {

    @Test
    void manyModulesInNoFolderAreOneRowThatSaysSo() {
        ReportData data = MadeUpReport.ofModulesInNoFolder(Folders.ROWS + 1);

        assertThat(new Folders(Texts.of(ReportPages.bundle(Locale.ROOT)), data, ModulePages.of(data.modules())).rows())
                .extracting(HeatMap.Row::label)
                .containsExactly("in no folder");
    }
}
