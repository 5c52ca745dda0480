// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.btf4j.batch.CheckVerdict.ACCEPTED;
import static org.btf4j.batch.CheckVerdict.FITS;
import static org.btf4j.batch.CheckVerdict.FITS_WITH_FINDINGS;
import static org.btf4j.batch.CheckVerdict.REFUSED;
import static org.btf4j.maven.report.Sample.TEXTS;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.btf4j.batch.ModuleCheck.State;
import org.btf4j.diff.Detail.Field;
import org.btf4j.diff.LayoutTable;
import org.btf4j.diff.LayoutTable.Mark;
import org.btf4j.diff.LayoutTable.Row;
import org.btf4j.maven.report.FilterTable.Cell;
import org.btf4j.maven.report.FilterTable.Column;
import org.btf4j.maven.report.FilterTable.Sorting;
import org.btf4j.report.ReportData.NeededType;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** What is drawn, letter by letter: the expected fragments are files beside this class. */
class FragmentsTest {

    @Test
    void sizesAreAHistogramAndTwoBarsWithTheirNumbers() throws Exception {
        // The module without a small base does not count.
        check("sizes.html", new SizePicture(TEXTS).html("s", List.of(100L, 3000L, 0L, 120L), 10_000));
    }

    @Test
    void withoutAKernelThereIsOnlyTheHistogram() throws Exception {
        check("sizes-only.html", new SizePicture(TEXTS).html("s", List.of(64L), 0));
    }

    @Test
    void noSizesAreNoPicture() {
        assertThat(new SizePicture(TEXTS).html("s", List.of(0L), 10_000))
                .isEqualTo("<p>No module has a small base.</p>\n");
    }

    @Test
    void heatIsTheShareThatIsRefusedAndEachCellHasItsCounts() throws Exception {
        HeatMap.Cell many =
                new HeatMap.Cell(Map.of(FITS, 1100, REFUSED, 98, ACCEPTED, 1, FITS_WITH_FINDINGS, 1), 2, "#r?a&b");
        List<HeatMap.Row> rows = List.of(
                new HeatMap.Row("drivers/net", "#net", List.of(new HeatMap.Cell(Map.of(FITS, 1200), 0, null), many)),
                new HeatMap.Row(
                        "<lib>",
                        null,
                        List.of(new HeatMap.Cell(Map.of(REFUSED, 1), 0, "#x"), new HeatMap.Cell(Map.of(), 0, null))));

        check("heat.html", new HeatMap(TEXTS).html("h", "Modules by verdict", "Folder", List.of("6.1", "6.12"), rows));
    }

    @Test
    void neededTypesHaveBarsBesideTheirNumbers() throws Exception {
        List<NeededType> types = List.of(new NeededType("struct device", 1500, 500), new NeededType("enum a<b>", 1, 0));

        check("needed.html", new DependenceBars(TEXTS).html("b", "Types", types, 2000));
    }

    @Test
    void moreModulesThanThereAreCannotNeedAType() {
        List<NeededType> types = List.of(new NeededType("struct device", 3, 4));

        assertThatThrownBy(() -> new DependenceBars(TEXTS).html("b", "Types", types, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("struct device: 5 modules, of which 3 need it, 4 by value:"
                        + " expected each number to be at most the one before");
    }

    @Test
    void aLayoutShowsBeforeAndAfterSideBySide() throws Exception {
        LayoutTable layout = new LayoutTable(
                16,
                24,
                List.of(
                        row(Mark.SAME, "list", 0, new Field(0, 128, "list"), new Field(0, 128, "list")),
                        row(Mark.MOVED, "u.flag", 1, new Field(128, 1, "u32"), new Field(131, 1, "u32")),
                        row(Mark.RETYPED, "n", 0, new Field(160, 32, "int"), new Field(160, 64, "long")),
                        new Row(Mark.REMOVED, "", 0, new Field(192, 32, ""), null),
                        new Row(Mark.ADDED, "call", 9, null, new Field(224, 64, "int (*)(a<b>)"))));

        check("layout.html", new LayoutTableHtml(TEXTS).html("l", "struct a", layout));
    }

    @Test
    void aLongTableTellsTheScriptItsWordsAndVerdicts() throws Exception {
        List<Column> columns = List.of(
                new Column("Module", Sorting.TEXT),
                new Column("Bytes", Sorting.NUMBER),
                new Column("6.1", Sorting.VERDICT));
        List<List<Cell>> rows = List.of(
                List.of(
                        Cell.of("a&b.ko"),
                        Cell.of("1,234"),
                        new Cell(VerdictCell.of(TEXTS, REFUSED).html("#a"), REFUSED)),
                List.of(
                        Cell.of("c.ko"),
                        Cell.of(""),
                        new Cell(VerdictCell.notChecked(TEXTS, State.NO_BTF).html(null), null)));

        check("table.html", new FilterTable(TEXTS).html("f", "All modules", columns, rows));
    }

    @Test
    void aRowHasACellForEachColumn() {
        List<Column> columns = List.of(new Column("Module", Sorting.TEXT), new Column("Bytes", Sorting.NUMBER));

        assertThatThrownBy(() ->
                        new FilterTable(TEXTS).html("f", "All modules", columns, List.of(List.of(Cell.of("a.ko")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row of 1 cells in a table of 2 columns");
    }

    private static Row row(Mark mark, String name, int depth, Field before, Field after) {
        return new Row(mark, name, depth, before, after);
    }

    private static void check(String expected, String html) throws Exception {
        assertThat(html).isEqualTo(resource(expected));
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<section>" + html + "</section>")));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(FragmentsTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
