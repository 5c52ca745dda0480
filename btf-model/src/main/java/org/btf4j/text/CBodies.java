// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
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
        // Lines are made one at a time, so that a bound on the text is one on everything.
        Deque<Iterator<?>> levels = new ArrayDeque<>();
        levels.push(parts(declaration, 0, new CNames()).iterator());
        while (!levels.isEmpty()) {
            if (!levels.element().hasNext()) {
                levels.pop();
                continue;
            }
            Object part = levels.element().next();
            if (part instanceof Body body) {
                levels.push(btf.kind(body.id()).isComposite() ? members(body) : enumerators(body));
            } else if (part instanceof List<?> line) {
                levels.push(line.iterator());
            } else {
                target.append(part.toString(), btf, owner);
            }
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

    private Iterator<?> members(Body body) {
        CLayout layout = layouts.of(body.id());
        String attribute = layout.packed() ? " __attribute__((packed))" : "";
        if (layout.parts().isEmpty()) {
            return List.of("{}" + attribute).iterator();
        }
        return block(body, layout.parts().stream().map(part -> line(part, body)), attribute);
    }

    private static Iterator<?> block(Body body, Stream<?> lines, String attribute) {
        // Not flatMap: its iterator makes all lines before it gives the first.
        Stream<?> begin = Stream.of("{\n");
        Stream<?> end = Stream.of("\t".repeat(body.depth()) + "}" + attribute);
        return Stream.concat(Stream.concat(begin, lines), end).iterator();
    }

    private List<Object> line(CLayout.Part part, Body body) {
        int depth = body.depth() + 1;
        List<Object> line = new ArrayList<>(List.of("\t".repeat(depth)));
        if (part instanceof CLayout.Field field) {
            line.addAll(parts(declaration(field, body.members()), depth, body.members()));
        } else if (part instanceof CLayout.Blank blank) {
            line.add(number(blank.unit()) + ": " + blank.bits());
        } else if (part instanceof CLayout.Bytes bytes) {
            line.add("unsigned char " + body.members().give("__gap") + "[" + bytes.count() + "]");
        }
        line.add(";\n");
        return line;
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

    private Iterator<?> enumerators(Body body) {
        CEnumeration enumeration = new CEnumeration(btf, body.id());
        String indent = "\t".repeat(body.depth() + 1);
        Stream<String> lines = enumeration.lines(ordinary).map(line -> indent + line + "\n");
        return block(body, lines, enumeration.attribute());
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
