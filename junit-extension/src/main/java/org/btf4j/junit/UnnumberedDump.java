// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.btf4j.model.Btf;
import org.btf4j.model.WordCursor;
import org.btf4j.text.RawDump;

/**
 * The dump of a BTF's own types without their ids, in alphabetical order.
 *
 * <p>In place of an id stands what it refers to, as in {@code PTR '(anon)' type_id=<STRUCT 'device'>}.
 */
final class UnnumberedDump {

    private static final Pattern ID = Pattern.compile("(type_id)=(\\d+)");

    /** Further steps add nothing that helps a reader; a chain may also be a circle. */
    private static final int LONGEST_CHAIN = 8;

    private final Btf btf;
    private final IntUnaryOperator versions;
    private final List<List<String>> types;

    /**
     * Makes the dump.
     *
     * @param versions a number by which to tell types apart that bear the same label; 0 for those that do not need one
     */
    UnnumberedDump(Btf btf, IntUnaryOperator versions) {
        this.btf = btf;
        this.versions = versions;
        this.types = types(RawDump.print(btf));
    }

    /** The lines of each type. */
    List<List<String>> types() {
        return types;
    }

    /** What to call a type that another one refers to. */
    String label(int id) {
        StringBuilder label = new StringBuilder();
        int at = id;
        for (int steps = 0; steps < LONGEST_CHAIN; steps++) {
            label.append(btf.kind(at));
            if (btf.isNamed(at)) {
                return label + " '" + btf.name(at) + "'";
            }
            switch (btf.kind(at)) {
                case PTR, CONST, VOLATILE, RESTRICT, ARRAY, TYPE_TAG, TYPEDEF -> {
                    label.append(" → ");
                    at = firstReference(at);
                }
                default -> {
                    return label.toString();
                }
            }
        }
        return label + "...";
    }

    private int firstReference(int id) {
        WordCursor ids = WordCursor.ids().at(btf, id);
        ids.next();
        return ids.value();
    }

    private List<List<String>> types(String dump) {
        List<List<String>> found = new ArrayList<>();
        int id = btf.firstId();
        for (String line : dump.isEmpty() ? new String[0] : dump.split("\n")) {
            String begin = "[" + id + "] ";
            if (line.startsWith(begin)) {
                found.add(new ArrayList<>(List.of(unnumbered(line.substring(begin.length())) + version(id))));
                id++;
            } else {
                found.get(found.size() - 1).add(unnumbered(line));
            }
        }
        found.sort(Comparator.comparing(type -> String.join("\n", type)));
        return found;
    }

    private String unnumbered(String line) {
        if (line.startsWith("\ttype_id=")) {
            // The remark at the end of a section's line repeats what the label says.
            int remark = line.indexOf(" (");
            return replaceIds(remark < 0 ? line : line.substring(0, remark).stripTrailing());
        }
        int afterName = line.lastIndexOf('\'') + 1;
        return line.substring(0, afterName) + replaceIds(line.substring(afterName));
    }

    private String replaceIds(String fields) {
        return ID.matcher(fields).replaceAll(match -> {
            int id = Integer.parseInt(match.group(2));
            return Matcher.quoteReplacement(match.group(1) + "=<" + label(id) + version(id) + ">");
        });
    }

    private String version(int id) {
        int version = id == 0 ? 0 : versions.applyAsInt(id);
        return version == 0 ? "" : " #" + version;
    }
}
