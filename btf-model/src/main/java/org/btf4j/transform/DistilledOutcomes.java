// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.List;
import org.btf4j.model.Btf;

/** The outcomes of a base in the layout {@link Layout#DISTILLED}. */
final class DistilledOutcomes extends RelocationOutcomes {

    private final Btf split;
    private final MatchRule rule;
    private final IdTable embedded;

    /**
     * @param rule how the types of the base and of the target were compared
     * @param embedded the base types that the split has by value
     */
    DistilledOutcomes(Btf split, Btf base, Btf target, MatchRule rule, IdTable embedded, int[] targetIds) {
        super(base, target, targetIds);
        this.split = split;
        this.rule = rule;
        this.embedded = embedded;
    }

    @Override
    MatchRule.Result compare(int id, TypeOutcome.Candidate candidate) {
        return rule.compare(id, candidate.id(), isEmbedded(id));
    }

    @Override
    boolean isFoundByName(int id) {
        return true;
    }

    @Override
    boolean isEmbedded(int id) {
        return embedded.contains(id);
    }

    @Override
    List<Finding> findings() {
        return DistilledFindings.of(split, base, target, rule, embedded, targetIds);
    }
}
