// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.List;
import org.btf4j.model.Btf;

/** What became of each type of a small base; the objects that say so are made only when asked for. */
interface RelocationOutcomes {

    /** The small base. */
    Btf base();

    /** The target. */
    Btf target();

    /** Per id of the small base the id of its counterpart; 0 or less where there is none, and for id 0. */
    int[] targetIds();

    /** One outcome a type, in the order of their ids. */
    List<TypeOutcome> all();

    /** Where a verdict rests on something that hardly anyone meant. */
    List<Finding> findings();

    /** Whether every type has its counterpart. */
    default boolean isComplete() {
        int[] ids = targetIds();
        for (int id = 1; id < ids.length; id++) {
            if (ids[id] <= 0) {
                return false;
            }
        }
        return true;
    }
}
