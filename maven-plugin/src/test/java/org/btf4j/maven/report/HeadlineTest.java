// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.btf4j.report.ReportData;
import org.junit.jupiter.api.Test;

class HeadlineTest {

    @Test
    void saysWhatKernelsRefuseAndWhatTheChangesBreak() throws IOException {
        assertThat(headline(MadeUpReport.ofAllSorts()))
                .isEqualTo(
                        "Required kernels refuse 1 of 4 modules. Advisory kernels refuse 1 of 4 modules. Modules that"
                                + " could not be checked: 5. The worst of what changed since the old version is breaking for"
                                + " loading.");
    }

    @Test
    void modulesThatAreGoneAreAChangeToo() throws IOException {
        assertThat(headline(MadeUpReport.ofMany(1000)))
                .isEqualTo("No required kernel refuses any of the 1,000 modules. Advisory kernels refuse 0 of 1,000"
                        + " modules. The worst of what changed since the old version is breaking for tracing.");
    }

    @Test
    void withoutKernelsItIsAboutTheChanges() {
        assertThat(headline(MadeUpReport.ofUnchanged())).isEqualTo("Nothing changed since the old version.");
    }

    @Test
    void whereNothingWasAskedThereIsNone() {
        ReportData nothing = new ReportData(
                MadeUpReport.report(List.of(), List.of()).provenance(), List.of(), List.of(), List.of(), List.of());

        assertThat(headline(nothing)).isEmpty();
    }

    private static String headline(ReportData data) {
        return new Headline(Texts.of(ReportPages.bundle(Locale.ROOT)), data).text();
    }
}
