// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.guide;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the snippets in a guide that is written in Markdown. */
final class Guide {

    /** Stands in a line of its own, which readers do not see, before a snippet whose test fails. */
    static final String FAILS = "<!-- fails -->";

    private static final String FENCE = "```";

    /**
     * A Java block.
     *
     * @param heading of the section that the block stands in
     * @param line where its code begins, counted from 1
     * @param message what its test has to fail with: the next block; null if all of its tests have to succeed
     */
    record Snippet(
            String heading, int line, String code, @Nullable String message) {}

    private Guide() {}

    /**
     * The Java blocks of a guide, in their order.
     *
     * @throws IllegalArgumentException with the line, if a block does not end, or a marked one is no Java or has no message behind it
     */
    static List<Snippet> snippets(List<String> lines) {
        List<Snippet> snippets = new ArrayList<>();
        String heading = "";
        boolean marked = false;
        Snippet failing = null;
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (line.startsWith("#")) {
                heading = line.replaceFirst("#+ *", "");
            } else if (line.equals(FAILS)) {
                marked = true;
            } else if (line.startsWith(FENCE)) {
                int start = at + 1;
                int end = endOfBlock(lines, start);
                String text = String.join("\n", lines.subList(start, end));
                boolean java = line.equals(FENCE + "java");
                if (failing != null) {
                    require(!java, start, "expected the message of the snippet before, found Java");
                    snippets.add(new Snippet(failing.heading, failing.line, failing.code, text));
                    failing = null;
                } else if (marked) {
                    require(java, start, "expected the Java that " + FAILS + " marks");
                    failing = new Snippet(heading, start + 1, text, null);
                } else if (java) {
                    snippets.add(new Snippet(heading, start + 1, text, null));
                }
                marked = false;
                at = end;
            }
        }
        require(!marked, lines.size(), "nothing follows " + FAILS);
        require(failing == null, failing == null ? 0 : failing.line, "no message follows this snippet");
        return snippets;
    }

    private static int endOfBlock(List<String> lines, int start) {
        int length = lines.subList(start, lines.size()).indexOf(FENCE);
        require(length >= 0, start, "this block does not end");
        return start + length;
    }

    private static void require(boolean condition, int line, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException("line " + line + ": " + otherwise);
        }
    }
}
