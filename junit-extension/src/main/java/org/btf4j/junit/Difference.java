// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.util.List;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * How BTF differs from what is expected.
 *
 * @param message how, to follow the name of what was compared
 * @param expected the whole of it, for an IDE
 * @param actual the whole of it, for an IDE
 */
record Difference(String message, String expected, String actual) {

    /** Keeps a message short where whole kernels are compared; an IDE has the full texts. */
    private static final int LINES_SHOWN = 20;

    /**
     * The failure that shows it.
     *
     * @param what was compared, such as "raw dump"
     */
    AssertionFailedError failure(String what) {
        return new AssertionFailedError(what + message, expected, actual);
    }

    /** Lines that only one side has, each on a line of its own behind the mark of that side. */
    static String marked(char mark, List<String> lines) {
        int hidden = lines.size() - LINES_SHOWN;
        return lines.stream()
                        .limit(LINES_SHOWN)
                        .map(line -> "\n" + mark + " " + line)
                        .collect(Collectors.joining())
                + (hidden > 0 ? "\n" + mark + " ... and " + hidden + " more" : "");
    }

    static String text(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
