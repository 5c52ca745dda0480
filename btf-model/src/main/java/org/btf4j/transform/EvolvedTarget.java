// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.List;
import org.btf4j.model.Btf;
import org.btf4j.transform.TypeOutcome.Verdict;

/**
 * A target in which one type is not what it was; made by an {@link Evolver}.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param btf the changed target
 * @param ids from the ids of the target as it was to those of {@code btf}; the changed type keeps its place
 * @param seed the seed that makes the same change again
 * @param change what was done
 * @param name the name that the changed type had before
 * @param description what was done, in one line: {@code STRUCT 'file' grown, 232 to 240 bytes}
 * @param expected the verdict that the rules demand for each type of the module's small base, in the order of
 *     {@link Relocation#outcomes()}
 */
public record EvolvedTarget(
        Btf btf, IdMap ids, long seed, TypeChange change, String name, String description, List<Verdict> expected) {

    /** Keeps its own copy of the verdicts. */
    public EvolvedTarget {
        expected = List.copyOf(expected);
    }

    /** Whether relocating is expected to succeed. */
    public boolean expectsSuccess() {
        return expected.stream().allMatch(Verdict.MAPPED::equals);
    }

    /** The seed and the change, in one line. */
    @Override
    public String toString() {
        return "seed " + seed + ": " + description;
    }
}
