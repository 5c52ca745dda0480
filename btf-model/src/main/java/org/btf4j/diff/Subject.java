// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

/** What is compared, on which it depends what a change breaks. */
public enum Subject {
    /** The BTF of a whole kernel, on whose types modules depend. */
    KERNEL,
    /** A module's own types, on which no kernel depends, but tracing programs do. */
    MODULE,
    /** A module's small base: what it needs from its kernel. */
    NEEDS
}
