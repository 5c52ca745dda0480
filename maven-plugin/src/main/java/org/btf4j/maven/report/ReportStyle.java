// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The style sheet and the script of a report, which stand in the page itself so that it loads nothing. */
final class ReportStyle {

    private ReportStyle() {}

    /** A {@code style} element, for the head of a page. */
    static String style() {
        return "<style>\n" + resource("report.css") + resource("report-pages.css") + "</style>\n";
    }

    /** A {@code script} element, for the end of a page that has a {@link FilterTable}, and of no use to others. */
    static String script() {
        return "<script>\n" + resource("report-filter.js") + "</script>\n";
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ReportStyle.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " of the plugin's own jar", e);
        }
    }
}
