// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.List;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;
import org.btf4j.model.WordCursor;
import org.btf4j.transform.TypeOutcome.Candidate;
import org.btf4j.transform.TypeOutcome.Verdict;

/** The outcomes of a base in the layout {@link Layout#BASE_REF}. */
final class BaseRefOutcomes extends RelocationOutcomes {

    BaseRefOutcomes(Btf base, Btf target, int[] targetIds) {
        super(base, target, targetIds);
    }

    @Override
    MatchRule.Result compare(int id, Candidate candidate) {
        return BaseRefMatch.compare(base.type(id), candidate.type());
    }

    @Override
    boolean isFoundByName(int id) {
        return Reference.of(base.type(id)) == null;
    }

    @Override
    boolean isEmbedded(int id) {
        return base.kind(id).isComposite() && base.isNamed(id);
    }

    @Override
    Verdict whyUnmapped(int id, List<Candidate> candidates) {
        return !isFoundByName(id) && refersToUnmapped(id)
                ? Verdict.REFERS_TO_UNMAPPED
                : super.whyUnmapped(id, candidates);
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

    /** A name that fits several types is a guess, though the layout has a rule for it. */
    @Override
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (int id = 1; id < targetIds.length; id++) {
            int baseId = id;
            List<Candidate> fitting = candidates(id).stream()
                    .filter(candidate -> compare(baseId, candidate) == MatchRule.Result.MATCH)
                    .toList();
            if (fitting.size() > 1) {
                BtfType type = base.type(id);
                findings.add(new Finding(
                        Finding.Cause.LOWEST_ID,
                        id,
                        type,
                        fitting,
                        type.kind() + " '" + type.name() + "' fits several types of the target, of which the first is"
                                + " taken: "
                                + fitting.stream().map(Candidate::id).toList()));
            }
        }
        return List.copyOf(findings);
    }
}
