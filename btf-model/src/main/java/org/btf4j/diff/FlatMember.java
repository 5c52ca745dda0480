// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

/**
 * A member of a struct or union, or of an anonymous struct or union in it.
 *
 * @param path its name; dotted where it lies in a member with a name
 * @param depth in how many anonymous types it lies
 * @param bitOffset from the start of the outermost type
 * @param container whether its own members follow, so that of its type only the outside counts
 * @param repeated whether it is an array whose element's members follow, once for all elements
 */
record FlatMember(
        String path, int depth, long bitOffset, long bitSize, int typeId, boolean container, boolean repeated) {

    long bitEnd() {
        return bitOffset + bitSize;
    }
}
