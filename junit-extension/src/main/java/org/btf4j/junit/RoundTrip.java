// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.btf4j.model.Btf;
import org.btf4j.model.WordCursor;
import org.btf4j.text.RawDump;

/** Compares split BTF with what came back over the same base, type by type and with all that they refer to. */
final class RoundTrip {

    private final Btf before;
    private final Btf after;
    private final Set<Pair> seen = new HashSet<>();
    private final Deque<Pair> pending = new ArrayDeque<>();

    private RoundTrip(Btf before, Btf after) {
        this.before = before;
        this.after = after;
    }

    /**
     * A type before and what stands for it afterwards.
     *
     * @param root the id of the type of the split that leads there
     */
    private record Pair(int before, int after, int root) {
        /** The same two types, reached from elsewhere, need not be compared again. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Pair pair && pair.before == before && pair.after == after;
        }

        @Override
        public int hashCode() {
            return 31 * before + after;
        }
    }

    /** The difference, if there is one; further types at the end are none. */
    static Optional<Difference> difference(Btf before, Btf after) {
        return new RoundTrip(before, after).difference();
    }

    private Optional<Difference> difference() {
        for (int id = before.firstId(); id < before.typeCount(); id++) {
            if (id >= after.typeCount()) {
                return Optional.of(different(" has lost " + before.describe(id)));
            }
            add(new Pair(id, id, id));
            while (!pending.isEmpty()) {
                Pair pair = pending.remove();
                if (!refersAlike(pair)) {
                    return Optional.of(different(" has changed " + before.describe(pair.root)
                            + (pair.before == pair.root && pair.after == pair.root
                                    ? ""
                                    : ", which leads to " + before.describe(pair.before))
                            + (before.describe(pair.before).equals(after.describe(pair.after))
                                    ? ""
                                    : ": afterwards it is " + after.describe(pair.after))));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether two types say the same and have equally many references; those are compared next. */
    private boolean refersAlike(Pair pair) {
        if (!TypeFacts.of(before.type(pair.before)).equals(TypeFacts.of(after.type(pair.after)))) {
            return false;
        }
        WordCursor ids = WordCursor.ids().at(before, pair.before);
        WordCursor idsAfter = WordCursor.ids().at(after, pair.after);
        while (ids.next() && idsAfter.next()) {
            add(new Pair(ids.value(), idsAfter.value(), pair.root));
        }
        return true;
    }

    private void add(Pair pair) {
        boolean sameOfBase = pair.before == pair.after && pair.before < before.firstId();
        if (!sameOfBase && seen.add(pair)) {
            pending.add(pair);
        }
    }

    private Difference different(String how) {
        return new Difference(how, RawDump.print(before), RawDump.print(after));
    }
}
