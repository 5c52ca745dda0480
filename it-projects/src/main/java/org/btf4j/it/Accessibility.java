// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What axe-core finds wrong with a page for people who cannot see, read or use it as others do.
 *
 * <p>Judged are the rules of WCAG 2.0 and 2.1, levels A and AA, and axe's best practices, on the page as the browser shows it:
 * contrast depends on the look. Whatever needs a person's eye is not judged.
 */
final class Accessibility {

    /** Where the jar of axe-core has the script; the version is that of the dependency. */
    private static final String SCRIPT = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

    private static final String RUN = """
            axe.run(SELECTOR, {
              runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']},
              resultTypes: ['violations']
            }).then(result => result.violations.flatMap(violation =>
              violation.nodes.map(node => violation.id + ': ' + node.target.join(' '))))""";

    private Accessibility() {}

    /**
     * The violations in the parts of a page that a CSS selector chooses, each as {@code rule: element}.
     *
     * @throws AssertionError if nothing is chosen
     */
    static List<String> violations(BrowserPage page, String selector) throws IOException {
        page.showWhole();
        page.evaluate(script());
        @Nullable Object found = page.evaluate(RUN.replace("SELECTOR", "'" + selector.replace("'", "\\'") + "'"));
        if (found instanceof Collection<?> violations) {
            return violations.stream().map(String::valueOf).sorted().toList();
        }
        throw new AssertionError("axe says nothing about " + selector);
    }

    private static String script() throws IOException {
        URL script = Accessibility.class.getClassLoader().getResource(SCRIPT);
        if (script == null) {
            throw new AssertionError("not on the class path: " + SCRIPT);
        }
        try (InputStream in = script.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
