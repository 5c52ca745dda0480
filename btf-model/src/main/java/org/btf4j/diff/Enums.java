// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.util.List;
import org.btf4j.model.BtfType;

/** What enums of 32 and of 64 bits have in common. */
final class Enums {

    private Enums() {}

    static boolean is(BtfType type) {
        return type.kind().isEnumeration();
    }

    static List<BtfType.Enumerator> enumerators(BtfType type) {
        return type instanceof BtfType.Enum narrow ? narrow.enumerators() : ((BtfType.Enum64) type).enumerators();
    }

    static boolean isSigned(BtfType type) {
        return type instanceof BtfType.Enum narrow ? narrow.signed() : ((BtfType.Enum64) type).signed();
    }

    /** A value as C writes it. */
    static String value(BtfType type, BtfType.Enumerator each) {
        return isSigned(type) ? Long.toString(each.value()) : Long.toUnsignedString(each.value());
    }
}
