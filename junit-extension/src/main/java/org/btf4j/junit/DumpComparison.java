// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.btf4j.model.Btf;
import org.btf4j.text.RawDump;
import org.opentest4j.AssertionFailedError;

/** Compares the raw dump of BTF with the one that is expected. */
final class DumpComparison {

    /** Keeps the message short where whole kernels are compared; an IDE has the full texts. */
    private static final int LINES_SHOWN = 20;

    private final List<String> expected;
    private final List<String> actual;

    private DumpComparison(List<String> expected, List<String> actual) {
        this.expected = expected;
        this.actual = actual;
    }

    /**
     * Asserts that the dumps are equal.
     *
     * @param what starts the message, such as "raw dump"
     */
    static void assertEqual(String what, String expected, Btf actual) {
        DumpComparison comparison = new DumpComparison(
                linesAsPrinted(expected), lines(RawDump.print(actual)).toList());
        if (!comparison.expected.equals(comparison.actual)) {
            throw new AssertionFailedError(
                    what + comparison.difference(), text(comparison.expected), text(comparison.actual));
        }
    }

    /** The lines of a dump that somebody typed, in bpftool's form: types at the margin, what belongs to them behind a tab. */
    private static List<String> linesAsPrinted(String typed) {
        return lines(typed)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line.startsWith("[") ? line : "\t" + line)
                .toList();
    }

    private static Stream<String> lines(String dump) {
        return dump.isEmpty() ? Stream.empty() : Stream.of(dump.split("\n"));
    }

    private static String text(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** What is left when the lines that both have at the beginning and at the end are taken away. */
    private String difference() {
        int shorter = Math.min(expected.size(), actual.size());
        int before = 0;
        while (before < shorter && expected.get(before).equals(actual.get(before))) {
            before++;
        }
        int after = 0;
        while (after < shorter - before && fromEnd(expected, after).equals(fromEnd(actual, after))) {
            after++;
        }
        return " differs from line " + (before + 1) + " on (- expected, + actual):"
                + marked("\n- ", expected.subList(before, expected.size() - after))
                + marked("\n+ ", actual.subList(before, actual.size() - after));
    }

    private static String fromEnd(List<String> lines, int index) {
        return lines.get(lines.size() - 1 - index);
    }

    private static String marked(String mark, List<String> lines) {
        int hidden = lines.size() - LINES_SHOWN;
        return lines.stream().limit(LINES_SHOWN).map(line -> mark + line).collect(Collectors.joining())
                + (hidden > 0 ? mark + "... and " + hidden + " more" : "");
    }
}
