// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;

/** Follows references from type to type, which in a file can have no end. */
final class Chains {

    /** Far more typedefs, qualifiers and dimensions than C code has in a row. */
    static final int DEEPEST = 256;

    private Chains() {}

    /** The id of what is behind qualifiers and type tags. */
    static int behindQualifiers(Btf btf, int typeId) {
        return behind(btf, typeId, false);
    }

    /** The id of what is behind typedefs, qualifiers and type tags. */
    static int behindNames(Btf btf, int typeId) {
        return behind(btf, typeId, true);
    }

    private static int behind(Btf btf, int typeId, boolean typedefs) {
        int id = typeId;
        for (int hops = 0; hops < DEEPEST; hops++) {
            boolean leadsOn = switch (btf.kind(id)) {
                case CONST, VOLATILE, RESTRICT, TYPE_TAG -> true;
                case TYPEDEF -> typedefs;
                default -> false;
            };
            if (!leadsOn) {
                return id;
            }
            id = btf.sizeOrTypeId(id);
        }
        throw endless(btf, typeId);
    }

    static BtfFormatException endless(Btf btf, int id) {
        return BtfFormatException.found("references that lead deeper than " + DEEPEST)
                .expected("a type that ends")
                .type(btf.describe(id))
                .toException();
    }
}
