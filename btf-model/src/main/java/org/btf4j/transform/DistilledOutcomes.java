// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.List;
import org.btf4j.model.Btf;
import org.btf4j.model.NameIndex;

/** The outcomes of a base in the layout {@link Layout#DISTILLED}. */
final class DistilledOutcomes implements RelocationOutcomes {

    private final Btf split;
    private final Btf base;
    private final Btf target;
    private final MatchRule rule;
    private final IdTable embedded;
    private final int[] targetIds;

    /**
     * @param rule how the types of the base and of the target were compared
     * @param embedded the base types that the split has by value
     * @param targetIds per base id the id of its counterpart, 0 if there is none, negative if there are two
     */
    DistilledOutcomes(Btf split, Btf base, Btf target, MatchRule rule, IdTable embedded, int[] targetIds) {
        this.split = split;
        this.base = base;
        this.target = target;
        this.rule = rule;
        this.embedded = embedded;
        this.targetIds = targetIds;
    }

    @Override
    public Btf base() {
        return base;
    }

    @Override
    public Btf target() {
        return target;
    }

    @Override
    public int[] targetIds() {
        return targetIds;
    }

    @Override
    public List<TypeOutcome> all() {
        List<TypeOutcome> all = new ArrayList<>();
        for (int id = 1; id < targetIds.length; id++) {
            all.add(outcome(id));
        }
        return List.copyOf(all);
    }

    @Override
    public List<Finding> findings() {
        return DistilledFindings.of(split, base, target, rule, embedded, targetIds);
    }

    private TypeOutcome outcome(int id) {
        NameIndex names = target.index();
        List<TypeOutcome.Candidate> candidates = new ArrayList<>();
        MatchRule.Result nearest = MatchRule.Result.OTHER_KIND;
        for (int other = names.first(base, base.nameOffset(id)); other != 0; other = names.next(other)) {
            if (TypeOutcome.couldBeCandidate(target.kind(other))) {
                candidates.add(new TypeOutcome.Candidate(other, target.type(other)));
                MatchRule.Result result = rule.compare(id, other, embedded.contains(id));
                nearest = result.compareTo(nearest) > 0 ? result : nearest;
            }
        }
        TypeOutcome.Verdict verdict = targetIds[id] > 0
                ? TypeOutcome.Verdict.MAPPED
                : targetIds[id] < 0
                        ? TypeOutcome.Verdict.AMBIGUOUS
                        : candidates.isEmpty() ? TypeOutcome.Verdict.MISSING : TypeOutcome.Verdict.whyNot(nearest);
        return new TypeOutcome(
                id, base.type(id), embedded.contains(id), verdict, Math.max(0, targetIds[id]), candidates);
    }
}
