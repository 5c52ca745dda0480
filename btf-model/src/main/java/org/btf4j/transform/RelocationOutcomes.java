// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.List;
import org.btf4j.model.Btf;
import org.btf4j.model.NameIndex;

/** What became of each type of a distilled base; the objects that say so are made only when asked for. */
final class RelocationOutcomes {

    private final Btf base;
    private final Btf target;
    private final MatchRule rule;
    private final boolean[] embedded;
    private final int[] targetIds;

    /**
     * @param rule how the types of the base and of the target were compared
     * @param embedded per base id, whether the split has that type by value
     * @param targetIds per base id, the id of its counterpart, 0 if there is none, negative if there are two
     */
    RelocationOutcomes(Btf base, Btf target, MatchRule rule, boolean[] embedded, int[] targetIds) {
        this.base = base;
        this.target = target;
        this.rule = rule;
        this.embedded = embedded;
        this.targetIds = targetIds;
    }

    List<TypeOutcome> all() {
        List<TypeOutcome> all = new ArrayList<>();
        for (int id = 1; id < targetIds.length; id++) {
            all.add(outcome(id));
        }
        return List.copyOf(all);
    }

    private TypeOutcome outcome(int id) {
        NameIndex names = target.index();
        List<TypeOutcome.Candidate> candidates = new ArrayList<>();
        MatchRule.Result nearest = MatchRule.Result.OTHER_KIND;
        for (int other = names.first(base, base.nameOffset(id)); other != 0; other = names.next(other)) {
            if (couldMatch(other)) {
                candidates.add(new TypeOutcome.Candidate(other, target.type(other)));
                MatchRule.Result result = rule.compare(id, other, embedded[id]);
                nearest = result.compareTo(nearest) > 0 ? result : nearest;
            }
        }
        TypeOutcome.Verdict verdict = targetIds[id] > 0
                ? TypeOutcome.Verdict.MAPPED
                : targetIds[id] < 0 ? TypeOutcome.Verdict.AMBIGUOUS : whyNot(candidates, nearest);
        return new TypeOutcome(id, base.type(id), embedded[id], verdict, Math.max(0, targetIds[id]), candidates);
    }

    private static TypeOutcome.Verdict whyNot(List<TypeOutcome.Candidate> candidates, MatchRule.Result nearest) {
        if (candidates.isEmpty()) {
            return TypeOutcome.Verdict.MISSING;
        }
        return switch (nearest) {
            case OTHER_SIZE -> TypeOutcome.Verdict.SIZE_DIFFERS;
            case OTHER_ENCODING -> TypeOutcome.Verdict.ENCODING_DIFFERS;
            case OTHER_KIND -> TypeOutcome.Verdict.KIND_DIFFERS;
            case MATCH -> throw new IllegalStateException("a match was overlooked");
        };
    }

    /** Functions, variables and typedefs have names of their own beside a struct of the same name. */
    private boolean couldMatch(int targetId) {
        return switch (target.kind(targetId)) {
            case INT, FLOAT, ENUM, ENUM64, STRUCT, UNION, FWD -> true;
            default -> false;
        };
    }
}
