// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.btf4j.model.Btf;
import org.btf4j.model.CSpelling;
import org.btf4j.model.Kind;

/**
 * Writes what stands between braces, however deep it is nested.
 *
 * <p>In the text of a declaration a mark stands for each body, so that bodies in bodies are work in a list. Not thread-safe.
 */
final class CBodies {

    /** Begins and ends a mark; no name in BTF has it. */
    private static final String MARK = "\0";

    /** Begins the number in the mark of a body whose members are found in what is around it. */
    private static final String SHARED = "+";

    private final Btf btf;
    private final CLayouts layouts;
    private final CSpelling spelling;
    private final CNames ordinary;

    /** A body that is yet to be written. */
    private record Body(int id, int depth, CNames members) {}

    /**
     * Writes bodies of types of that BTF.
     *
     * @param ordinary where enumerators get their names
     */
    CBodies(Btf btf, CLayouts layouts, CSpelling spelling, CNames ordinary) {
        this.btf = btf;
        this.layouts = layouts;
        this.spelling = spelling;
        this.ordinary = ordinary;
    }

    /** Stands for the body of a type. */
    static String ownBody(int id) {
        return MARK + id + MARK;
    }

    static boolean hasBody(String declaration) {
        return declaration.contains(MARK);
    }

    /** Writes a declaration with its bodies. */
    void expand(int owner, String declaration, CText target) {
        Deque<Object> rest = new ArrayDeque<>();
        push(rest, parts(declaration, 0, new CNames()));
        while (!rest.isEmpty()) {
            Object part = rest.pop();
            if (part instanceof Body body) {
                push(rest, btf.kind(body.id()).isComposite() ? members(body) : enumerators(body));
            } else {
                target.append(part.toString(), btf, owner);
            }
        }
    }

    private static void push(Deque<Object> rest, List<Object> parts) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            rest.push(parts.get(i));
        }
    }

    /** A declaration from left to right: texts, and bodies that are yet to be written. */
    private static List<Object> parts(String declaration, int depth, CNames members) {
        List<Object> parts = new ArrayList<>();
        String[] pieces = declaration.split(MARK, -1);
        for (int i = 0; i < pieces.length; i++) {
            boolean shared = pieces[i].startsWith(SHARED);
            parts.add(
                    i % 2 == 0
                            ? pieces[i]
                            : new Body(Integer.parseInt(pieces[i]), depth, shared ? members : new CNames()));
        }
        return parts;
    }

    private List<Object> members(Body body) {
        CLayout layout = layouts.of(body.id());
        if (layout.parts().isEmpty()) {
            return List.of("{}" + attribute(layout));
        }
        String indent = "\t".repeat(body.depth() + 1);
        List<Object> parts = new ArrayList<>(List.of("{\n"));
        for (CLayout.Part part : layout.parts()) {
            parts.add(indent);
            if (part instanceof CLayout.Field field) {
                parts.addAll(parts(declaration(field, body.members()), body.depth() + 1, body.members()));
            } else if (part instanceof CLayout.Blank blank) {
                parts.add(number(blank.unit()) + ": " + blank.bits());
            } else if (part instanceof CLayout.Bytes bytes) {
                parts.add("unsigned char " + body.members().give("__gap") + "[" + bytes.count() + "]");
            }
            parts.add(";\n");
        }
        parts.add("\t".repeat(body.depth()) + "}" + attribute(layout));
        return parts;
    }

    private String declaration(CLayout.Field field, CNames members) {
        String name = field.member().name();
        if (name.isEmpty()) {
            // Only what has no tag may have no name either, whatever compilers with extensions were given.
            int id = layouts.composite(field.member());
            String keyword = btf.kind(id) == Kind.UNION ? "union " : "struct ";
            return keyword + MARK + SHARED + id + MARK;
        }
        String declaration = spelling.declaration(field.member().typeId(), members.give(name));
        return field.bits() == 0 ? declaration : declaration + ": " + field.bits();
    }

    private List<Object> enumerators(Body body) {
        CEnumeration enumeration = new CEnumeration(btf, body.id());
        String indent = "\t".repeat(body.depth() + 1);
        List<Object> parts = new ArrayList<>(List.of("{\n"));
        for (String line : enumeration.lines(ordinary)) {
            parts.add(indent + line + "\n");
        }
        parts.add("\t".repeat(body.depth()) + "}" + enumeration.attribute());
        return parts;
    }

    private static String attribute(CLayout layout) {
        return layout.packed() ? " __attribute__((packed))" : "";
    }

    private static String number(int bits) {
        return switch (bits) {
            case Byte.SIZE -> "char";
            case Short.SIZE -> "short";
            case Integer.SIZE -> "int";
            default -> "long long";
        };
    }
}
