// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.EnumMap;
import java.util.Map;
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
}
