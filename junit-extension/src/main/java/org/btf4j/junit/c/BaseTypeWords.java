// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.btf4j.model.BtfType;
import org.jspecify.annotations.Nullable;

/** Which base type the words of a declaration spell, in whatever order they come. */
final class BaseTypeWords {

    static final BtfType INT = integer("int", 4, BtfType.Int.SIGNED);
    static final BtfType CHAR = integer("char", 1, BtfType.Int.SIGNED);

    private static final String SIGNED = "signed";
    private static final List<String> MAY_BE_SIGNED = List.of("__int128", "int", "long", "short");
    private static final List<String> MAY_BE_INT = List.of("long", "short", "unsigned");

    /** By words in alphabetical order, without those that add nothing. */
    private static final Map<String, BtfType> TYPES = Map.ofEntries(
            Map.entry("void", new BtfType.Void()),
            Map.entry("char", CHAR),
            Map.entry("char signed", integer("signed char", 1, BtfType.Int.SIGNED)),
            Map.entry("char unsigned", integer("unsigned char", 1, 0)),
            Map.entry("short", integer("short int", 2, BtfType.Int.SIGNED)),
            Map.entry("short unsigned", integer("short unsigned int", 2, 0)),
            Map.entry("int", INT),
            Map.entry("unsigned", integer("unsigned int", 4, 0)),
            Map.entry("long", integer("long int", 8, BtfType.Int.SIGNED)),
            Map.entry("long unsigned", integer("long unsigned int", 8, 0)),
            Map.entry("long long", integer("long long int", 8, BtfType.Int.SIGNED)),
            Map.entry("long long unsigned", integer("long long unsigned int", 8, 0)),
            Map.entry("__int128", integer("__int128", 16, BtfType.Int.SIGNED)),
            Map.entry("__int128 unsigned", integer("__int128 unsigned", 16, 0)),
            Map.entry("_Bool", integer("_Bool", 1, BtfType.Int.BOOL)),
            Map.entry("float", new BtfType.Float("float", 4)),
            Map.entry("double", new BtfType.Float("double", 8)),
            Map.entry("double long", new BtfType.Float("long double", 16)));

    private BaseTypeWords() {}

    /** The base type, null if the words spell none. */
    static @Nullable BtfType type(List<String> words) {
        List<String> rest = new ArrayList<>(words);
        rest.replaceAll(word -> word.startsWith("__signed") ? SIGNED : word);
        if (rest.equals(List.of(SIGNED))) {
            return INT;
        }
        if (rest.stream().allMatch(word -> word.equals(SIGNED) || MAY_BE_SIGNED.contains(word))) {
            rest.remove(SIGNED);
        }
        if (rest.size() > 1 && rest.stream().allMatch(word -> word.equals("int") || MAY_BE_INT.contains(word))) {
            rest.remove("int");
        }
        rest.sort(null);
        return TYPES.get(String.join(" ", rest));
    }

    /** What stands in for an enumeration without a definition. */
    static BtfType unknownEnumeration(String name) {
        return new BtfType.Enum(name, 4, false, List.of());
    }

    private static BtfType integer(String name, int size, int encoding) {
        return new BtfType.Int(name, size, encoding, 0, size * Byte.SIZE);
    }
}
