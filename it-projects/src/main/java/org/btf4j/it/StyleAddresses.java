// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The addresses of what the styles of a page load: {@code url(...)} in its style elements and attributes, and imports. */
final class StyleAddresses {

    private static final Pattern ADDRESS = Pattern.compile(
            "url\\(\\s*['\"]?([^'\")]*?)['\"]?\\s*\\)|@import\\s+['\"]([^'\"]+)['\"]", Pattern.CASE_INSENSITIVE);

    private StyleAddresses() {}

    static List<String> in(Document document) {
        List<String> addresses = new ArrayList<>();
        for (Element style : document.select("style")) {
            collect(style.data(), addresses);
        }
        for (Element styled : document.select("[style]")) {
            collect(styled.attr("style"), addresses);
        }
        return addresses;
    }

    /** The same of the text of a style sheet. */
    static void collect(String css, List<String> addresses) {
        for (Matcher address = ADDRESS.matcher(css); address.find(); ) {
            addresses.add(address.group(1) == null ? address.group(2) : address.group(1));
        }
    }
}
