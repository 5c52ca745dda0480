// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

/**
 * What a user may want to know of a module that was worked on.
 *
 * @param message one line for a person
 */
public record ModuleNote(Level level, String message) {

    /** How much it matters. */
    public enum Level {
        /** Something is hardly as the user means it. */
        WARNING,
        /** A choice was made. */
        INFO,
        /** A list of what is there. */
        DETAIL
    }
}
