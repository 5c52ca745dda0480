// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.ModuleCheck;
import org.jspecify.annotations.Nullable;

/**
 * How a verdict looks: never by its colour alone.
 *
 * @param style the class of the style sheet
 * @param symbol one character, which stands beside the text
 * @param text a word or two, plain text
 */
record VerdictCell(String style, String symbol, String text) {

    /** That of a module that was checked. */
    static VerdictCell of(Texts texts, CheckVerdict verdict) {
        return switch (verdict) {
            case FITS -> new VerdictCell("btf-fits", "\u2713", texts.text("verdict.fits"));
            case FITS_WITH_FINDINGS -> new VerdictCell("btf-findings", "!", texts.text("verdict.findings"));
            case ACCEPTED -> new VerdictCell("btf-accepted", "\u2248", texts.text("verdict.accepted"));
            case REFUSED -> new VerdictCell("btf-refused", "\u2717", texts.text("verdict.refused"));
        };
    }

    /** That of a module that was not, whatever its state is. */
    static VerdictCell notChecked(Texts texts, ModuleCheck.State state) {
        return new VerdictCell("btf-unchecked", "?", texts.text("verdict." + state.name()));
    }

    /** That of modules that were not checked for whatever reason. */
    static VerdictCell notChecked(Texts texts) {
        return new VerdictCell("btf-unchecked", "?", texts.text("verdict.unchecked"));
    }

    /**
     * A link, or a span where there is nothing to tell.
     *
     * @param href where the reasons stand; null for no link
     */
    String html(@Nullable String href) {
        String inner = Html.sign(symbol) + " " + Html.escaped(text);
        return href == null
                ? "<span class=\"btf-verdict " + style + "\">" + inner + "</span>"
                : "<a class=\"btf-verdict " + style + "\" href=\"" + Html.escaped(href) + "\">" + inner + "</a>";
    }
}
