// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.util.List;
import java.util.Set;
import org.btf4j.model.Btf;

/**
 * What changed between two blobs of BTF, whatever their ids, the order of their types, and how their strings are stored.
 *
 * <p>Holds nothing of the two blobs. Immutable.
 *
 * @param differences by sort, and within a sort by name
 */
public record BtfDiff(List<TypeDifference> differences) {

    /** Keeps its own copy of the list. */
    public BtfDiff {
        differences = List.copyOf(differences);
    }

    /**
     * Compares the own types of two blobs; those of their bases only count as far as they are spelled.
     *
     * @param kfuncsBefore names of the functions that BPF programs may call, beyond those that a declaration tag
     *     {@code bpf_kfunc} marks
     */
    public static BtfDiff between(
            Subject subject, Btf before, Set<String> kfuncsBefore, Btf after, Set<String> kfuncsAfter) {
        return new BtfDiff(
                new Comparer(subject, new Side(before, kfuncsBefore), new Side(after, kfuncsAfter)).differences());
    }

    /** The worst of all that changed; {@link Impact#COMPATIBLE} if nothing did. */
    public Impact impact() {
        return differences.stream().map(TypeDifference::impact).reduce(Impact.COMPATIBLE, Impact::and);
    }
}
