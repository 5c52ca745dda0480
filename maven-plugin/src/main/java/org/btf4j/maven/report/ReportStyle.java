// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

/** The style sheet and the script of a report, which stand in the page itself so that it loads nothing. */
final class ReportStyle {

    private ReportStyle() {}

    /** A {@code style} element, for the head of a page. */
    static String style() {
        return "<style></style>";
    }

    /** A {@code script} element, for the end of a page that has a {@link FilterTable}, and of no use to others. */
    static String script() {
        return "<script></script>";
    }
}
