// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.List;
import org.btf4j.model.Btf;
import org.btf4j.model.NameIndex;
import org.btf4j.transform.TypeOutcome.Candidate;
import org.btf4j.transform.TypeOutcome.Verdict;

/** What became of each type of a small base; the objects that say so are made only when asked for. */
abstract class RelocationOutcomes {

    final Btf base;
    final Btf target;
    /** Per base id the id of its counterpart, 0 if there is none, negative if there are two. */
    final int[] targetIds;

    RelocationOutcomes(Btf base, Btf target, int[] targetIds) {
        this.base = base;
        this.target = target;
        this.targetIds = targetIds;
    }

    /** Whether every type has its counterpart. */
    final boolean isComplete() {
        for (int id = 1; id < targetIds.length; id++) {
            if (targetIds[id] <= 0) {
                return false;
            }
        }
        return true;
    }

    /** One outcome a type, in the order of their ids. */
    final List<TypeOutcome> all() {
        List<TypeOutcome> all = new ArrayList<>();
        for (int id = 1; id < targetIds.length; id++) {
            List<Candidate> candidates = candidates(id);
            int targetId = Math.max(0, targetIds[id]);
            all.add(new TypeOutcome(id, base.type(id), isEmbedded(id), verdict(id, candidates), targetId, candidates));
        }
        return List.copyOf(all);
    }

    /** All types of the target that have the name of a base type and could be its counterpart by that. */
    final List<Candidate> candidates(int id) {
        NameIndex names = target.index();
        List<Candidate> candidates = new ArrayList<>();
        for (int other : names.allLike(base, base.nameOffset(id))) {
            if (isFoundByName(id) && TypeOutcome.couldBeCandidate(target.kind(other))) {
                candidates.add(new Candidate(other, target.type(other)));
            }
        }
        return candidates;
    }

    private Verdict verdict(int id, List<Candidate> candidates) {
        if (targetIds[id] > 0) {
            return Verdict.MAPPED;
        }
        return targetIds[id] < 0 ? Verdict.AMBIGUOUS : whyUnmapped(id, candidates);
    }

    /** Why a base type has no counterpart: what blocks the candidate that is nearest to a match. */
    Verdict whyUnmapped(int id, List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> compare(id, candidate))
                .max(MatchRule.Result::compareTo)
                .map(Verdict::whyNot)
                .orElse(Verdict.MISSING);
    }

    abstract MatchRule.Result compare(int id, Candidate candidate);

    /** Whether the layout looks for that base type by its name. */
    abstract boolean isFoundByName(int id);

    /** Whether the split has that base type by value. */
    abstract boolean isEmbedded(int id);

    /** Where a verdict rests on something that hardly anyone meant. */
    abstract List<Finding> findings();
}
