// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

/**
 * What a change does to whatever worked with the old side, in the order from good to bad.
 *
 * <p>It is the worst that can happen, not what will: whether somebody relies on what changed is not known.
 */
public enum Impact {
    /** Nothing notices: all that was there is where it was. */
    COMPATIBLE("compatible"),
    /** What is compiled anew, or finds members by CO-RE, goes on; what has offsets and values compiled in does not. */
    SOURCE_COMPATIBLE("source-compatible"),
    /** Tracing programs that use it do not find it, or find something else. */
    BREAKS_TRACING("breaking for tracing"),
    /** Kernels may refuse a module's BTF, or a BPF program that calls a kfunc. */
    BREAKS_LOADING("breaking for loading");

    private final String label;

    Impact(String label) {
        this.label = label;
    }

    /** How users call it. */
    @Override
    public String toString() {
        return label;
    }

    /** The worse of two. */
    public Impact and(Impact other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
