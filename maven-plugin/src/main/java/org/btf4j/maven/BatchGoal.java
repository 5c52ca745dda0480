// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

/** How the goals that take modules through a batch speak of what they do. */
enum BatchGoal {
    /** {@code btf:distill}. */
    DISTILL("Distilled", "distilled", "already distilled", "over"),
    /** {@code btf:encode}. */
    ENCODE("Encoded", "encoded", "had BTF already", "over"),
    /** {@code btf:relocate}. */
    RELOCATE("Relocated", "relocated", "", "to"),
    /** {@code btf:resolve-ids}. */
    RESOLVE_IDS("Resolved the ids of", "resolved", "already resolved or without ids", "over");

    /** Starts a sentence. */
    final String done;

    /** What a module is afterwards. */
    final String state;

    /** What a module is that was written as it came; empty for a goal that leaves none so. */
    final String unchanged;

    /** Stands between the modules and the kernel. */
    final String preposition;

    BatchGoal(String done, String state, String unchanged, String preposition) {
        this.done = done;
        this.state = state;
        this.unchanged = unchanged;
        this.preposition = preposition;
    }
}
