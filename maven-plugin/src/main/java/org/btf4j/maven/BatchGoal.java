// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

/** How the goals that take modules through a batch speak of what they do. */
enum BatchGoal {
    /** {@code btf:distill}. */
    DISTILL("Distilled", "distilled", "over"),
    /** {@code btf:relocate}. */
    RELOCATE("Relocated", "relocated", "to");

    /** Starts a sentence. */
    final String done;

    /** What a module is afterwards. */
    final String state;

    /** Stands between the modules and the kernel. */
    final String preposition;

    BatchGoal(String done, String state, String preposition) {
        this.done = done;
        this.state = state;
        this.preposition = preposition;
    }
}
