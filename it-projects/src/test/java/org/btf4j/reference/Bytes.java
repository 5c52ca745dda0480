// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Compares bytes and says in short where they differ. */
final class Bytes {

    private Bytes() {}

    /** Empty if there is no difference. */
    static String difference(String name, byte @Nullable [] found, byte[] expected) {
        if (found == null) {
            return name + " is missing; ";
        }
        int mismatch = Arrays.mismatch(found, expected);
        return mismatch < 0
                ? ""
                : name + " has " + found.length + " bytes, expected " + expected.length
                        + ", first difference at offset " + mismatch + "; ";
    }
}
