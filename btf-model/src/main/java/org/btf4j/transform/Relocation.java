// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.btf4j.model.Btf;
import org.btf4j.model.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What relocating gave: split BTF over the target, or the reasons why there is none.
 *
 * <p>What explains the verdict is worked out when it is asked for. Immutable and safe to share between threads.
 */
public final class Relocation {

    private final Btf input;
    private final RelocationOutcomes outcomes;
    private final RuleSet ruleSet;
    private final @Nullable Btf split;
    private final @Nullable IdMap ids;

    Relocation(Btf input, RelocationOutcomes outcomes, RuleSet ruleSet, @Nullable Btf split, @Nullable IdMap ids) {
        this.input = input;
        this.outcomes = outcomes;
        this.ruleSet = ruleSet;
        this.split = split;
        this.ids = ids;
    }

    /** Whether every type of the small base has its counterpart in the target, and the rules allow them. */
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
     * From the ids of the input, its small base included, to those of {@link #split()}.
     *
     * @throws IllegalStateException if the relocation did not succeed; the message has the reasons
     */
    public IdMap ids() {
        return orElseThrow(ids);
    }

    /** What became of each type of the small base, in the order of their ids. */
    public List<TypeOutcome> outcomes() {
        return outcomes.all();
    }

    /** The outcomes of those types that have no counterpart, in the order of their ids. */
    public List<TypeOutcome> failures() {
        return outcomes.isComplete()
                ? List.of()
                : outcomes().stream().filter(outcome -> !outcome.isMapped()).toList();
    }

    /** Where the verdict rests on something that hardly anyone meant, in the order of the types' ids. */
    public List<Finding> findings() {
        return outcomes.findings();
    }

    /**
     * How the module depends on a type of its small base: all shortest ways, the shorter ones first.
     *
     * @param baseId the type's id in the small base
     */
    public List<DependencyPath> pathsTo(int baseId) {
        return new DependencyPaths(input).to(baseId);
    }

    /** Why the relocation did not succeed, one line each; empty if it did. */
    public List<String> reasons() {
        return reasons((id, reason) -> reason);
    }

    /** The same, each with a shortest way by which the module depends on the type, and how many there are besides. */
    public List<String> reasonsWithPaths() {
        DependencyPaths paths = new DependencyPaths(input);
        return reasons((id, reason) -> reason + Explanation.neededBy(paths.to(id)));
    }

    private List<String> reasons(BiFunction<Integer, String, String> wording) {
        List<String> reasons = new ArrayList<>();
        failures().forEach(failure -> reasons.add(wording.apply(failure.id(), failure.reason())));
        if (ruleSet == RuleSet.STRICT) {
            findings().forEach(finding -> reasons.add(wording.apply(finding.id(), finding.message())));
        }
        return List.copyOf(reasons);
    }

    /**
     * Why the relocation went as it did.
     *
     * @param originalBase the base that the module was encoded against, for the differences of members; or null
     */
    public Explanation explain(@Nullable Btf originalBase) {
        DependencyPaths paths = new DependencyPaths(input);
        List<Explanation.Failure> failures = failures().stream()
                .map(failure ->
                        new Explanation.Failure(failure, paths.to(failure.id()), changes(failure, originalBase)))
                .toList();
        List<Explanation.Remark> remarks = findings().stream()
                .map(finding -> new Explanation.Remark(finding, paths.to(finding.id())))
                .toList();
        return new Explanation(succeeded(), failures, remarks);
    }

    private List<MemberChange> changes(TypeOutcome failure, @Nullable Btf originalBase) {
        if (originalBase == null) {
            return List.of();
        }
        Kind kind = failure.type().kind();
        int[] before = kind.isComposite() ? originalBase.find(failure.type().name(), kind) : new int[0];
        int size = outcomes.base.sizeOrTypeId(failure.id());
        int was = Arrays.stream(before)
                .filter(id -> originalBase.sizeOrTypeId(id) == size)
                .findFirst()
                .orElse(0);
        return failure.candidates().stream()
                .filter(candidate -> was != 0 && candidate.type().kind() == kind)
                .findFirst()
                .map(candidate -> MemberChanges.between(originalBase, was, outcomes.target, candidate.id()))
                .orElse(List.of());
    }

    private <T> T orElseThrow(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("cannot relocate: " + String.join("; ", reasons()));
        }
        return value;
    }
}
