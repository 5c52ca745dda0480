// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Spells types as C does, with the name of what is declared in its place: {@code int (*probe)(struct device *dev)}.
 *
 * <p>Names are taken as they are; whether a compiler knows them is the caller's business. Type tags are left out, as C has none.
 * Immutable; as thread-safe as what spells anonymous types.
 */
public final class CSpelling {

    /** Far more than any C compiler takes; a file can make chains and prototypes that have no end. */
    private static final int DEEPEST = 256;

    private static final int LONGEST = 1 << 16;

    private final Btf btf;
    private final IntFunction<String> specifier;
    private final boolean parameterNames;

    /**
     * Spells the types of some BTF.
     *
     * @param anonymous spells an anonymous struct, union or enum, given its id: its body, or what stands for it
     */
    public CSpelling(Btf btf, IntFunction<String> anonymous) {
        this(btf, id -> name(btf, id, anonymous), true);
    }

    private CSpelling(Btf btf, IntFunction<String> specifier, boolean parameterNames) {
        this.btf = btf;
        this.specifier = specifier;
        this.parameterNames = parameterNames;
    }

    /**
     * Spells types in names of the caller's, for a text that a compiler reads.
     *
     * <p>Parameters have no names then: one that is called like a type would hide it from those behind.
     *
     * @param specifier spells, given its id, each type that is no pointer, array, function or qualifier: {@code int},
     *     {@code struct device}
     */
    public static CSpelling withNames(Btf btf, IntFunction<String> specifier) {
        return new CSpelling(btf, specifier, false);
    }

    /** Names types for people to read: an anonymous one is {@code struct {...}}. */
    public static CSpelling brief(Btf btf) {
        return new CSpelling(btf, id -> keyword(btf, id) + "{...}");
    }

    /**
     * A type without a name: {@code const char *}, {@code int (*)(void)}.
     *
     * @throws BtfFormatException if it has no end, or is longer than anything that a compiler made
     */
    public String type(int id) {
        return declaration(id, "");
    }

    /**
     * Something of a type: {@code const char *names[4]}, {@code int probe(struct device *dev)}.
     *
     * @param name may be empty
     * @throws BtfFormatException if it has no end, or is longer than anything that a compiler made
     */
    public String declaration(int id, String name) {
        StringBuilder text = new StringBuilder();
        // Parameters have types with parameters of their own; each level is an iterator, not a call.
        Deque<Iterator<Object>> levels = new ArrayDeque<>();
        Deque<Object> first = parts(new Declared(id, name));
        int parts = first.size();
        levels.push(first.iterator());
        while (!levels.isEmpty()) {
            if (!levels.element().hasNext()) {
                levels.pop();
                continue;
            }
            Object part = levels.element().next();
            if (part instanceof Declared declared) {
                Deque<Object> more = parts(declared);
                parts += more.size();
                levels.push(more.iterator());
            } else {
                text.append(part);
            }
            // The parts are counted too, as a prototype has them before a character is written.
            if (levels.size() > DEEPEST || text.length() > LONGEST || parts > LONGEST) {
                throw endless(id);
            }
        }
        return text.toString();
    }

    private record Declared(int typeId, String name) {}

    /** The parts of a declaration from left to right: texts, and parameters that are yet to be spelled. */
    private Deque<Object> parts(Declared declared) {
        // From the name outwards, since that is how C declares.
        Deque<Object> parts = new ArrayDeque<>();
        if (!declared.name().isEmpty()) {
            parts.add(declared.name());
        }
        String qualifiers = "";
        boolean pointer = false;
        int id = declared.typeId();
        for (int hops = 0; hops < DEEPEST; hops++) {
            // What has a name is not decoded for it: that may be an enum with thousands of values.
            BtfType type = leadsOn(btf.kind(id)) ? btf.type(id) : btf.type(0);
            if (type instanceof BtfType.Ptr next) {
                // A qualifier stands between the star and what follows, which is nothing where there is no name.
                parts.addFirst("*" + (parts.isEmpty() ? qualifiers.strip() : qualifiers));
                qualifiers = "";
                pointer = true;
                id = next.typeId();
            } else if (type instanceof BtfType.Array array) {
                parenthesize(parts, pointer);
                pointer = false;
                parts.addLast("[" + array.length() + "]");
                id = array.elementTypeId();
            } else if (type instanceof BtfType.FuncProto prototype) {
                parenthesize(parts, pointer);
                pointer = false;
                qualifiers = "";
                addParameters(parts, prototype.parameters());
                id = prototype.returnTypeId();
            } else if (type instanceof BtfType.Const next) {
                qualifiers = with("const ", qualifiers);
                id = next.typeId();
            } else if (type instanceof BtfType.Volatile next) {
                qualifiers = with("volatile ", qualifiers);
                id = next.typeId();
            } else if (type instanceof BtfType.Restrict next) {
                qualifiers = with("restrict ", qualifiers);
                id = next.typeId();
            } else if (type instanceof BtfType.TypeTag next) {
                id = next.typeId();
            } else {
                boolean apart =
                        !parts.isEmpty() && !String.valueOf(parts.peekFirst()).startsWith("[");
                parts.addFirst(qualifiers + specifier.apply(id) + (apart ? " " : ""));
                return parts;
            }
        }
        throw endless(declared.typeId());
    }

    private static boolean leadsOn(Kind kind) {
        return switch (kind) {
            case PTR, ARRAY, FUNC_PROTO, CONST, VOLATILE, RESTRICT, TYPE_TAG -> true;
            default -> false;
        };
    }

    /** Twice const is const, but compilers warn of it; arrays and their elements may both be qualified. */
    private static String with(String qualifier, String qualifiers) {
        return qualifiers.contains(qualifier) ? qualifiers : qualifier + qualifiers;
    }

    private static void parenthesize(Deque<Object> parts, boolean pointer) {
        if (pointer) {
            parts.addFirst("(");
            parts.addLast(")");
        }
    }

    private void addParameters(Deque<Object> parts, List<BtfType.Parameter> parameters) {
        parts.addLast("(");
        for (int i = 0; i < parameters.size(); i++) {
            BtfType.Parameter parameter = parameters.get(i);
            boolean last = i == parameters.size() - 1;
            if (last && parameter.typeId() == 0 && parameter.name().isEmpty()) {
                // Alone it says that nothing is known of the parameters, which C says by writing none.
                parts.addLast(i == 0 ? "" : "...");
            } else {
                parts.addLast(new Declared(parameter.typeId(), parameterNames ? parameter.name() : ""));
            }
            if (!last) {
                parts.addLast(", ");
            }
        }
        parts.addLast(parameters.isEmpty() ? "void)" : ")");
    }

    private static String name(Btf btf, int id, IntFunction<String> anonymous) {
        Kind kind = btf.kind(id);
        String name = btf.name(id);
        if (name.isEmpty() && (kind.isComposite() || kind.isEnumeration())) {
            return anonymous.apply(id);
        }
        return kind == Kind.VOID ? "void" : keyword(btf, id) + (name.isEmpty() ? "(anon)" : name);
    }

    /** What C writes before the name of a type, with a blank behind it: {@code struct} and the like; empty if nothing. */
    public static String keyword(Btf btf, int id) {
        return switch (btf.kind(id)) {
            case STRUCT -> "struct ";
            case UNION -> "union ";
            case ENUM, ENUM64 -> "enum ";
            case FWD -> btf.kindFlag(id) ? "union " : "struct ";
            default -> "";
        };
    }

    private BtfFormatException endless(int id) {
        return BtfFormatException.found("references that lead deeper than " + DEEPEST + " or are spelled in more than "
                        + LONGEST + " characters")
                .expected("a type that ends")
                .type(btf.describe(id))
                .toException();
    }
}
