// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import org.jspecify.annotations.Nullable;

/**
 * How one member differs between two versions of a struct or union.
 *
 * @param name the member's name, {@code (anon)} if it has none
 * @param before where it was and what, or null if it is new
 * @param after where it is and what, or null if it is gone
 */
public record MemberChange(
        String name, @Nullable Place before, @Nullable Place after) {

    /**
     * A member's place and type.
     *
     * @param bitOffset where it starts, in bits
     * @param type its type as C spells it, as far as names go
     */
    public record Place(long bitOffset, String type) {
        @Override
        public String toString() {
            return type + " at bits_offset=" + bitOffset;
        }
    }

    @Override
    public String toString() {
        if (before == null) {
            return "member '" + name + "' added: " + after;
        }
        if (after == null) {
            return "member '" + name + "' removed: was " + before;
        }
        return "member '" + name + "' " + (before.type().equals(after.type()) ? "moved" : "changed") + ": was " + before
                + ", is " + after;
    }
}
