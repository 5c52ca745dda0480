// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A page of a report as its HTML has it, without style and script.
 *
 * <p>Every check throws an {@link AssertionError} that says what was expected and what was found. Parts of the page are named by CSS
 * selectors. Immutable; made for the {@code verify} scripts of the invoker plugin.
 */
public final class ReportPage {

    private final String name;
    private final Document page;

    private ReportPage(String name, Document page) {
        this.name = name;
        this.page = page;
    }

    /** Reads a page, which is XHTML that browsers take as HTML. */
    public static ReportPage read(File file) throws IOException {
        return new ReportPage(file.getName(), Jsoup.parse(file, "UTF-8"));
    }

    /** The headings of all sections, in their order, each behind as many {@code #} as its level. */
    public void hasOutline(String expected) {
        String found = page.select("#bodyColumn :is(h1, h2, h3, h4)").stream()
                .map(heading -> "#".repeat(heading.normalName().charAt(1) - '0') + " " + heading.text())
                .collect(Collectors.joining("\n"));
        check("outline", expected, found);
    }

    /** A table, caption aside: a line for each row, with {@code |} between its cells. */
    public void hasTable(String selector, String expected) {
        String found = only(selector).select("tr").stream()
                .map(row -> row.select("> th, > td").stream()
                        .map(Element::text)
                        .collect(Collectors.joining(" | "))
                        .strip())
                .collect(Collectors.joining("\n"));
        check(selector, expected, found);
    }

    /** What a reader reads of a part. */
    public void hasText(String selector, String expected) {
        check(selector, expected, only(selector).text());
    }

    /** A part has this text in it. */
    public void contains(String selector, String text) {
        String found = only(selector).text();
        if (!found.contains(text)) {
            throw new AssertionError(name + ", " + selector + ": expected in it\n" + text + "\nfound\n" + found);
        }
    }

    /** For each link in a part, a line: its text, {@code ->}, and what a reader first reads where it leads, on this page. */
    public void leads(String selector, String expected) {
        String found = only(selector).select("a[href^=#]").stream()
                .map(link -> link.text() + " -> " + beginning(link.attr("href").substring(1)))
                .collect(Collectors.joining("\n"));
        check(selector, expected, found);
    }

    private String beginning(String id) {
        Element target = page.getElementById(id);
        if (target == null) {
            return "nothing";
        }
        Element first = target.selectFirst("h1, h2, h3, h4, p, caption, summary");
        return (first == null ? target : first).text();
    }

    /** There are that many pictures, each with a name for who cannot see it, and none with anything from elsewhere. */
    public void hasPictures(int count) {
        List<Element> pictures = page.select("#bodyColumn svg").stream()
                .filter(picture -> picture.closest("[aria-hidden=true]") == null)
                .toList();
        check("pictures", Integer.toString(count), Integer.toString(pictures.size()));
        for (Element picture : pictures) {
            boolean named = picture.hasAttr("aria-labelledby") || picture.hasAttr("aria-label");
            if (!named
                    || !picture.attr("role").equals("img")
                    || !picture.select("image, use, script").isEmpty()) {
                throw new AssertionError(name + ": expected a picture with role img, a name and shapes only, found "
                        + picture.outerHtml().lines().findFirst().orElse(""));
            }
        }
    }

    private Element only(String selector) {
        List<Element> found = page.select(selector);
        if (found.size() != 1) {
            throw new AssertionError(name + ": expected one " + selector + ", found " + found.size());
        }
        return found.get(0);
    }

    private void check(String what, String expected, String found) {
        if (!found.equals(expected.strip())) {
            throw new AssertionError(name + ", " + what + ": expected\n" + expected + "\nfound\n" + found);
        }
    }
}
