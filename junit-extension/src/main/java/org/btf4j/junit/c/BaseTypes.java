// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;

/** What a text can use of the base without declaring it. */
final class BaseTypes {

    private final Btf base;
    private final Map<Integer, Integer> alignments = new HashMap<>();

    BaseTypes(Btf base) {
        this.base = base;
    }

    /** The typedefs of that name. */
    int[] typedefs(String name) {
        int[] ids = base.find(name, Kind.TYPEDEF);
        for (int id : ids) {
            element(id);
        }
        return ids;
    }

    /** The struct, union or enumeration that a forward declaration means; 0 if there is none or more than one. */
    int complete(BtfType standIn) {
        Kind kind = standIn.kind();
        if (standIn instanceof BtfType.Fwd forward) {
            kind = forward.union() ? Kind.UNION : Kind.STRUCT;
        }
        int[] ids = base.find(standIn.name(), kind);
        if (ids.length == 0 && kind == Kind.ENUM) {
            ids = base.find(standIn.name(), Kind.ENUM64);
        }
        return ids.length == 1 ? ids[0] : 0;
    }

    /** The base's char, 0 if it has none or several. */
    int plainChar() {
        int[] ids = base.find("char", Kind.INT);
        return ids.length == 1 && base.sizeOrTypeId(ids[0]) == 1 ? ids[0] : 0;
    }

    /** The alignment in bytes of a struct or union of the base, as far as its members tell. */
    int alignment(int compositeId) {
        Deque<Integer> open = new ArrayDeque<>();
        open.push(compositeId);
        while (!open.isEmpty()) {
            int id = open.peek();
            int part = partToMeasure(id);
            if (part == 0) {
                alignments.put(id, measure(id));
                open.pop();
            } else if (open.contains(part)) {
                throw BtfFormatException.found("a type that contains itself")
                        .type(base.describe(part))
                        .expected("a type that contains other types only")
                        .toException();
            } else {
                open.push(part);
            }
        }
        return alignments.getOrDefault(compositeId, 1);
    }

    /** A struct or union in that one which has not been measured yet, or 0. */
    private int partToMeasure(int id) {
        for (BtfType.Member member : members(id)) {
            int element = element(member.typeId());
            if (base.kind(element).isComposite() && !alignments.containsKey(element)) {
                return element;
            }
        }
        return 0;
    }

    private int measure(int id) {
        int greatest = 1;
        for (BtfType.Member member : members(id)) {
            int element = element(member.typeId());
            int alignment = base.kind(element).isComposite()
                    ? alignments.getOrDefault(element, 1)
                    : TypeSizes.scalarAlignment(base.type(element));
            if (member.bitfieldSize() == 0 && member.bitOffset() % (alignment * (long) Byte.SIZE) != 0) {
                return 1;
            }
            greatest = Math.max(greatest, alignment);
        }
        return Integer.toUnsignedLong(base.sizeOrTypeId(id)) % greatest == 0 ? greatest : 1;
    }

    private List<BtfType.Member> members(int id) {
        return base.type(id) instanceof BtfType.Composite composite ? composite.members() : List.of();
    }

    /** The type inside typedefs, qualifiers and arrays; refuses a base in which these run in a circle. */
    private int element(int id) {
        int inner = id;
        for (int steps = 0; steps < base.typeCount(); steps++) {
            int next = TypeSizes.next(base.type(inner));
            if (next < 0) {
                return inner;
            }
            inner = next;
        }
        throw BtfFormatException.found("a type that refers to itself")
                .type(base.describe(id))
                .expected("an end of its references")
                .toException();
    }
}
