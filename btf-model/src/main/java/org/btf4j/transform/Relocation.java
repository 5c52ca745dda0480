// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.List;
import java.util.stream.Collectors;
import org.btf4j.model.Btf;
import org.jspecify.annotations.Nullable;

/**
 * What relocating gave: split BTF over the target, or the reasons why there is none.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Relocation {

    private final RelocationOutcomes outcomes;
    private final @Nullable Btf split;
    private final @Nullable IdMap ids;

    private Relocation(RelocationOutcomes outcomes, @Nullable Btf split, @Nullable IdMap ids) {
        this.outcomes = outcomes;
        this.split = split;
        this.ids = ids;
    }

    static Relocation succeeded(RelocationOutcomes outcomes, Btf split, IdMap ids) {
        return new Relocation(outcomes, split, ids);
    }

    static Relocation failed(RelocationOutcomes outcomes) {
        return new Relocation(outcomes, null, null);
    }

    /** Whether every type of the distilled base has its one counterpart in the target. */
    public boolean succeeded() {
        return split != null;
    }

    /**
     * The split BTF over the target.
     *
     * @throws IllegalStateException if the relocation did not succeed; the message has the reasons
     */
    public Btf split() {
        return orElseThrow(split);
    }

    /**
     * From the ids of the input, its distilled base included, to those of {@link #split()}.
     *
     * @throws IllegalStateException if the relocation did not succeed; the message has the reasons
     */
    public IdMap ids() {
        return orElseThrow(ids);
    }

    /** What became of each type of the distilled base, in the order of their ids. */
    public List<TypeOutcome> outcomes() {
        return outcomes.all();
    }

    /** The outcomes of those types that have no counterpart; empty if the relocation succeeded. */
    public List<TypeOutcome> failures() {
        return succeeded()
                ? List.of()
                : outcomes().stream().filter(outcome -> !outcome.isMapped()).toList();
    }

    private <T> T orElseThrow(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("cannot relocate: "
                    + failures().stream().map(TypeOutcome::reason).collect(Collectors.joining("; ")));
        }
        return value;
    }
}
