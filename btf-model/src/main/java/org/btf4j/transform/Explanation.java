// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a relocation went as it did, from which the console, JSON and assertion messages are all made.
 *
 * <p>Immutable.
 *
 * @param succeeded whether the relocation succeeded
 * @param failures the types without counterpart
 * @param findings where the verdict rests on something that hardly anyone meant
 */
public record Explanation(boolean succeeded, List<Failure> failures, List<Remark> findings) {

    private static final int PATHS_SHOWN = 3;

    /** Keeps its own copies of the lists. */
    public Explanation {
        failures = List.copyOf(failures);
        findings = List.copyOf(findings);
    }

    /**
     * A type without counterpart.
     *
     * @param paths how the module depends on it, the shorter ways first
     * @param changes how its members differ; empty where the original base was not given
     */
    public record Failure(TypeOutcome outcome, List<DependencyPath> paths, List<MemberChange> changes) {
        /** Keeps its own copies of the lists. */
        public Failure {
            paths = List.copyOf(paths);
            changes = List.copyOf(changes);
        }

        /**
         * The reason in a packager's words, in one line of ASCII: {@code struct gpio_chip is 640 bytes there, 632 in the
         * module's base; embedded by value in struct foo_priv.chip}.
         *
         * <p>{@code there} is the target, which the sentence does not name. It is the {@link #gist} and the {@link #way}.
         */
        public String sentence() {
            return gist() + way();
        }

        /** The sentence as far as it is about type and target, and so is the same for many modules. */
        public String gist() {
            return Sentence.of(outcome);
        }

        /** The rest, how the module depends on the type, from the semicolon on; empty if nobody knows. */
        public String way() {
            return Sentence.way(paths, Sentence.isAboutEmbedding(outcome));
        }
    }

    /**
     * A finding.
     *
     * @param paths how the module depends on the type, the shorter ways first
     */
    public record Remark(Finding finding, List<DependencyPath> paths) {
        /** Keeps its own copy of the list. */
        public Remark {
            paths = List.copyOf(paths);
        }

        /** The finding in a packager's words, as {@link Failure#sentence()} tells a failure. */
        public String sentence() {
            return gist() + way();
        }

        /** As {@link Failure#gist()}. */
        public String gist() {
            return Sentence.of(finding);
        }

        /** As {@link Failure#way()}. */
        public String way() {
            return Sentence.way(paths, false);
        }
    }

    /** The explanation as lines for a person; what belongs to a line follows it, indented. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Failure failure : failures) {
            lines.add(failure.outcome().reason());
            addPaths(failure.paths(), lines);
            failure.changes().forEach(change -> lines.add("  " + change));
        }
        for (Remark remark : findings) {
            lines.add("note: " + remark.finding().message());
            addPaths(remark.paths(), lines);
        }
        return List.copyOf(lines);
    }

    /** Ends a line that is about a type, with a shortest way to it. */
    static String neededBy(List<DependencyPath> paths) {
        return switch (paths.size()) {
            case 0 -> "";
            case 1 -> "; needed by " + paths.get(0);
            default -> "; needed by " + paths.get(0) + " and in " + otherWays(paths.size() - 1);
        };
    }

    static String otherWays(int count) {
        return count == 1 ? "1 other way" : count + " other ways";
    }

    private static void addPaths(List<DependencyPath> paths, List<String> lines) {
        paths.stream().limit(PATHS_SHOWN).forEach(path -> lines.add("  needed by " + path));
        if (paths.size() > PATHS_SHOWN) {
            lines.add("  and in " + otherWays(paths.size() - PATHS_SHOWN));
        }
    }
}
