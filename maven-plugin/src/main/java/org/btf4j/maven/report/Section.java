// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.List;
import java.util.function.Consumer;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.doxia.sink.SinkEventAttributes;
import org.apache.maven.doxia.sink.impl.SinkEventAttributeSet;

/**
 * Where the content of a page goes: headings, paragraphs, lists and small tables by way of Doxia, so that each skin has them look
 * like its own; what Doxia knows nothing of as HTML.
 */
record Section(Sink sink, Texts texts) {

    /**
     * A part of the page with a heading, which others can link to.
     *
     * @param level 1 for the page itself
     * @param id unique on the page
     * @param title plain text
     */
    void section(int level, String id, String title, Consumer<Section> content) {
        sink.section(level, new SinkEventAttributeSet(SinkEventAttributes.ID, id));
        sink.sectionTitle(level, null);
        sink.text(title);
        sink.sectionTitle_(level);
        content.accept(this);
        sink.section_(level);
    }

    /** A paragraph of plain text. */
    void paragraph(String text) {
        sink.paragraph();
        sink.text(text);
        sink.paragraph_();
    }

    /** What is HTML already. */
    void raw(String html) {
        sink.rawText(html);
    }

    /**
     * Pairs of a term and what it is, as far as there is something.
     *
     * @param facts plain text
     */
    void facts(List<Fact> facts) {
        raw(Fact.html(facts));
    }

    /** A list of items that are HTML. */
    void list(List<String> items) {
        sink.list();
        for (String item : items) {
            sink.listItem();
            sink.rawText(item);
            sink.listItem_();
        }
        sink.list_();
    }

    /**
     * A table, in a box in which it scrolls where the page is too narrow for it.
     *
     * @param caption plain text
     * @param headings plain text
     * @param rows HTML, a cell a heading
     */
    void table(String caption, List<String> headings, List<List<String>> rows) {
        sink.rawText(Html.scrollingStart(texts.text("filter.region", caption)));
        sink.table();
        sink.tableRows();
        sink.tableRow();
        for (String heading : headings) {
            sink.tableHeaderCell();
            sink.text(heading);
            sink.tableHeaderCell_();
        }
        sink.tableRow_();
        for (List<String> row : rows) {
            sink.tableRow();
            for (String cell : row) {
                sink.tableCell();
                sink.rawText(cell);
                sink.tableCell_();
            }
            sink.tableRow_();
        }
        sink.tableRows_();
        sink.tableCaption();
        sink.text(caption);
        sink.tableCaption_();
        sink.table_();
        sink.rawText(Html.SCROLLING_END);
    }
}
