// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.util.List;
import java.util.stream.Collectors;
import org.btf4j.model.Kind;

/**
 * The search for a type whose id a module's {@code .BTF_ids} asks for.
 *
 * @param place what the id is part of, as in {@link BtfId#place}
 * @param kind of the type
 * @param name of the type
 * @param found the ids of all types of that kind and name, ascending; the first was taken
 */
public record IdLookup(String place, Kind kind, String name, List<Integer> found) {

    private static final int LISTED = 5;

    /** Keeps its own copy of the ids. */
    public IdLookup {
        found = List.copyOf(found);
    }

    /** Whether there is no such type, so that the id is 0. */
    public boolean isMissing() {
        return found.isEmpty();
    }

    /** Whether there are several, so that the one that was taken may not be the one that was meant. */
    public boolean isAmbiguous() {
        return found.size() > 1;
    }

    /** What was found, a sentence without its full stop. */
    @Override
    public String toString() {
        String wanted = place + ": " + kind + " '" + name + "'";
        if (found.isEmpty()) {
            return wanted + " is neither in the module's BTF nor in its base";
        }
        if (!isAmbiguous()) {
            return wanted + " is [" + found.get(0) + "]";
        }
        return wanted + " is there " + found.size() + " times, "
                + found.stream().limit(LISTED).map(id -> "[" + id + "]").collect(Collectors.joining(", "))
                + (found.size() > LISTED ? ", ..." : "") + "; the first is taken, as resolve_btfids takes it";
    }
}
