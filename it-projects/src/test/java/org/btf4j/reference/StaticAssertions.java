// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;

/**
 * C that compiles only if a header declares the sizes and offsets of the BTF that it was made of.
 *
 * <p>It speaks of the types in the header whose name is the only one of its kind, and of all their members that are no bit-fields,
 * those of anonymous structs and unions included. It recurses, since its input comes from compilers. Not thread-safe.
 */
final class StaticAssertions {

    private final Btf btf;
    private final List<String> lines = new ArrayList<>();
    private int sizes;
    private int offsets;

    /** The assertions about the types that are defined in the header. */
    StaticAssertions(Btf btf, String header) {
        this.btf = btf;
        Map<String, List<Integer>> named = new HashMap<>();
        for (int id = 1; id < btf.typeCount(); id++) {
            if (btf.isNamed(id) && !keyword(id).isEmpty()) {
                named.computeIfAbsent(keyword(id) + btf.name(id), name -> new ArrayList<>())
                        .add(id);
            }
        }
        header.lines()
                .filter(line -> line.endsWith(" {") && !line.startsWith("\t"))
                .map(line -> line.substring(0, line.length() - 2))
                .forEach(name -> {
                    List<Integer> ids = named.getOrDefault(name, List.of());
                    if (ids.size() == 1) {
                        type(name, ids.get(0));
                    }
                });
    }

    private String keyword(int id) {
        return switch (btf.kind(id)) {
            case STRUCT -> "struct ";
            case UNION -> "union ";
            case ENUM, ENUM64 -> "enum ";
            default -> "";
        };
    }

    private void type(String name, int id) {
        lines.add("_Static_assert(sizeof(" + name + ") == " + btf.type(id).size() + ", \"" + name + "\");");
        sizes++;
        if (btf.kind(id).isComposite()) {
            members(name, "", 0, id);
        }
    }

    private void members(String name, String path, long start, int id) {
        for (BtfType.Member member : members(id)) {
            if (member.bitfieldSize() != 0) {
                continue;
            }
            long at = start + member.bitOffset() / Byte.SIZE;
            if (!member.name().isEmpty()) {
                lines.add("_Static_assert(__builtin_offsetof(" + name + ", " + path + member.name() + ") == " + at
                        + ", \"" + name + " " + path + member.name() + "\");");
                offsets++;
            }
            String index = "";
            int type = unqualified(member.typeId());
            while (btf.type(type) instanceof BtfType.Array array && array.length() > 0) {
                index += "[0]";
                type = unqualified(array.elementTypeId());
            }
            if (btf.kind(type).isComposite() && !btf.isNamed(type)) {
                members(name, member.name().isEmpty() ? path : path + member.name() + index + ".", at, type);
            }
        }
    }

    private List<BtfType.Member> members(int id) {
        return btf.type(id) instanceof BtfType.Struct struct
                ? struct.members()
                : ((BtfType.Union) btf.type(id)).members();
    }

    private int unqualified(int start) {
        int id = start;
        while (btf.kind(id) == Kind.CONST || btf.kind(id) == Kind.VOLATILE) {
            id = btf.sizeOrTypeId(id);
        }
        return id;
    }

    int sizes() {
        return sizes;
    }

    int offsets() {
        return offsets;
    }

    /** The C text, to be put behind the header. */
    String text() {
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }
}
