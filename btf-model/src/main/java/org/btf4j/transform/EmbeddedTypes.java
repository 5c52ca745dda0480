// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.EnumSet;
import java.util.Set;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.Kind;
import org.btf4j.model.WordCursor;

/**
 * Finds the structs and unions of a base that the split has by value.
 *
 * <p>A type is followed through qualifiers, typedefs, type tags and array elements; a pointer ends the way. Each type on the
 * way is visited once.
 */
final class EmbeddedTypes {

    private final Btf split;
    private final IdTable found = new IdTable();
    /** Per type on a way, the walk that came through it, counted from 1. */
    private final IdTable walks = new IdTable();

    private int walk;
    private int onCircle;

    private EmbeddedTypes(Btf split) {
        this.split = split;
    }

    /**
     * The ids of base types that are members of the split's own structs and unions, whose size kernels therefore compare.
     *
     * @throws BtfFormatException if qualifiers, typedefs or arrays run in a circle
     */
    static IdTable of(Btf split) {
        EmbeddedTypes types = new EmbeddedTypes(split);
        types.followFrom(EnumSet.of(Kind.STRUCT, Kind.UNION));
        if (types.onCircle != 0) {
            throw BtfFormatException.found("a type that leads back to itself")
                    .expected("an end to the chain of qualifiers, typedefs and arrays")
                    .type(split.describe(types.onCircle))
                    .toException();
        }
        return types.found;
    }

    /** The ids of base types that variables, parameters and results have by value, whose size kernels do not compare. */
    static IdTable outsideStructs(Btf split) {
        EmbeddedTypes types = new EmbeddedTypes(split);
        types.followFrom(EnumSet.of(Kind.VAR, Kind.FUNC_PROTO));
        return types.found;
    }

    private void followFrom(Set<Kind> kinds) {
        WordCursor named = WordCursor.ids();
        for (int id = split.firstId(); id < split.typeCount(); id++) {
            if (kinds.contains(split.kind(id))) {
                for (named.at(split, id); named.next(); ) {
                    follow(named.value());
                }
            }
        }
    }

    private void follow(int start) {
        walk++;
        int id = start;
        for (int next = next(id); next != 0; next = next(id)) {
            int before = walks.get(id);
            if (before != 0) {
                onCircle = before == walk && onCircle == 0 ? id : onCircle;
                return;
            }
            walks.put(id, walk);
            id = next;
        }
        if (id < split.firstId() && split.kind(id).isComposite()) {
            found.add(id);
        }
    }

    /** The type that this one has by value without adding to it, 0 if there is none. */
    private int next(int id) {
        return switch (split.kind(id)) {
            case CONST, VOLATILE, RESTRICT, TYPEDEF, TYPE_TAG -> split.sizeOrTypeId(id);
            case ARRAY -> split.tailWord(id);
            default -> 0;
        };
    }
}
