// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.List;

/**
 * What became of all modules, in their order.
 *
 * @param outcomes one per module
 */
public record BatchSummary(List<ModuleOutcome> outcomes) {

    /** Keeps its own copy of the outcomes. */
    public BatchSummary {
        outcomes = List.copyOf(outcomes);
    }

    /** How many modules have that status. */
    public int count(ModuleOutcome.Status status) {
        return (int)
                outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }

    /** How many modules' signatures became that. */
    public int count(SignatureOutcome signature) {
        return (int) outcomes.stream()
                .filter(outcome -> outcome.signature() == signature)
                .count();
    }

    /** The modules that could not be worked on. */
    public List<ModuleOutcome> failures() {
        return outcomes.stream()
                .filter(outcome -> outcome.status() == ModuleOutcome.Status.FAILED)
                .toList();
    }

    /** The bytes of BTF of all changed modules. */
    public BtfSizes sizes() {
        return outcomes.stream().map(ModuleOutcome::sizes).reduce(BtfSizes.NONE, BtfSizes::plus);
    }
}
