// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;

/**
 * Spells a type much as C does, for people to read: {@code struct device *}, {@code const char *[4]}.
 *
 * <p>Anonymous types and prototypes are only named by their kind. A long chain of references is cut short.
 */
final class TypeSpelling {

    private static final int LONGEST_CHAIN = 32;

    private TypeSpelling() {}

    static String of(Btf btf, BtfType.Member member) {
        return of(btf, member.typeId()) + (member.bitfieldSize() > 0 ? " : " + member.bitfieldSize() : "");
    }

    static String of(Btf btf, int typeId) {
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        int id = typeId;
        for (int hops = 0; hops < LONGEST_CHAIN; hops++) {
            BtfType type = btf.type(id);
            if (type instanceof BtfType.Ptr pointer) {
                if (after.indexOf(" *") == 0) {
                    after.insert(1, '*');
                } else {
                    after.insert(0, " *");
                }
                id = pointer.typeId();
            } else if (type instanceof BtfType.Const qualifier) {
                before.append("const ");
                id = qualifier.typeId();
            } else if (type instanceof BtfType.Volatile qualifier) {
                before.append("volatile ");
                id = qualifier.typeId();
            } else if (type instanceof BtfType.Restrict qualifier) {
                id = qualifier.typeId();
            } else if (type instanceof BtfType.TypeTag tag) {
                id = tag.typeId();
            } else if (type instanceof BtfType.Array array) {
                after.append('[').append(array.length()).append(']');
                id = array.elementTypeId();
            } else {
                return before + name(type) + after;
            }
        }
        return before + "..." + after;
    }

    private static String name(BtfType type) {
        String name = type.name().isEmpty() ? "(anon)" : type.name();
        if (type instanceof BtfType.Fwd forward) {
            return (forward.union() ? "union " : "struct ") + name;
        }
        return switch (type.kind()) {
            case VOID -> "void";
            case STRUCT -> "struct " + name;
            case UNION -> "union " + name;
            case ENUM, ENUM64 -> "enum " + name;
            case FUNC_PROTO -> "function";
            default -> name;
        };
    }
}
