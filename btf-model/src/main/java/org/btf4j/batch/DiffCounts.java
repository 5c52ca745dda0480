// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Impact;
import org.btf4j.diff.TypeDifference.Change;
import org.jspecify.annotations.Nullable;

/**
 * How many modules changed in which way, counted while they are compared. Not thread-safe.
 */
public final class DiffCounts {

    private final Map<ModuleDiff.State, Integer> states = new EnumMap<>(ModuleDiff.State.class);
    private final Map<Impact, Integer> impacts = new EnumMap<>(Impact.class);
    private int all;
    private int unchanged;
    private @Nullable BtfDiff kernels;

    /** One more module. */
    public void add(ModuleDiff module) {
        all++;
        if (module.name().isEmpty()) {
            kernels = module.types();
        }
        states.merge(module.state(), 1, Integer::sum);
        if (module.state() != ModuleDiff.State.BOTH) {
            return;
        }
        if (module.isUnchanged()) {
            unchanged++;
        } else {
            impacts.merge(module.impact(), 1, Integer::sum);
        }
    }

    /** What changed between two kernels; null if modules are compared. */
    public @Nullable BtfDiff kernels() {
        return kernels;
    }

    /** How many modules there are on either side. */
    public int all() {
        return all;
    }

    /** How many are in that state. */
    public int of(ModuleDiff.State state) {
        return states.getOrDefault(state, 0);
    }

    /** How many were compared, and nothing differs. */
    public int unchanged() {
        return unchanged;
    }

    /** How many were compared, and differ, this being the worst of what it does. */
    public int of(Impact impact) {
        return impacts.getOrDefault(impact, 0);
    }

    /** All counts in a line, without a full stop; for kernels those of their types. */
    public String line() {
        return kernels == null ? modules() : kernels(kernels);
    }

    private String modules() {
        StringJoiner counts = new StringJoiner(", ");
        counts.add(number(unchanged) + " unchanged");
        for (Impact impact : Impact.values()) {
            counts.add(number(of(impact)) + " " + impact);
        }
        return "Compared " + number(of(ModuleDiff.State.BOTH)) + " of " + number(all)
                + (all == 1 ? " module: " : " modules: ") + counts + "; " + number(of(ModuleDiff.State.ADDED))
                + " added, "
                + number(of(ModuleDiff.State.REMOVED)) + " removed, " + number(of(ModuleDiff.State.NOT_COMPARABLE))
                + " not comparable";
    }

    private static String kernels(BtfDiff diff) {
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
        return "Compared 2 kernels: types " + changes + "; " + impacts;
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
