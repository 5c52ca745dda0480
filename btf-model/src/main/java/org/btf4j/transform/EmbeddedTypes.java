// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.WordCursor;

/**
 * Finds the structs and unions of a base that the split has by value inside structs and unions of its own.
 *
 * <p>A member's type is followed through qualifiers, typedefs, type tags and array elements; a pointer ends the way. Each type
 * on the way is visited once.
 */
final class EmbeddedTypes {

    private final Btf split;
    private final IdTable embedded = new IdTable();
    /** Per type on a way, the walk that came through it, counted from 1. */
    private final IdTable walks = new IdTable();

    private EmbeddedTypes(Btf split) {
        this.split = split;
    }

    /**
     * The ids of the embedded types of the base.
     *
     * @throws BtfFormatException if qualifiers, typedefs or arrays run in a circle
     */
    static IdTable of(Btf split) {
        EmbeddedTypes types = new EmbeddedTypes(split);
        WordCursor members = WordCursor.ids();
        int walk = 0;
        for (int id = split.firstId(); id < split.typeCount(); id++) {
            if (split.kind(id).isComposite()) {
                for (members.at(split, id); members.next(); ) {
                    types.follow(members.value(), ++walk);
                }
            }
        }
        return types.embedded;
    }

    private void follow(int memberType, int walk) {
        int id = memberType;
        for (int next = next(id); next != 0; next = next(id)) {
            int before = walks.get(id);
            if (before == walk) {
                throw BtfFormatException.found("a type that leads back to itself")
                        .expected("an end to the chain of qualifiers, typedefs and arrays")
                        .type(split.describe(id))
                        .toException();
            }
            if (before != 0) {
                return;
            }
            walks.put(id, walk);
            id = next;
        }
        if (id < split.firstId() && split.kind(id).isComposite()) {
            embedded.add(id);
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
