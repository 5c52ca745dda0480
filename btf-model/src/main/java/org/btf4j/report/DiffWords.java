// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.util.Locale;
import java.util.StringJoiner;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Impact;
import org.btf4j.diff.TypeDifference;
import org.btf4j.diff.TypeDifference.Change;

/** How texts and pages word what changed. Stateless. */
final class DiffWords {

    private DiffWords() {}

    /** What became of a type of the module or kernel: {@code struct sensor changed}. */
    static String type(TypeDifference type, String title) {
        return title + " " + type.change();
    }

    /** What became of a need: {@code needs struct ring now}. */
    static String need(TypeDifference type, String title) {
        return "needs " + title
                + switch (type.change()) {
                    case ADDED -> " now";
                    case REMOVED -> " no more";
                    case CHANGED -> " in another form";
                };
    }

    /** The counts of a comparison of kernels in a line, without a full stop. */
    static String kernels(BtfDiff diff) {
        StringJoiner changes = new StringJoiner(", ");
        for (Change change : Change.values()) {
            changes.add(number(diff.differences().stream()
                            .filter(type -> type.change() == change)
                            .count())
                    + " " + change);
        }
        StringJoiner impacts = new StringJoiner(", ");
        for (Impact impact : Impact.values()) {
            impacts.add(number(diff.differences().stream()
                            .filter(type -> type.impact() == impact)
                            .count())
                    + " " + impact);
        }
        return "Compared 2 kernels: of their types " + changes + "; " + impacts;
    }

    /** A number with a comma before each three digits. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
