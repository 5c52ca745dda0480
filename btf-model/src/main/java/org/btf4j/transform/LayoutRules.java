// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;

/** How small bases of one layout find their types in one target. Immutable and safe to share between threads. */
interface LayoutRules {

    /**
     * Looks for a counterpart of every type of the split's small base.
     *
     * @throws BtfFormatException if the base is not what distilling in this layout makes
     */
    RelocationOutcomes match(Btf split, Btf base);

    /** Where the strings of a split go whose base's types all have counterparts. */
    StringMove moveStrings(Btf split, Btf base, RelocationOutcomes outcomes);

    /** The strings of a split on their way to a target. */
    interface StringMove {

        /**
         * The new offset of a string.
         *
         * @throws BtfFormatException if it cannot be told
         */
        int newOffset(int oldOffset);

        /** The split's own string section, when all offsets have been asked for. */
        byte[] section();
    }
}
