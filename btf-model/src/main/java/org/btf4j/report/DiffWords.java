// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.util.Locale;
import java.util.StringJoiner;
import org.btf4j.batch.DiffCounts;
import org.btf4j.batch.ModuleDiff;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Impact;
import org.btf4j.diff.TypeDifference;
import org.btf4j.diff.TypeDifference.Change;

/** How texts and pages word what changed. Stateless and thread-safe. */
public final class DiffWords {

    private DiffWords() {}

    /**
     * What became of a type of the module or kernel: {@code struct sensor changed}.
     *
     * @param title how the type is called, {@link TypeDifference#title} or that in a form of its own
     */
    public static String type(TypeDifference type, String title) {
        return title + " " + type.change();
    }

    /**
     * What became of a need: {@code needs struct ring now}.
     *
     * @param title as for a type
     */
    public static String need(TypeDifference type, String title) {
        return "needs " + title
                + switch (type.change()) {
                    case ADDED -> " now";
                    case REMOVED -> " no more";
                    case CHANGED -> " in another form";
                };
    }

    /** All counts in a line, without a full stop; for kernels those of their types. */
    public static String line(DiffCounts counts) {
        BtfDiff kernels = counts.kernels();
        return kernels == null ? modules(counts) : kernels(kernels);
    }

    private static String modules(DiffCounts counts) {
        StringJoiner impacts = new StringJoiner(", ");
        impacts.add(number(counts.unchanged()) + " unchanged");
        for (Impact impact : Impact.values()) {
            impacts.add(number(counts.of(impact)) + " " + impact);
        }
        return "Compared " + number(counts.of(ModuleDiff.State.BOTH)) + " of " + number(counts.all())
                + (counts.all() == 1 ? " module: " : " modules: ") + impacts + "; "
                + number(counts.of(ModuleDiff.State.ADDED))
                + " added, "
                + number(counts.of(ModuleDiff.State.REMOVED)) + " removed, "
                + number(counts.of(ModuleDiff.State.NOT_COMPARABLE))
                + " not comparable";
    }

    private static String kernels(BtfDiff diff) {
        StringJoiner changes = new StringJoiner(", ");
        for (Change change : Change.values()) {
            changes.add(number(diff.count(change)) + " " + change);
        }
        StringJoiner impacts = new StringJoiner(", ");
        for (Impact impact : Impact.values()) {
            impacts.add(number(diff.count(impact)) + " " + impact);
        }
        return "Compared 2 kernels: types " + changes + "; " + impacts;
    }

    /** A number with a comma before each three digits. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
