// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The fixed words of a report in the reader's language, as plain text that still has to be escaped.
 *
 * <p>Implementations are pure: one key and the same arguments always give the same text.
 */
@FunctionalInterface
interface Texts {

    /**
     * The text of a key.
     *
     * @param arguments stand for {@code {0}} and so on; strings, since a number would be written as the machine's locale does
     * @throws java.util.MissingResourceException if there is no such key
     */
    String text(String key, String... arguments);

    /** The same as it stands in HTML. */
    default String html(String key, String... arguments) {
        return Html.escaped(text(key, arguments));
    }

    /** The texts of a bundle, whose values are patterns of {@link MessageFormat}. */
    static Texts of(ResourceBundle bundle) {
        return (key, arguments) -> new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
    }
}
