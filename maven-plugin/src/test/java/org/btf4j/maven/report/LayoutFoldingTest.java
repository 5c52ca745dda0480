// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.btf4j.diff.Detail.Field;
import org.btf4j.diff.LayoutTable;
import org.btf4j.diff.LayoutTable.Mark;
import org.btf4j.diff.LayoutTable.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows of a layout one sees at first: S is a member that is the same, M one that moved; folded ones stand in brackets. */
class LayoutFoldingTest {

    @ParameterizedTest
    @CsvSource({
        "SSSSS, [SSSSS]",
        "SSS, SSS",
        "SSSSSM, SSSSSM",
        "SSSSSSM, [SSSS]SSM",
        "MSSSSSS, MSS[SSSS]",
        "MSSSSSSSM, MSSSSSSSM",
        "MSSSSSSSSM, MSS[SSSS]SSM",
        "SSSSSSSMSSMSSSSSSSS, [SSSSS]SSMSSMSS[SSSSSS]"
    })
    void whatDidNotChangeIsFoldedButForTwoRowsBesideWhatDid(String rows, String expected) {
        assertThat(shown(rows)).isEqualTo(expected);
    }

    @Test
    void aTableOfMoreThanFortyRowsIsClosed() {
        assertThat(html("M".repeat(40))).startsWith("<div class=\"btf-scroll\"");
        assertThat(html("M".repeat(41)))
                .startsWith(
                        "<details class=\"btf-long\"><summary>struct a: 8 bytes before and after. 41 moved.</summary>\n"
                                + "<div class=\"btf-scroll\"")
                .endsWith("</div>\n</details>\n");
    }

    @Test
    void aFoldSaysHowManyRowsItHides() {
        assertThat(html("SSSSS"))
                .contains(
                        "<tbody class=\"btf-fold\"><tr><td colspan=\"8\"><label><input type=\"checkbox\"/>"
                                + " Show 5 more rows that are the same</label></td></tr></tbody>\n<tbody class=\"btf-folded\">");
    }

    private static String shown(String rows) {
        return Pattern.compile("(<tbody class=\"btf-folded\">)|(</?tbody)|<tr class=\"btf-(same|moved)\">")
                .matcher(html(rows))
                .results()
                .map(match -> match.group(1) != null
                        ? "["
                        : match.group(2) != null
                                ? match.group(2).startsWith("</") ? "/" : ""
                                : match.group(3).equals("same") ? "S" : "M")
                .collect(Collectors.joining())
                .replaceAll("(\\[[SM]*)/", "$1]")
                .replace("/", "");
    }

    private static String html(String rows) {
        List<Row> members = new ArrayList<>();
        for (int i = 0; i < rows.length(); i++) {
            boolean same = rows.charAt(i) == 'S';
            Field before = new Field(8L * i, 8, "u8");
            Field after = same ? before : new Field(8L * i + 8, 8, "u8");
            members.add(new Row(same ? Mark.SAME : Mark.MOVED, "m" + i, 0, before, after));
        }
        return new LayoutTableHtml(Sample.TEXTS).html("l", "struct a", new LayoutTable(8, 8, members));
    }
}
