// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.List;
import org.btf4j.model.Btf;

/**
 * A target as another build of the same kernel may have it; made by a {@link Shuffler}.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class ShuffledTarget {

    private final Rewriting rewriting;
    private final long seed;
    private final List<String> changes;

    ShuffledTarget(Rewriting rewriting, long seed, List<String> changes) {
        this.rewriting = rewriting;
        this.seed = seed;
        this.changes = List.copyOf(changes);
    }

    /** The shuffled BTF. */
    public Btf btf() {
        return rewriting.result();
    }

    /** From the ids of the target to those of {@link #btf()}; types that were left out are not in it. */
    public IdMap ids() {
        return rewriting.ids();
    }

    /** The seed that makes the same shuffled target again. */
    public long seed() {
        return seed;
    }

    /**
     * What was done besides giving types other ids and strings other offsets, one line each: {@code 12 types left out},
     * {@code a second STRUCT 'file' of 240 bytes}.
     */
    public List<String> changes() {
        return changes;
    }

    /**
     * Split BTF over the target, as split BTF over {@link #btf()}: its types are the same but for their ids.
     *
     * @param split split BTF whose base is the very target that was shuffled, such as what a {@link Relocation} to it gave
     * @throws IllegalArgumentException if it has another base, or refers to a type that was left out
     */
    public Btf rebase(Btf split) {
        return rewriting.rebase(split);
    }

    /** The seed and the changes, in one line. */
    @Override
    public String toString() {
        return "seed " + seed + (changes.isEmpty() ? "" : ": " + String.join(", ", changes));
    }
}
