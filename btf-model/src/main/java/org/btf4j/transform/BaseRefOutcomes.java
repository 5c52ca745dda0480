// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.List;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;
import org.btf4j.model.NameIndex;
import org.btf4j.model.WordCursor;
import org.btf4j.transform.TypeOutcome.Verdict;

/** The outcomes of a base in the layout {@link Layout#BASE_REF}. */
final class BaseRefOutcomes implements RelocationOutcomes {

    private final Btf base;
    private final Btf target;
    private final int[] targetIds;

    BaseRefOutcomes(Btf base, Btf target, int[] targetIds) {
        this.base = base;
        this.target = target;
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

    /** A name that fits several types is a guess, though the layout has a rule for it. */
    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (int id = 1; id < targetIds.length; id++) {
            BtfType type = base.type(id);
            List<Integer> fitting = candidates(id).stream()
                    .filter(candidate -> BaseRefMatch.compare(type, candidate.type()) == MatchRule.Result.MATCH)
                    .map(TypeOutcome.Candidate::id)
                    .toList();
            if (base.isNamed(id) && fitting.size() > 1) {
                findings.add(new Finding(
                        Finding.Cause.LOWEST_ID,
                        id,
                        type.kind() + " '" + type.name() + "' fits several types of the target, of which the first is"
                                + " taken: " + fitting));
            }
        }
        return List.copyOf(findings);
    }

    private TypeOutcome outcome(int id) {
        BtfType type = base.type(id);
        List<TypeOutcome.Candidate> candidates = candidates(id);
        boolean sized = base.kind(id).isComposite() && base.isNamed(id);
        return new TypeOutcome(id, type, sized, verdict(id, type, candidates), targetIds[id], candidates);
    }

    private Verdict verdict(int id, BtfType type, List<TypeOutcome.Candidate> candidates) {
        if (targetIds[id] > 0) {
            return Verdict.MAPPED;
        }
        if (Reference.of(type) != null) {
            return refersToUnmapped(id) ? Verdict.REFERS_TO_UNMAPPED : Verdict.MISSING;
        }
        MatchRule.Result nearest = MatchRule.Result.OTHER_KIND;
        for (TypeOutcome.Candidate candidate : candidates) {
            MatchRule.Result result = BaseRefMatch.compare(type, candidate.type());
            nearest = result.compareTo(nearest) > 0 ? result : nearest;
        }
        return candidates.isEmpty() ? Verdict.MISSING : Verdict.whyNot(nearest);
    }

    private List<TypeOutcome.Candidate> candidates(int id) {
        NameIndex names = target.index();
        List<TypeOutcome.Candidate> candidates = new ArrayList<>();
        if (Reference.of(base.type(id)) == null) {
            for (int other = names.first(base, base.nameOffset(id)); other != 0; other = names.next(other)) {
                if (TypeOutcome.couldBeCandidate(target.kind(other))) {
                    candidates.add(new TypeOutcome.Candidate(other, target.type(other)));
                }
            }
        }
        return candidates;
    }

    private boolean refersToUnmapped(int id) {
        WordCursor ids = WordCursor.ids();
        for (ids.at(base, id); ids.next(); ) {
            if (ids.value() != 0 && targetIds[ids.value()] == 0) {
                return true;
            }
        }
        return false;
    }
}
