// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.text.RawDump;

/** Compares the raw dump of BTF with the one that is expected, line by line. */
final class DumpComparison {

    private final List<String> expected;
    private final List<String> actual;

    private DumpComparison(List<String> expected, List<String> actual) {
        this.expected = expected;
        this.actual = actual;
    }

    /**
     * The difference, if there is one.
     *
     * <p>What the parser lets pass does not count; but a text that it refuses is compared too, so that a slip shows as a
     * difference.
     */
    static Optional<Difference> between(String expected, Btf actual) {
        List<String> printed = lines(RawDump.print(actual)).toList();
        List<String> typed = linesAsPrinted(expected);
        if (typed.equals(printed)) {
            return Optional.empty();
        }
        DumpComparison comparison = new DumpComparison(asParsed(expected, typed, actual), printed);
        return comparison.expected.equals(comparison.actual)
                ? Optional.empty()
                : Optional.of(new Difference(
                        comparison.difference(),
                        Difference.text(comparison.expected),
                        Difference.text(comparison.actual)));
    }

    private static List<String> asParsed(String expected, List<String> typed, Btf actual) {
        try {
            return lines(RawDump.print(RawDump.parse(expected, actual.base()))).toList();
        } catch (BtfFormatException slip) {
            return typed;
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
                + Difference.marked('-', expected.subList(before, expected.size() - after))
                + Difference.marked('+', actual.subList(before, actual.size() - after));
    }

    private static String fromEnd(List<String> lines, int index) {
        return lines.get(lines.size() - 1 - index);
    }
}
