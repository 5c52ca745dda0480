// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

/**
 * The attributes of a struct, union, enumeration or member that decide where things are.
 *
 * @param alignment bytes; 0 if none is asked for
 */
record Attributes(boolean packed, int alignment) {

    static final Attributes NONE = new Attributes(false, 0);

    /** These and others of the same member: the strictest alignment counts. */
    Attributes and(Attributes other) {
        return new Attributes(packed || other.packed, Math.max(alignment, other.alignment));
    }

    /** These and later ones of the same type: the last alignment counts, which is how gcc 12 has it. */
    Attributes then(Attributes later) {
        return new Attributes(packed || later.packed, later.alignment > 0 ? later.alignment : alignment);
    }
}
