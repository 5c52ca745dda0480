// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type that is on one side only, or differs between the sides.
 *
 * @param name its name in C, without {@code struct} and the like
 * @param kfunc whether it is a function that BPF programs may call, on either side
 * @param impact the worst of what its change does
 * @param details what differs; where the type is on one side only, at most how many types of its name there are
 * @param layout its members before and after, where it is a struct or union on both sides, with members; null otherwise
 */
public record TypeDifference(
        Sort sort,
        String name,
        Change change,
        boolean kfunc,
        Impact impact,
        List<Detail> details,
        @Nullable LayoutTable layout) {

    /** What became of a type. */
    public enum Change {
        /** Only the new side has it. */
        ADDED("added"),
        /** Only the old side has it. */
        REMOVED("removed"),
        /** Both have it, and it differs. */
        CHANGED("changed");

        private final String label;

        Change(String label) {
            this.label = label;
        }

        /** How reports call it. */
        @Override
        public String toString() {
            return label;
        }
    }

    /** Keeps its own copy of the list. */
    public TypeDifference {
        details = List.copyOf(details);
    }

    /** What it is, and its name: {@code struct device}, {@code kfunc sensor_get}; a number has only its name. */
    public String title() {
        return switch (sort) {
            case NUMBER -> name;
            case FUNCTION -> (kfunc ? "kfunc " : "function ") + name;
            default -> sort + " " + name;
        };
    }
}
