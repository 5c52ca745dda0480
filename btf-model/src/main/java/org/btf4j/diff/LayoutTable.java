// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of a struct or union before and after, side by side.
 *
 * @param sizeBefore bytes of the old version
 * @param sizeAfter bytes of the new version
 * @param rows in the order of the new version's members; removed ones stand where they were
 */
public record LayoutTable(long sizeBefore, long sizeAfter, List<Row> rows) {

    /** Keeps its own copy of the rows. */
    public LayoutTable {
        rows = List.copyOf(rows);
    }

    /** What became of a member. */
    public enum Mark {
        /** It is as it was. */
        SAME,
        /** It starts elsewhere. */
        MOVED,
        /** Its type or size is another one; it may have moved as well. */
        RETYPED,
        /** It is new. */
        ADDED,
        /** It is gone. */
        REMOVED
    }

    /**
     * A member, or a hole between members.
     *
     * @param name its name, a dotted path where it lies in a member of an anonymous type; empty for a hole, whose type is {@code
     *     padding} and which belongs to the member that it follows
     * @param depth in how many anonymous types it lies
     */
    public record Row(Mark mark, String name, int depth, Detail.@Nullable Field before, Detail.@Nullable Field after) {}
}
