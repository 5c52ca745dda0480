// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.btf4j.maven.Sentences.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.maven.plugin.MojoFailureException;
import org.btf4j.batch.ModuleDiff;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Detail;
import org.btf4j.diff.Impact;
import org.btf4j.diff.TypeDifference;
import org.btf4j.report.DiffWords;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether what changed fails the build, and remembers the first changes for its message. Not thread-safe.
 *
 * <p>Where changes may fail the build, a module that cannot be compared does so too: what changed in it is not known.
 */
final class DiffGate {

    /** How many changes the message of a failed build lists; the report has all of them. */
    static final int LISTED = 20;

    private static final String NONE = "none";

    private final @Nullable Impact threshold;
    private final List<String> listed = new ArrayList<>();
    private long count;

    private DiffGate(@Nullable Impact threshold) {
        this.threshold = threshold;
    }

    /**
     * A gate as the user wants it.
     *
     * @throws MojoFailureException if the parameter is neither {@code none} nor an impact that may matter
     */
    static DiffGate of(Setting failOn) throws MojoFailureException {
        Map<String, DiffGate> gates = new TreeMap<>();
        gates.put(NONE, new DiffGate(null));
        for (Impact impact : Impact.values()) {
            if (impact != Impact.COMPATIBLE) {
                gates.put(impact.toString().replace(' ', '-'), new DiffGate(impact));
            }
        }
        return failOn.oneOf(gates);
    }

    /** Looks at what changed in a module, or in a kernel, which has no name. */
    void module(ModuleDiff module) {
        if (threshold == null) {
            return;
        }
        String place = module.name().isEmpty() ? "" : module.name() + ": ";
        switch (module.state()) {
            case NOT_COMPARABLE -> add(module.name() + " " + module.problem());
            case REMOVED -> {
                if (matters(module.impact())) {
                    add(place + "removed, " + module.impact());
                }
            }
            case BOTH -> {
                types(place, module.needs(), type -> DiffWords.need(type, type.title()));
                types(place, module.types(), type -> DiffWords.type(type, type.title()));
            }
            case ADDED -> {
                return;
            }
        }
    }

    private boolean matters(Impact impact) {
        return threshold != null && impact.compareTo(threshold) >= 0;
    }

    private void types(String place, @Nullable BtfDiff diff, Function<TypeDifference, String> words) {
        if (diff == null) {
            return;
        }
        for (TypeDifference type : diff.differences()) {
            if (matters(type.impact())) {
                add(place + words.apply(type) + ", " + type.impact() + worst(type));
            }
        }
    }

    /** The first detail that does what the type's change does. */
    private static String worst(TypeDifference type) {
        return type.details().stream()
                .filter(detail -> detail.impact() == type.impact())
                .findFirst()
                .map(Detail::sentence)
                .map(sentence -> ": " + sentence)
                .orElse("");
    }

    private void add(String line) {
        if (count++ < LISTED) {
            listed.add(line);
        }
    }

    /** Whether nothing changed that the user does not want. */
    boolean isOpen() {
        return count == 0;
    }

    /**
     * Why the build fails.
     *
     * @param advice what the user can do, a sentence each
     */
    String failure(List<String> advice) {
        List<String> lines = new ArrayList<>();
        String what = String.valueOf(threshold);
        lines.add(number(count) + (count == 1 ? " change is " : " changes are ") + what
                + (threshold == Impact.BREAKS_LOADING ? "" : " or worse") + ":");
        listed.forEach(line -> lines.add("  " + line));
        if (count > LISTED) {
            lines.add("  and " + number(count - LISTED) + " more, which the report has.");
        }
        lines.addAll(advice);
        return String.join("\n", lines);
    }
}
