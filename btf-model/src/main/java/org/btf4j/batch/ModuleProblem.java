// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

/**
 * Why a module could not be worked on.
 *
 * @param cause what a caller can tell apart, to say which setting would help
 * @param message one line for a person
 */
public record ModuleProblem(Cause cause, String message) {

    /** Kinds of problems. */
    public enum Cause {
        /** The module or its BTF is not what it should be. */
        FORMAT,
        /** A file cannot be read or written. */
        FILE,
        /** pahole could not encode the module, or not as it should be. */
        ENCODING,
        /** The module is signed, and its signature would become invalid. */
        SIGNED,
        /** The module is distilled in another layout than the one that was asked for. */
        LAYOUT,
        /** A type of the module has no counterpart in the target. */
        RELOCATION,
        /** The module needs a base, and there is none. */
        BASE,
        /** A type whose id the module asks for is not in its BTF. */
        UNRESOLVED
    }
}
