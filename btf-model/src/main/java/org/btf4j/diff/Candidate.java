// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.util.HashSet;
import java.util.Set;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;

/**
 * A type with a name of its own, which is to be compared with one of the other side.
 *
 * @param content what it looks like from the inside, the same for types that are the same
 */
record Candidate(Side side, int id, BtfType type, String content) {

    static Candidate of(Side side, int id) {
        BtfType type = side.btf().type(id);
        return new Candidate(
                side,
                id,
                type,
                (side.isKfunc(type) ? "kfunc " : "") + side.shapes().content(id));
    }

    Sort sort() {
        return sort(type);
    }

    static Sort sort(BtfType type) {
        return switch (type.kind()) {
            case STRUCT -> Sort.STRUCT;
            case UNION -> Sort.UNION;
            case FWD -> ((BtfType.Fwd) type).union() ? Sort.UNION : Sort.STRUCT;
            case ENUM, ENUM64 -> Sort.ENUM;
            case TYPEDEF -> Sort.TYPEDEF;
            case FUNC -> Sort.FUNCTION;
            case VAR -> Sort.VARIABLE;
            default -> Sort.NUMBER;
        };
    }

    boolean isDeclaration() {
        return type.kind() == Kind.FWD;
    }

    boolean isKfunc() {
        return side.isKfunc(type);
    }

    /** The struct, union or enum that a typedef gives a name to; else the type itself. */
    BtfType body() {
        int bodyId = bodyId();
        return bodyId == id ? type : side.btf().type(bodyId);
    }

    int bodyId() {
        return type instanceof BtfType.Typedef typedef && side.shapes().isAnonymous(typedef.typeId())
                ? typedef.typeId()
                : id;
    }

    /** What two types of one name can have in common: names of members and enumerators, types of parameters. */
    Set<String> features() {
        Set<String> features = new HashSet<>();
        BtfType body = body();
        if (body instanceof BtfType.Composite composite) {
            composite.members().forEach(member -> features.add(member.name()));
        } else if (body instanceof BtfType.Enumeration enumeration) {
            enumeration.enumerators().forEach(each -> features.add(each.name()));
        } else if (type instanceof BtfType.Func func
                && side.btf().type(func.typeId()) instanceof BtfType.FuncProto prototype) {
            features.add("returns " + side.shapes().of(prototype.returnTypeId()));
            for (int i = 0; i < prototype.parameters().size(); i++) {
                features.add(i + side.shapes().of(prototype.parameters().get(i).typeId()));
            }
        }
        features.add("kind " + body.kind());
        features.add("size " + body.size());
        return features;
    }
}
