// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

/** By whose judgement a relocation succeeds. */
public enum RuleSet {
    /** By that of kernels and libbpf; what hardly anyone meant is told beside it, as findings. */
    KERNEL("kernel"),
    /** By that, and only if there is no finding. */
    STRICT("strict");

    private final String label;

    RuleSet(String label) {
        this.label = label;
    }

    /** The name by which users call the rules. */
    @Override
    public String toString() {
        return label;
    }
}
