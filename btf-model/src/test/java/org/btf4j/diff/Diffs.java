// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.btf4j.model.Btf;
import org.btf4j.text.RawDump;

/** Compares raw dumps, and writes what differs as tests expect it. */
final class Diffs {

    /** What both sides have; the types of a test count on from there. */
    private static final String COMMON = """
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] INT 'long' size=8 bits_offset=0 nr_bits=64 encoding=SIGNED
            [3] INT 'char' size=1 bits_offset=0 nr_bits=8 encoding=SIGNED
            [4] PTR '(anon)' type_id=0
            """;

    private Diffs() {}

    static Btf btf(String dump) {
        return RawDump.parse(COMMON + dump);
    }

    static BtfDiff diff(Subject subject, String before, String after) {
        return diff(subject, btf(before), btf(after));
    }

    static BtfDiff diff(Subject subject, Btf before, Btf after) {
        return BtfDiff.between(subject, before, Set.of(), after, Set.of());
    }

    /** What differs between two kernels. */
    static String kernel(String before, String after) {
        return text(diff(Subject.KERNEL, before, after));
    }

    /** A line for each type, and one that is indented for each of its details. */
    static String text(BtfDiff diff) {
        return diff.differences().stream()
                .flatMap(each -> Stream.concat(
                        Stream.of(each.title() + " " + each.change() + ": " + each.impact()),
                        each.details().stream()
                                .map(detail -> "    " + detail.sentence() + " (" + detail.impact() + ")")))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /** The rows of the only difference's layout, one a line: mark, depth, name, before, after. */
    static String layout(BtfDiff diff) {
        List<LayoutTable.Row> rows = rows(diff.differences().get(0));
        return rows.stream()
                .map(row -> row.mark() + " " + "  ".repeat(row.depth())
                        + (row.name().isEmpty() ? "-" : row.name()) + " | " + row.before() + " | " + row.after() + "\n")
                .collect(Collectors.joining());
    }

    private static List<LayoutTable.Row> rows(TypeDifference difference) {
        LayoutTable layout = difference.layout();
        return layout == null ? List.of() : layout.rows();
    }
}
