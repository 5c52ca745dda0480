// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.btf4j.model.CSpelling;
import org.btf4j.model.Kind;

/**
 * Says by a text what a type is where it is used, so that two types of two blobs are the same exactly if their texts are.
 *
 * <p>A type with a name is its name: whether that means the same on both sides is told where it is compared itself. An
 * anonymous struct, union or enum is what it contains. What C programs cannot tell apart has one text: a struct and its
 * declaration, enums of 32 and 64 bits, the order of qualifiers. Names of parameters and type tags are left out. The bits of a
 * bit-field belong to the member, also where an old encoder gave it an integer type of its own.
 *
 * <p>The texts depend on nothing but what is said, so they also serve to put things in order. Not thread-safe.
 */
final class Shapes {

    /** Ends a part of a text: no name has it in it. */
    static final char END = '\0';

    private static final int LONGEST = 96;
    /** Enough for nearly all types; what is longer need not be kept, since nobody reads it. */
    private static final int LONGEST_CONTENT = 4096;

    private static final int OPEN = 1;

    private final Btf btf;
    private final Sizes sizes;
    private final MessageDigest digest;
    private final Map<Integer, String> shapes = new HashMap<>();

    Shapes(Btf btf, Sizes sizes) {
        this.btf = btf;
        this.sizes = sizes;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The text of a type.
     *
     * @throws BtfFormatException if it consists of itself
     */
    String of(int wanted) {
        String known = shapes.get(wanted);
        if (known != null) {
            return known;
        }
        Deque<Integer> todo = new ArrayDeque<>();
        Map<Integer, Integer> states = new HashMap<>();
        todo.push(wanted);
        while (!todo.isEmpty()) {
            int id = todo.element();
            if (shapes.containsKey(id)) {
                todo.pop();
            } else if (states.put(id, OPEN) == null) {
                forEachPart(btf.type(id), part -> {
                    if (states.containsKey(part) && !shapes.containsKey(part)) {
                        throw BtfFormatException.found("a type that consists of itself, by way of types without names")
                                .expected("a type that ends")
                                .type(btf.describe(part))
                                .toException();
                    }
                    if (!shapes.containsKey(part)) {
                        todo.push(part);
                    }
                });
            } else {
                shapes.put(id, bounded(text(id, btf.type(id))));
                todo.pop();
            }
        }
        return known(wanted);
    }

    /** What a type looks like from the inside: all that is compared of it but its name. A sum of it where that is long. */
    String content(int id) {
        String text = wholeContent(id);
        return text.length() <= LONGEST_CONTENT ? text : "#" + sum(text);
    }

    private String wholeContent(int id) {
        BtfType type = btf.type(id);
        StringBuilder text = new StringBuilder();
        if (type instanceof BtfType.Typedef typedef) {
            return isAnonymous(typedef.typeId()) ? wholeContent(typedef.typeId()) : of(typedef.typeId());
        } else if (type instanceof BtfType.Composite composite) {
            text.append(composite.kind() == Kind.STRUCT ? "struct" : "union").append(composite.size());
            addMembers(text, composite.members());
        } else if (type instanceof BtfType.Func func) {
            text.append(func.linkage()).append(of(func.typeId())).append(END);
            if (btf.type(func.typeId()) instanceof BtfType.FuncProto prototype) {
                prototype
                        .parameters()
                        .forEach(parameter -> text.append(parameter.name()).append(END));
            }
        } else if (type instanceof BtfType.Var variable) {
            text.append(variable.linkage()).append(of(variable.typeId()));
        } else if (type instanceof BtfType.Int number) {
            text.append("int").append(number.size()).append(END).append(Words.encoding(number));
        } else if (type instanceof BtfType.Enumeration enumeration) {
            addEnumerators(text, enumeration);
        } else {
            text.append(type.kind()).append(Candidate.sort(type)).append(type.size());
        }
        return text.toString();
    }

    /** Whether a type is a struct, union or enum without a name. */
    boolean isAnonymous(int id) {
        return switch (btf.kind(id)) {
            case STRUCT, UNION, ENUM, ENUM64 -> !btf.isNamed(id);
            default -> false;
        };
    }

    private void addMembers(StringBuilder text, Iterable<BtfType.Member> members) {
        for (BtfType.Member member : members) {
            text.append(END).append(member.name()).append(END).append(member.bitOffset());
            text.append(':').append(sizes.ofMember(member)).append(of(member.typeId()));
        }
    }

    private static void addEnumerators(StringBuilder text, BtfType.Enumeration type) {
        text.append("enum").append(type.size()).append(type.signed() ? 's' : 'u');
        for (BtfType.Enumerator each : type.enumerators()) {
            text.append(END).append(each.name()).append(END).append(each.value());
        }
    }

    private void forEachPart(BtfType type, IntConsumer action) {
        if (type instanceof BtfType.FuncProto prototype) {
            action.accept(prototype.returnTypeId());
            prototype.parameters().forEach(parameter -> action.accept(parameter.typeId()));
        } else if (type instanceof BtfType.Composite composite) {
            if (composite.name().isEmpty()) {
                composite.members().forEach(member -> action.accept(member.typeId()));
            }
        } else if (type instanceof BtfType.Array array) {
            action.accept(array.elementTypeId());
        } else {
            int next = Words.modified(type);
            if (next >= 0) {
                action.accept(next);
            } else if (type instanceof BtfType.Ptr pointer) {
                action.accept(pointer.typeId());
            }
        }
    }

    private String known(int id) {
        return Objects.requireNonNull(shapes.get(id));
    }

    /** The text of a type whose parts have theirs. */
    private String text(int id, BtfType type) {
        StringBuilder text = new StringBuilder();
        if (type instanceof BtfType.Ptr pointer) {
            return "*" + known(pointer.typeId());
        } else if (type instanceof BtfType.Array array) {
            return "[" + array.length() + "]" + known(array.elementTypeId());
        } else if (type instanceof BtfType.FuncProto prototype) {
            text.append('(').append(known(prototype.returnTypeId()));
            prototype.parameters().forEach(parameter -> text.append(',').append(known(parameter.typeId())));
            return text.append(')').toString();
        } else if (type instanceof BtfType.TypeTag tag) {
            return known(tag.typeId());
        } else if (type instanceof BtfType.Const next) {
            return qualified('c', known(next.typeId()));
        } else if (type instanceof BtfType.Volatile next) {
            return qualified('v', known(next.typeId()));
        } else if (type instanceof BtfType.Restrict next) {
            return qualified('r', known(next.typeId()));
        } else if (isAnonymous(id)) {
            return anonymous(text, type);
        }
        return CSpelling.keyword(btf, id) + type.name() + END;
    }

    private String anonymous(StringBuilder text, BtfType type) {
        if (type instanceof BtfType.Enumeration enumeration) {
            addEnumerators(text, enumeration);
            return text.append(END).toString();
        }
        text.append(type.kind()).append(type.size());
        addMembers(text, ((BtfType.Composite) type).members());
        return text.append(END).toString();
    }

    /** Qualifiers stand in front as one word in the order of the alphabet, each once. */
    private static String qualified(char qualifier, String shape) {
        int end = shape.startsWith("<") ? shape.indexOf('>') : 0;
        String old = end == 0 ? "" : shape.substring(1, end);
        String rest = end == 0 ? shape : shape.substring(end + 1);
        StringBuilder all = new StringBuilder("<");
        for (char each : new char[] {'c', 'r', 'v'}) {
            if (each == qualifier || old.indexOf(each) >= 0) {
                all.append(each);
            }
        }
        return all.append('>').append(rest).toString();
    }

    /** Long texts would make longer ones of themselves without end, so a sum stands for them. */
    private String bounded(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        // Qualifiers stay readable, as others may join them.
        int end = text.startsWith("<") ? text.indexOf('>') + 1 : 0;
        return text.substring(0, end) + "#" + sum(text.substring(end)) + END;
    }

    private String sum(String text) {
        byte[] sum = digest.digest(text.getBytes(StandardCharsets.ISO_8859_1));
        return HexFormat.of().formatHex(sum, 0, Long.BYTES * 2);
    }
}
