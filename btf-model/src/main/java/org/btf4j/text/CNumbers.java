// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.Map;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.btf4j.model.PointerSize;

/**
 * Spells integers and floating-point numbers as C does.
 *
 * <p>A compiler's own names are kept where they mean that size; a number of any other name is spelled by its size. Immutable.
 */
final class CNumbers {

    private static final int LONG = -1;
    private static final Map<String, Integer> INTEGERS = Map.ofEntries(
            Map.entry("_Bool", 1),
            Map.entry("char", 1),
            Map.entry("signed char", 1),
            Map.entry("unsigned char", 1),
            Map.entry("short", 2),
            Map.entry("short int", 2),
            Map.entry("unsigned short", 2),
            Map.entry("short unsigned int", 2),
            Map.entry("int", 4),
            Map.entry("unsigned int", 4),
            Map.entry("long", LONG),
            Map.entry("long int", LONG),
            Map.entry("unsigned long", LONG),
            Map.entry("long unsigned int", LONG),
            Map.entry("long long", 8),
            Map.entry("long long int", 8),
            Map.entry("unsigned long long", 8),
            Map.entry("long long unsigned int", 8),
            Map.entry("__int128", 16),
            Map.entry("unsigned __int128", 16),
            Map.entry("__int128 unsigned", 16));
    private static final Map<String, Integer> FLOATS =
            Map.of("float", 4, "double", 8, "long double", 16, "_Float16", 2, "__bf16", 2, "__float128", 16);

    private final Btf btf;
    private final int pointerSize;

    CNumbers(Btf btf) {
        this.btf = btf;
        this.pointerSize = PointerSize.of(btf);
    }

    /**
     * The specifier of an integer or floating-point type.
     *
     * @throws BtfFormatException if C has none of that size
     */
    String spell(int id) {
        BtfType type = btf.type(id);
        return type instanceof BtfType.Int number ? integer(id, number) : floating(id, type);
    }

    private String integer(int id, BtfType.Int number) {
        int known = INTEGERS.getOrDefault(number.name(), 0);
        if (number.size() == (known == LONG ? pointerSize : known)) {
            return number.name();
        }
        boolean signed = (number.encoding() & BtfType.Int.SIGNED) != 0;
        if (number.size() == 1) {
            boolean truth = (number.encoding() & BtfType.Int.BOOL) != 0;
            return truth ? "_Bool" : signed ? "signed char" : "unsigned char";
        }
        String word = switch ((int) number.size()) {
            case 2 -> "short";
            case 4 -> "int";
            case 8 -> "long long";
            case 16 -> "__int128";
            default -> throw noSuchSize(id, number.size(), "1, 2, 4, 8 or 16 bytes");
        };
        return signed ? word : "unsigned " + word;
    }

    private String floating(int id, BtfType number) {
        if (number.size() == FLOATS.getOrDefault(number.name(), 0)) {
            return number.name();
        }
        return switch ((int) number.size()) {
            case 2 -> "_Float16";
            case 4 -> "float";
            case 8 -> "double";
            case 12, 16 -> "long double";
            default -> throw noSuchSize(id, number.size(), "2, 4, 8, 12 or 16 bytes");
        };
    }

    private BtfFormatException noSuchSize(int id, long size, String expected) {
        return BtfFormatException.found("a number of " + size + " bytes")
                .expected("one that C has: " + expected)
                .type(btf.describe(id))
                .toException();
    }
}
