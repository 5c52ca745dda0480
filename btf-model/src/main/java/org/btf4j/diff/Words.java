// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.util.ArrayList;
import java.util.List;
import org.btf4j.model.BtfType;

/** What a type's own fields mean, in words. */
final class Words {

    private Words() {}

    /** What C would say of an integer's values: {@code signed}, {@code unsigned char}, {@code bool}. */
    static String encoding(BtfType.Int number) {
        List<String> words = new ArrayList<>();
        if ((number.encoding() & BtfType.Int.BOOL) == 0) {
            words.add((number.encoding() & BtfType.Int.SIGNED) == 0 ? "unsigned" : "signed");
        } else if ((number.encoding() & BtfType.Int.SIGNED) != 0) {
            words.add("signed");
        }
        if ((number.encoding() & BtfType.Int.CHAR) != 0) {
            words.add("char");
        }
        if ((number.encoding() & BtfType.Int.BOOL) != 0) {
            words.add("bool");
        }
        return String.join(" ", words) + bits(number);
    }

    /** Where an integer has its value, if that is not all of it; else empty. */
    static String bits(BtfType.Int number) {
        return isWhole(number) ? "" : " in " + number.bits() + " bits at bit " + number.bitOffset();
    }

    /** Whether an integer's value takes all of its bytes; only old encoders of bit-fields made others. */
    static boolean isWhole(BtfType.Int number) {
        return number.bitOffset() == 0 && number.bits() == number.size() * Byte.SIZE;
    }

    /** An enumerator's value as C writes it. */
    static String value(BtfType.Enumeration type, BtfType.Enumerator each) {
        return type.signed() ? Long.toString(each.value()) : Long.toUnsignedString(each.value());
    }

    /** A function's or a variable's linkage. */
    static String linkage(int linkage) {
        return switch (linkage) {
            case BtfType.Func.STATIC -> "static";
            case BtfType.Func.GLOBAL -> "global";
            case BtfType.Func.EXTERN -> "extern";
            default -> "linkage " + linkage;
        };
    }

    /** What a qualifier or type tag modifies, -1 for what is neither. */
    static int modified(BtfType type) {
        if (type instanceof BtfType.Const next) {
            return next.typeId();
        } else if (type instanceof BtfType.Volatile next) {
            return next.typeId();
        } else if (type instanceof BtfType.Restrict next) {
            return next.typeId();
        } else if (type instanceof BtfType.TypeTag next) {
            return next.typeId();
        }
        return -1;
    }
}
