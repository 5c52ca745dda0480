// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;

/**
 * Says all that BTF says about a type, but for its ids, so that types of differently numbered BTF can be compared as text.
 *
 * <p>A type with a name is described once, on its own; where another one refers to it, it is only named. A type without a name
 * is described where it is referred to.
 */
final class Description {

    private final Btf btf;

    private Description(Btf btf) {
        this.btf = btf;
    }

    /** The own types with names, and the enumerations without, by kind and name. */
    static Map<String, String> all(Btf btf) {
        Description description = new Description(btf);
        Map<String, String> all = new TreeMap<>();
        for (int id = btf.firstId(); id < btf.typeCount(); id++) {
            BtfType type = btf.type(id);
            if (!type.name().isEmpty()) {
                String name = type.kind() + " " + type.name();
                if (all.put(name, name + " " + description.full(type)) != null) {
                    throw new AssertionError(name + " is there twice");
                }
            } else if (type instanceof BtfType.Enum || type instanceof BtfType.Enum64) {
                all.put(type.kind() + " " + description.full(type), "");
            }
        }
        return all;
    }

    private String full(BtfType type) {
        if (type instanceof BtfType.Int integer) {
            return "size=" + integer.size() + " encoding=" + integer.encoding() + " from=" + integer.bitOffset()
                    + " bits=" + integer.bits();
        }
        if (type instanceof BtfType.Float number) {
            return "size=" + number.size();
        }
        if (type instanceof BtfType.Struct struct) {
            return "size=" + struct.size() + " bitfields=" + struct.bitfields() + members(struct.members());
        }
        if (type instanceof BtfType.Union union) {
            return "size=" + union.size() + " bitfields=" + union.bitfields() + members(union.members());
        }
        if (type instanceof BtfType.Enum enumeration) {
            return "size=" + enumeration.size() + " signed=" + enumeration.signed() + enumeration.enumerators();
        }
        if (type instanceof BtfType.Enum64 enumeration) {
            return "size=" + enumeration.size() + " signed=" + enumeration.signed() + enumeration.enumerators();
        }
        if (type instanceof BtfType.Typedef typedef) {
            return "= " + reference(typedef.typeId());
        }
        if (type instanceof BtfType.Func function) {
            return "linkage=" + function.linkage() + " " + reference(function.typeId());
        }
        if (type instanceof BtfType.Fwd forward) {
            return "union=" + forward.union();
        }
        throw new AssertionError("not made from C: " + type);
    }

    private String members(List<BtfType.Member> members) {
        return members.stream()
                .map(each -> "\n  " + each.name() + " at=" + each.bitOffset() + " bits=" + each.bitfieldSize() + " "
                        + reference(each.typeId()).replace("\n", "\n  "))
                .collect(Collectors.joining());
    }

    private String reference(int id) {
        BtfType type = btf.type(id);
        if (!type.name().isEmpty() || id == 0) {
            return type.kind() + " " + type.name();
        }
        if (type instanceof BtfType.Ptr pointer) {
            return "PTR to " + reference(pointer.typeId());
        }
        if (type instanceof BtfType.Const qualifier) {
            return "CONST " + reference(qualifier.typeId());
        }
        if (type instanceof BtfType.Volatile qualifier) {
            return "VOLATILE " + reference(qualifier.typeId());
        }
        if (type instanceof BtfType.Restrict qualifier) {
            return "RESTRICT " + reference(qualifier.typeId());
        }
        if (type instanceof BtfType.Array array) {
            return "ARRAY[" + array.length() + " by " + reference(array.indexTypeId()) + "] of "
                    + reference(array.elementTypeId());
        }
        if (type instanceof BtfType.FuncProto prototype) {
            return prototype.parameters().stream()
                    .map(each -> reference(each.typeId()) + " " + each.name())
                    .collect(Collectors.joining(", ", "FUNC_PROTO (", ") -> " + reference(prototype.returnTypeId())));
        }
        return type.kind() + " {" + full(type) + "}";
    }
}
