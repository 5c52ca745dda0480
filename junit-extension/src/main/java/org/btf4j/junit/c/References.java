// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.function.IntUnaryOperator;
import org.btf4j.model.BtfType;

/** The type ids in a record. */
final class References {

    private References() {}

    /** The same record with other ids; the operator sees them in the order of the record's fields. */
    static BtfType rewrite(BtfType type, IntUnaryOperator id) {
        if (type instanceof BtfType.Ptr ptr) {
            return new BtfType.Ptr(id.applyAsInt(ptr.typeId()));
        }
        if (type instanceof BtfType.Const qualifier) {
            return new BtfType.Const(id.applyAsInt(qualifier.typeId()));
        }
        if (type instanceof BtfType.Volatile qualifier) {
            return new BtfType.Volatile(id.applyAsInt(qualifier.typeId()));
        }
        if (type instanceof BtfType.Restrict qualifier) {
            return new BtfType.Restrict(id.applyAsInt(qualifier.typeId()));
        }
        if (type instanceof BtfType.Typedef typedef) {
            return new BtfType.Typedef(typedef.name(), id.applyAsInt(typedef.typeId()));
        }
        if (type instanceof BtfType.Array array) {
            return new BtfType.Array(
                    id.applyAsInt(array.elementTypeId()), id.applyAsInt(array.indexTypeId()), array.length());
        }
        if (type instanceof BtfType.Struct struct) {
            return new BtfType.Struct(
                    struct.name(),
                    struct.size(),
                    struct.bitfields(),
                    struct.members().stream().map(member -> rewrite(member, id)).toList());
        }
        if (type instanceof BtfType.Union union) {
            return new BtfType.Union(
                    union.name(),
                    union.size(),
                    union.bitfields(),
                    union.members().stream().map(member -> rewrite(member, id)).toList());
        }
        if (type instanceof BtfType.FuncProto prototype) {
            return new BtfType.FuncProto(
                    id.applyAsInt(prototype.returnTypeId()),
                    prototype.parameters().stream()
                            .map(each -> new BtfType.Parameter(each.name(), id.applyAsInt(each.typeId())))
                            .toList());
        }
        if (type instanceof BtfType.Func function) {
            return new BtfType.Func(function.name(), id.applyAsInt(function.typeId()), function.linkage());
        }
        // The other kinds that C makes refer to nothing.
        return type;
    }

    private static BtfType.Member rewrite(BtfType.Member member, IntUnaryOperator id) {
        return new BtfType.Member(
                member.name(), id.applyAsInt(member.typeId()), member.bitOffset(), member.bitfieldSize());
    }
}
