// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Impact;
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

    /** All counts in a line, without a full stop. */
    public String line() {
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

    private static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
