// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;
import org.jspecify.annotations.Nullable;

/**
 * The types that a text has made so far, under provisional ids that start where those of the base end.
 *
 * <p>Ids of the base are valid here too and mean the types of the base. A struct, union or enumeration has its id from the
 * moment it is named; until it is complete, a forward declaration stands in for it.
 */
final class TypeTable {

    private final @Nullable Btf base;
    private final @Nullable BaseTypes baseTypes;
    private final int firstId;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<BtfType, Integer> shared = new HashMap<>();
    private int clock;

    TypeTable(@Nullable Btf base) {
        this.base = base;
        this.baseTypes = base == null ? null : new BaseTypes(base);
        this.firstId = base == null ? 1 : base.typeCount();
    }

    @Nullable
    BaseTypes baseTypes() {
        return baseTypes;
    }

    /** The id of that type, which is entered if it is new. */
    int share(BtfType type) {
        return shared.computeIfAbsent(type, this::append);
    }

    /** Enters a type, even if an equal one is there. */
    int append(BtfType type) {
        return append(type, State.COMPLETE);
    }

    /** Enters what stands in for a type that is only named so far. */
    int announce(BtfType standIn) {
        int id = append(standIn, State.NAMED);
        need(id);
        return id;
    }

    private int append(BtfType type, State state) {
        entries.add(new Entry(type, state, clock++));
        return firstId + entries.size() - 1;
    }

    /** From here on the type is being defined. */
    void begin(int id) {
        entry(id).state = State.BEGUN;
    }

    void complete(int id, BtfType type) {
        Entry entry = entry(id);
        entry.type = type;
        entry.state = State.COMPLETE;
        entry.completed = clock++;
    }

    /** From here on the id means a type of the base. */
    void adopt(int id, int baseId) {
        Entry entry = entry(id);
        entry.state = State.ADOPTED;
        entry.baseId = baseId;
    }

    State state(int id) {
        return isOwn(id) ? entry(id).state : State.COMPLETE;
    }

    BtfType get(int id) {
        if (!isOwn(id)) {
            return base == null ? new BtfType.Void() : base.type(id);
        }
        Entry entry = entry(id);
        return entry.state == State.ADOPTED ? get(entry.baseId) : entry.type;
    }

    boolean isOwn(int id) {
        return id >= firstId;
    }

    /** The id of the base that an id means, or the id itself. */
    int adopted(int id) {
        return isOwn(id) && entry(id).state == State.ADOPTED ? entry(id).baseId : id;
    }

    /** Marks a type that has to be in the result even if no other refers to it. */
    void need(int id) {
        if (isOwn(id)) {
            entry(id).needed = true;
        }
    }

    boolean isNeeded(int id) {
        return entry(id).needed;
    }

    /** All provisional ids in the order in which their types were completed. */
    List<Integer> inOrder() {
        return IntStream.range(firstId, firstId + entries.size())
                .boxed()
                .sorted(Comparator.comparingInt(id -> entry(id).completed))
                .toList();
    }

    private Entry entry(int id) {
        return entries.get(id - firstId);
    }

    enum State {
        NAMED,
        BEGUN,
        COMPLETE,
        ADOPTED
    }

    private static final class Entry {
        private BtfType type;
        private State state;
        private int completed;
        private int baseId;
        private boolean needed;

        private Entry(BtfType type, State state, int completed) {
            this.type = type;
            this.state = state;
            this.completed = completed;
        }
    }
}
