// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import org.btf4j.model.BtfType;

/** What a type says apart from the ids of other types: two types with equal facts may still refer to different ones. */
final class TypeFacts {

    private TypeFacts() {}

    /** The type with 0 in place of every id. */
    static BtfType of(BtfType type) {
        return switch (type.kind()) {
            case PTR -> new BtfType.Ptr(0);
            case CONST -> new BtfType.Const(0);
            case VOLATILE -> new BtfType.Volatile(0);
            case RESTRICT -> new BtfType.Restrict(0);
            case TYPEDEF -> new BtfType.Typedef(type.name(), 0);
            case ARRAY -> new BtfType.Array(0, 0, ((BtfType.Array) type).length());
            case STRUCT -> of((BtfType.Struct) type);
            case UNION -> of((BtfType.Union) type);
            case FUNC -> new BtfType.Func(type.name(), 0, ((BtfType.Func) type).linkage());
            case FUNC_PROTO -> of((BtfType.FuncProto) type);
            case VAR -> new BtfType.Var(type.name(), 0, ((BtfType.Var) type).linkage());
            case DATASEC -> of((BtfType.Datasec) type);
            case DECL_TAG -> of((BtfType.DeclTag) type);
            case TYPE_TAG -> new BtfType.TypeTag(type.name(), 0, ((BtfType.TypeTag) type).attribute());
            case VOID, INT, ENUM, ENUM64, FWD, FLOAT, UNKNOWN -> type;
        };
    }

    private static BtfType of(BtfType.Struct struct) {
        return new BtfType.Struct(
                struct.name(),
                struct.size(),
                struct.bitfields(),
                struct.members().stream().map(TypeFacts::of).toList());
    }

    private static BtfType of(BtfType.Union union) {
        return new BtfType.Union(
                union.name(),
                union.size(),
                union.bitfields(),
                union.members().stream().map(TypeFacts::of).toList());
    }

    private static BtfType.Member of(BtfType.Member member) {
        return new BtfType.Member(member.name(), 0, member.bitOffset(), member.bitfieldSize());
    }

    private static BtfType of(BtfType.FuncProto prototype) {
        return new BtfType.FuncProto(
                0,
                prototype.parameters().stream()
                        .map(parameter -> new BtfType.Parameter(parameter.name(), 0))
                        .toList());
    }

    private static BtfType of(BtfType.Datasec section) {
        return new BtfType.Datasec(
                section.name(),
                section.size(),
                section.variables().stream()
                        .map(variable -> new BtfType.SectionVariable(0, variable.offset(), variable.size()))
                        .toList());
    }

    private static BtfType of(BtfType.DeclTag tag) {
        return new BtfType.DeclTag(tag.name(), 0, tag.componentIndex(), tag.attribute());
    }
}
