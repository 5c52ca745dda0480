// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.util.Locale;
import org.btf4j.diff.TypeDifference;

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

    /** A number with a comma before each three digits. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
