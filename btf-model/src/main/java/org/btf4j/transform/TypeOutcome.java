// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.List;
import java.util.stream.Collectors;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;

/**
 * What became of one type of a distilled base when it was looked for in a target.
 *
 * @param id its id in the distilled base
 * @param type the type in the distilled base
 * @param embedded whether the split has it by value, so that its size must be the same
 * @param verdict whether and why it was found or not
 * @param targetId its counterpart's id in the target, 0 unless the verdict is {@link Verdict#MAPPED}
 * @param candidates all types of that name in the target, by ascending id; functions, variables and typedefs, whose names are
 *     in another namespace, are left out
 */
public record TypeOutcome(
        int id, BtfType type, boolean embedded, Verdict verdict, int targetId, List<Candidate> candidates) {

    /** Keeps its own copy of the candidates. */
    public TypeOutcome {
        candidates = List.copyOf(candidates);
    }

    /** Whether and why a type was found or not. */
    public enum Verdict {
        /** It has exactly one counterpart. */
        MAPPED,
        /** The target has no type of that name. */
        MISSING,
        /** More than one type of the target fits. */
        AMBIGUOUS,
        /** The types of that name have other sizes. */
        SIZE_DIFFERS,
        /** The types of that name are of kinds that do not fit. */
        KIND_DIFFERS,
        /** The integers of that name have another encoding. */
        ENCODING_DIFFERS,
        /** It refers to a type that has no counterpart; only in the layout {@link Layout#BASE_REF}. */
        REFERS_TO_UNMAPPED;

        /** The verdict for a type whose nearest candidate was no match. */
        static Verdict whyNot(MatchRule.Result nearest) {
            return switch (nearest) {
                case OTHER_SIZE -> SIZE_DIFFERS;
                case OTHER_ENCODING -> ENCODING_DIFFERS;
                case OTHER_KIND -> KIND_DIFFERS;
                case MATCH -> throw new IllegalStateException("a match was overlooked");
            };
        }
    }

    /**
     * A type of the same name in the target.
     *
     * @param id its id in the target
     */
    public record Candidate(int id, BtfType type) {
        private String describe() {
            return type.kind() + facts(type) + " [" + id + "]";
        }
    }

    /** Functions, variables and typedefs have names of their own beside a struct of the same name. */
    static boolean couldBeCandidate(Kind kind) {
        return switch (kind) {
            case INT, FLOAT, ENUM, ENUM64, STRUCT, UNION, FWD -> true;
            default -> false;
        };
    }

    /** Whether the type has a counterpart. */
    public boolean isMapped() {
        return verdict == Verdict.MAPPED;
    }

    /** What the module has and what the target has, in one line and in the words of a raw dump. */
    public String reason() {
        String name = type.name().isEmpty() ? "(anon)" : type.name();
        String module = type.kind() + " '" + name + "'" + facts(type) + " in the module, ";
        String there = candidates.stream().map(Candidate::describe).collect(Collectors.joining(" and "));
        return module
                + switch (verdict) {
                    case MAPPED -> "found in the target as [" + targetId + "]";
                    case MISSING ->
                        type.name().isEmpty() ? "nothing like it in the target" : "nothing of that name in the target";
                    case REFERS_TO_UNMAPPED -> "which refers to a type without counterpart";
                    case AMBIGUOUS -> "more than one counterpart in the target: " + there;
                    case ENCODING_DIFFERS, KIND_DIFFERS -> there + " in the target";
                    case SIZE_DIFFERS ->
                        there + " in the target" + (embedded ? " (embedded by value, so the sizes must be equal)" : "");
                };
    }

    /** What can tell a type from others of its name. */
    static String facts(BtfType type) {
        if (type instanceof BtfType.Int integer) {
            return " size=" + integer.size() + " encoding=" + encoding(integer.encoding());
        }
        if (type instanceof BtfType.Fwd forward) {
            return " fwd_kind=" + (forward.union() ? "union" : "struct");
        }
        return type.kind().hasSize() ? " size=" + type.size() : "";
    }

    private static String encoding(int bits) {
        return switch (bits) {
            case 0 -> "(none)";
            case BtfType.Int.SIGNED -> "SIGNED";
            case BtfType.Int.CHAR -> "CHAR";
            case BtfType.Int.BOOL -> "BOOL";
            default -> "0x" + Integer.toHexString(bits);
        };
    }
}
