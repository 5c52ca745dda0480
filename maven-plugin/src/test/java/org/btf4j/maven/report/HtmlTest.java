// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTest {

    @Test
    void whatMeansSomethingInHtmlIsEscaped() {
        assertThat(Html.escaped("<a href=\"x\" id='y'>&amp; ı</a>"))
                .isEqualTo("&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp; ı&lt;/a&gt;");
    }

    @Test
    void numbersAreTheSameInEveryLocale() {
        assertThat(Html.number(1234567)).isEqualTo("1,234,567");
        assertThat(Html.length(12.5)).isEqualTo("12.50%");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 0 %",
        "1, 3000, 0.033 %",
        "1, 300, 0.33 %",
        "1, 30, 3.3 %",
        "1, 3, 33 %",
        "3, 3, 100 %",
        "5000, 3, '166,667 %'"
    })
    void aShareHasAboutTwoDigitsThatSaySomething(long part, long whole, String expected) {
        assertThat(Html.share(part, whole)).isEqualTo(expected.replace(' ', '\u00a0'));
    }
}
