// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.HashMap;
import java.util.Map;
import org.antlr.v4.runtime.Token;
import org.btf4j.model.BtfType;
import org.jspecify.annotations.Nullable;

/** Sizes and alignments by the x86-64 ABI. */
final class TypeSizes {

    /** The largest object there can be, so that the offset in bits of whatever is in it fits a BTF member. */
    static final long MAX_SIZE = (1L << 29) - 1;

    static final int POINTER = 8;

    private final TypeTable types;
    /** Of structs and unions of the text. */
    private final Map<Integer, Integer> alignments = new HashMap<>();

    TypeSizes(TypeTable types) {
        this.types = types;
    }

    void setAlignment(int compositeId, int alignment) {
        alignments.put(compositeId, alignment);
    }

    /** Bytes of an object of that type, which must be one that objects can have. */
    long size(int id, Token place) {
        long count = 1;
        int inner = element(id);
        for (int outer = id; outer != inner; ) {
            BtfType type = types.get(outer);
            if (type instanceof BtfType.Array array) {
                count = Math.min(count * array.length(), MAX_SIZE + 1);
            }
            outer = next(type);
        }
        long size = sizeOfElement(adopting(inner), place);
        if (size > MAX_SIZE || size * count > MAX_SIZE) {
            throw Fault.at(place, "an object of more than " + MAX_SIZE + " bytes")
                    .expected("one whose bits a 32-bit number can count")
                    .toException();
        }
        return size * count;
    }

    /** The alignment of an object of that type, in bytes; its size must have been asked before. */
    int alignment(int id) {
        int inner = types.adopted(element(id));
        BtfType type = types.get(inner);
        if (type instanceof BtfType.Composite) {
            BaseTypes base = types.baseTypes();
            return types.isOwn(inner) || base == null ? alignments.getOrDefault(inner, 1) : base.alignment(inner);
        }
        return scalarAlignment(type);
    }

    /** The alignment of a type that has no parts, which is its size. */
    static int scalarAlignment(BtfType type) {
        return (int) Math.max(1, Math.min(16, Long.highestOneBit(scalarSize(type))));
    }

    private static long scalarSize(BtfType type) {
        if (type instanceof BtfType.Int integer) {
            return integer.size();
        }
        if (type instanceof BtfType.Float number) {
            return number.size();
        }
        if (type instanceof BtfType.Enumeration enumeration) {
            return enumeration.size();
        }
        return type instanceof BtfType.Ptr ? POINTER : 0;
    }

    private long sizeOfElement(int id, Token place) {
        BtfType type = types.get(id);
        if (type instanceof BtfType.Composite composite) {
            return composite.size();
        }
        if (types.state(id) != TypeTable.State.COMPLETE || scalarSize(type) == 0) {
            throw Fault.at(place, describe(type) + ", of which no size is known")
                    .expected("a complete type")
                    .advice("Declare it before with its members, or refer to it with a pointer.")
                    .toException();
        }
        return scalarSize(type);
    }

    /** Where a type is only named so far and the base has it, it is the base's from now on. */
    private int adopting(int id) {
        BaseTypes base = types.baseTypes();
        if (base != null && types.state(id) == TypeTable.State.NAMED) {
            int baseId = base.complete(types.get(id));
            if (baseId != 0) {
                types.adopt(id, baseId);
            }
        }
        return types.adopted(id);
    }

    private int element(int id) {
        int inner = id;
        for (int next = next(types.get(inner)); next >= 0; next = next(types.get(inner))) {
            inner = next;
        }
        return inner;
    }

    /** The type that decides about size and alignment of this one, -1 if it does so itself. */
    static int next(BtfType type) {
        if (type instanceof BtfType.Typedef typedef) {
            return typedef.typeId();
        }
        if (type instanceof BtfType.Const qualifier) {
            return qualifier.typeId();
        }
        if (type instanceof BtfType.Volatile qualifier) {
            return qualifier.typeId();
        }
        if (type instanceof BtfType.Restrict qualifier) {
            return qualifier.typeId();
        }
        if (type instanceof BtfType.TypeTag tag) {
            return tag.typeId();
        }
        return type instanceof BtfType.Array array ? array.elementTypeId() : -1;
    }

    /** A type for a message. */
    static String describe(@Nullable BtfType type) {
        if (type instanceof BtfType.Fwd forward) {
            return (forward.union() ? "union '" : "struct '") + forward.name() + "'";
        }
        if (type instanceof BtfType.Enum enumeration) {
            return "enum '" + enumeration.name() + "'";
        }
        return type instanceof BtfType.FuncProto ? "a function type" : "void";
    }
}
