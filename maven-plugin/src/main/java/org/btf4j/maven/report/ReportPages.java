// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.function.Consumer;
import org.apache.maven.doxia.sink.Sink;
import org.btf4j.report.ReportData;

/**
 * The pages of a report in one language: the first has everything but, where there are many modules, their sections, which go on
 * further pages.
 *
 * <p>Equal data give equal pages. Immutable and thread-safe.
 */
public final class ReportPages {

    /** Where the first page is, without the extension of its file. */
    public static final String NAME = "btf-report";

    private final Texts texts;

    /** Pages in a language; where nobody has written its bundle, in English, whatever the machine's own language is. */
    public ReportPages(Locale language) {
        this(Texts.of(bundle(language)));
    }

    ReportPages(Texts texts) {
        this.texts = texts;
    }

    static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                NAME,
                language,
                ReportPages.class.getClassLoader(),
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }

    /** A page that is not written yet. */
    public static final class Page {
        private final String name;
        private final String title;
        private final Consumer<Section> content;
        private final Texts texts;
        private final boolean filtered;

        private Page(String name, String title, boolean filtered, Texts texts, Consumer<Section> content) {
            this.name = name;
            this.title = title;
            this.filtered = filtered;
            this.texts = texts;
            this.content = content;
        }

        /** Where the page is, without the extension of its file. */
        public String name() {
            return name;
        }

        /** What it is called. */
        public String title() {
            return title;
        }

        /** Writes all of it; the sink stays open. */
        public void writeTo(Sink sink) {
            sink.head();
            sink.title();
            sink.text(title);
            sink.title_();
            sink.head_();
            sink.body();
            // Doxia's sinks put nothing of the sort into the head of a page.
            sink.rawText(ReportStyle.style());
            new Section(sink, texts).section(1, "btf", title, content);
            if (filtered) {
                sink.rawText(ReportStyle.script());
            }
            sink.body_();
            sink.flush();
        }
    }

    /** What menus call the report. */
    public String name() {
        return texts.text("report.name");
    }

    /** What lists of reports say of it. */
    public String description() {
        return texts.text("report.description");
    }

    /** The pages, the first one first. */
    public List<Page> of(ReportData data) {
        ModulePages places = ModulePages.of(data.modules());
        ModuleSection sections = new ModuleSection(texts, data, places);
        List<Page> pages = new ArrayList<>();
        pages.add(new Page(NAME, texts.text("report.title"), true, texts, page -> main(page, data, places, sections)));
        for (int i = 0; i < places.count(); i++) {
            int number = i;
            pages.add(new Page(places.name(i), title(places, i), false, texts, page -> {
                page.raw(navigation(places, number));
                sections.write(page, places.range(number));
                page.raw(navigation(places, number));
            }));
        }
        return pages;
    }

    private void main(Section page, ReportData data, ModulePages places, ModuleSection sections) {
        page.raw(contents());
        page.section(2, "overview", texts.text("overview.title"), new OverviewSection(texts, data, places)::write);
        page.section(2, "matrix", texts.text("matrix.title"), new MatrixSection(texts, data, places)::write);
        page.section(2, "findings", texts.text("findings.title"), new FindingsSection(texts, data, places)::write);
        page.section(2, "modules", texts.text("modules.title"), section -> {
            if (places.count() == 0) {
                sections.write(section, places.all());
            } else {
                section.paragraph(texts.text("modules.elsewhere"));
                section.list(pageLinks(places));
            }
        });
        page.section(2, "provenance", texts.text("provenance.title"), new ProvenanceSection(texts, data)::write);
    }

    private String contents() {
        StringBuilder html = new StringBuilder("<nav class=\"btf-contents\" aria-label=\"")
                .append(texts.html("report.contents"))
                .append("\"><ul>");
        for (String part : List.of("overview", "matrix", "findings", "modules", "provenance")) {
            html.append("<li>")
                    .append(Html.link("#" + part, texts.text(part + ".title")))
                    .append("</li>");
        }
        return html.append("</ul></nav>").toString();
    }

    private List<String> pageLinks(ModulePages places) {
        List<String> links = new ArrayList<>();
        for (int i = 0; i < places.count(); i++) {
            links.add(Html.link(places.name(i) + ".html", title(places, i)));
        }
        return links;
    }

    private String title(ModulePages places, int page) {
        return texts.text("modules.page", places.first(page), places.last(page));
    }

    /** Links to the first page, and to the pages before and after this one. */
    private String navigation(ModulePages places, int page) {
        StringBuilder html = new StringBuilder("<nav class=\"btf-pages\" aria-label=\"")
                .append(texts.html("modules.pages"))
                .append("\"><ul><li>")
                .append(Html.link(NAME + ".html", texts.text("report.title")))
                .append("</li>");
        if (page > 0) {
            html.append("<li>")
                    .append(Html.link(places.name(page - 1) + ".html", texts.text("modules.previous")))
                    .append("</li>");
        }
        if (page + 1 < places.count()) {
            html.append("<li>")
                    .append(Html.link(places.name(page + 1) + ".html", texts.text("modules.next")))
                    .append("</li>");
        }
        return html.append("</ul></nav>").toString();
    }
}
