// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.List;
import java.util.stream.Collectors;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;
import org.btf4j.transform.TypeOutcome.Candidate;

/** Tells verdicts and findings in the words of someone who packages modules and has never seen BTF. */
final class Sentence {

    private static final String IN_BASE = " in the module's base";

    private Sentence() {}

    /** What became of a type of the small base; the target is {@code there}. */
    static String of(TypeOutcome outcome) {
        BtfType type = outcome.type();
        return called(type)
                + switch (outcome.verdict()) {
                    case MAPPED -> " has its counterpart there";
                    case MISSING -> type.name().isEmpty() ? " has no counterpart there" : " does not exist there";
                    case REFERS_TO_UNMAPPED -> " refers to a type without counterpart there";
                    case AMBIGUOUS ->
                        " fits more than one type there, so that none is taken: "
                                + kinds(outcome.candidates(), " and ");
                    case SIZE_DIFFERS -> size(type, outcome.candidates());
                    case KIND_DIFFERS -> kind(type, outcome.candidates());
                    case ENCODING_DIFFERS ->
                        " is " + encodings(outcome.candidates()) + " there, " + encoding(type) + IN_BASE;
                };
    }

    /** What a finding is about; the target is {@code there}. */
    static String of(Finding finding) {
        BtfType type = finding.type();
        List<Candidate> there = finding.there();
        return called(type)
                + switch (finding.cause()) {
                    case FORWARD_KIND ->
                        there.stream().anyMatch(candidate -> candidate.type().kind() == meant(type))
                                ? onlyDeclared(there)
                                : " is taken for " + kinds(there, " and ") + " there";
                    case OTHER_KIND ->
                        " is " + kinds(there, " or ") + " there, " + withSize(type) + IN_BASE
                                + ", which kernels let pass";
                    case UNCHECKED_SIZE ->
                        sizes(type, there) + ", which kernels let pass as no struct or union of the module embeds it";
                    case SIZE_BEHIND_POINTER -> sizes(type, there) + ", which kernels let pass behind a pointer";
                    case FORWARD_REPEATED -> repeated(there);
                    case ORDER_DEPENDENT ->
                        " fits there or not only by the order of the kernel's types, which are "
                                + kinds(there, " and ");
                    case LOWEST_ID -> " fits more than one type there, of which the first is taken";
                };
    }

    /**
     * The shortest way by which a module depends on a type, and how many others there are; empty if there is none.
     *
     * <p>Ways that begin with a type that the module declares but does not use explain little, so others are preferred.
     *
     * @param embedded prefers a way that embeds the type to all others
     */
    static String way(List<DependencyPath> paths, boolean embedded) {
        if (paths.isEmpty()) {
            return "";
        }
        // The first one of those that rank highest, and so the shortest.
        DependencyPath told = paths.get(0);
        for (DependencyPath path : paths) {
            told = rank(path, embedded) > rank(told, embedded) ? path : told;
        }
        String others = paths.size() == 1 ? "" : " and in " + Explanation.otherWays(paths.size() - 1);
        return "; " + told.inWords() + others;
    }

    private static int rank(DependencyPath path, boolean embedded) {
        int embeds = embedded && path.manner() == DependencyPath.Manner.EMBEDDED ? 2 : 0;
        return embeds + (path.beginsWithName() ? 1 : 0);
    }

    /** Whether a type was refused because the module embeds it; a way through a pointer would not explain that. */
    static boolean isAboutEmbedding(TypeOutcome outcome) {
        return outcome.embedded() && outcome.verdict() == TypeOutcome.Verdict.SIZE_DIFFERS;
    }

    private static String size(BtfType type, List<Candidate> there) {
        return type.kind() == Kind.FWD ? repeated(there) : sizes(type, there);
    }

    private static String sizes(BtfType type, List<Candidate> there) {
        boolean alike = there.stream()
                .allMatch(candidate -> noun(candidate.type()).equals(noun(type))
                        && candidate.type().kind() != Kind.FWD);
        if (!alike) {
            return " is " + kinds(there, " or ") + " there, " + withSize(type) + IN_BASE;
        }
        List<Long> sizes = there.stream()
                .map(candidate -> candidate.type().size())
                .distinct()
                .toList();
        String told = sizes.stream().map(String::valueOf).collect(Collectors.joining(" or "));
        return " is " + told + (sizes.equals(List.of(1L)) ? " byte" : " bytes") + " there, " + type.size() + IN_BASE;
    }

    private static String kind(BtfType type, List<Candidate> there) {
        if (type.kind() == Kind.FWD
                && there.stream().anyMatch(candidate -> candidate.type().kind() == meant(type))) {
            return onlyDeclared(there);
        }
        return " is " + kinds(there, " or ") + " there, " + withSize(type) + IN_BASE;
    }

    /** Kernels match a declaration by a flag that says in a definition whether there are bit-fields. */
    private static String onlyDeclared(List<Candidate> there) {
        boolean union = there.stream().anyMatch(candidate -> candidate.type().kind() == Kind.UNION);
        return " is only declared" + IN_BASE + ", and kernels do not find a "
                + (union ? "union without" : "struct with") + " bit-fields by that";
    }

    private static String repeated(List<Candidate> there) {
        return " is only declared" + IN_BASE + ", and kernels do not choose where several types have that name, here "
                + kinds(there, " and ");
    }

    /** What a forward declaration declares. */
    private static Kind meant(BtfType type) {
        return type instanceof BtfType.Fwd forward && forward.union() ? Kind.UNION : Kind.STRUCT;
    }

    private static String kinds(List<Candidate> there, String between) {
        return there.stream().map(candidate -> withSize(candidate.type())).collect(Collectors.joining(between));
    }

    /** A type as one among others of its name: {@code a struct of 640 bytes}. */
    private static String withSize(BtfType type) {
        if (type.kind() == Kind.FWD) {
            return "a declared " + noun(type);
        }
        String size = type.kind().hasSize() ? " of " + type.size() + (type.size() == 1 ? " byte" : " bytes") : "";
        return article(noun(type)) + size;
    }

    private static String called(BtfType type) {
        return type.name().isEmpty()
                ? "an unnamed " + withSize(type).replaceFirst("^an? ", "")
                : noun(type) + " " + type.name();
    }

    private static String article(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) >= 0 && !noun.startsWith("uni") ? "an " : "a ") + noun;
    }

    private static String noun(BtfType type) {
        return switch (type.kind()) {
            case INT -> "integer";
            case FLOAT -> "floating-point type";
            case ENUM, ENUM64 -> "enum";
            case STRUCT -> "struct";
            case UNION -> "union";
            case FWD -> meant(type) == Kind.UNION ? "union" : "struct";
            case PTR -> "pointer";
            case ARRAY -> "array";
            case TYPEDEF -> "typedef";
            case CONST, VOLATILE, RESTRICT -> "qualified type";
            case FUNC_PROTO -> "function type";
            case FUNC -> "function";
            case VAR -> "variable";
            case TYPE_TAG -> "type tag";
            case DECL_TAG -> "declaration tag";
            case DATASEC -> "data section";
            case VOID, UNKNOWN -> "type";
        };
    }

    private static String encodings(List<Candidate> there) {
        return there.stream()
                .map(Candidate::type)
                .filter(type -> type.kind() == Kind.INT)
                .map(Sentence::encoding)
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static String encoding(BtfType type) {
        int bits = type instanceof BtfType.Int integer ? integer.encoding() : 0;
        return switch (bits) {
            case 0 -> "unsigned";
            case BtfType.Int.SIGNED -> "signed";
            case BtfType.Int.CHAR -> "a character";
            case BtfType.Int.BOOL -> "a truth value";
            default -> "of encoding 0x" + Integer.toHexString(bits);
        };
    }
}
