// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;
import org.btf4j.model.CSpelling;
import org.btf4j.model.Kind;

/**
 * Describes types so that what a compiler made of a header can be compared with what the header was made of.
 *
 * <p>A description has the size, and per member its bits, type and name; what has no name is described where it stands. It does
 * not have ids, the numbers that a header gives to types of one name, nor the name that a compiler has for an integer. It recurses,
 * since its input comes from compilers. Immutable.
 */
final class Layouts {

    private final Btf btf;
    private final CSpelling spelling;

    private Layouts(Btf btf) {
        this.btf = btf;
        this.spelling = new CSpelling(btf, this::body);
    }

    /** All named structs, unions, enums and typedefs among those ids, each kind of description once. */
    static Set<String> of(Btf btf, IntStream ids) {
        Layouts layouts = new Layouts(btf);
        return ids.filter(btf::isNamed)
                .mapToObj(layouts::description)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String description(int id) {
        return switch (btf.kind(id)) {
            case STRUCT, UNION, ENUM, ENUM64 -> unnumbered(btf.name(id)) + " is " + body(id);
            case TYPEDEF -> unnumbered(btf.name(id)) + " means " + type(btf.sizeOrTypeId(id));
            default -> "";
        };
    }

    private String body(int id) {
        BtfType type = btf.type(id);
        String lines;
        if (type instanceof BtfType.Struct struct) {
            lines = members(struct.members());
        } else if (type instanceof BtfType.Union union) {
            lines = members(union.members());
        } else if (type instanceof BtfType.Enum words) {
            lines = enumerators(words.enumerators(), type.size());
        } else {
            lines = enumerators(((BtfType.Enum64) type).enumerators(), type.size());
        }
        String kind = type.kind().name().replace("64", "");
        return kind + " of " + type.size() + " {\n" + lines + "}";
    }

    private String members(List<BtfType.Member> members) {
        List<String> lines = new ArrayList<>();
        for (BtfType.Member member : members) {
            if (!member.name().startsWith("__gap")) {
                String type = member.name().isEmpty() ? body(unqualified(member.typeId())) : type(member.typeId());
                lines.add(member.bitOffset() + ":" + bits(member) + " " + type + " " + member.name() + "\n");
            }
        }
        return String.join("", lines);
    }

    /** Bits of a bit-field; what clang and pahole make of one that takes a whole number is no bit-field any more. */
    private int bits(BtfType.Member member) {
        long whole = btf.type(unqualified(member.typeId())).size() * Byte.SIZE;
        return member.bitfieldSize() == whole ? 0 : member.bitfieldSize();
    }

    private int unqualified(int start) {
        int id = start;
        while (Set.of(Kind.CONST, Kind.VOLATILE, Kind.TYPEDEF).contains(btf.kind(id))) {
            id = btf.sizeOrTypeId(id);
        }
        return id;
    }

    private static String enumerators(List<BtfType.Enumerator> enumerators, long size) {
        // Kernels of older encoders do not say whether values are signed, so only their bits count.
        long mask = size == Long.BYTES ? -1 : (1L << (size * Byte.SIZE)) - 1;
        return enumerators.stream()
                .map(each -> unnumbered(each.name()) + " = " + (each.value() & mask) + "\n")
                .filter(line -> !line.contains("___unknown"))
                .collect(Collectors.joining());
    }

    private String type(int id) {
        return canonical(spelling.type(id));
    }

    private static String canonical(String spelled) {
        return unnumbered(spelled)
                .replace("volatile const ", "const volatile ")
                .replaceAll("\\blong long unsigned int\\b", "unsigned long long")
                .replaceAll("\\blong unsigned int\\b", "unsigned long")
                .replaceAll("\\bshort unsigned int\\b", "unsigned short")
                .replaceAll("\\blong long int\\b", "long long")
                .replaceAll("\\blong int\\b", "long")
                .replaceAll("\\bshort int\\b", "short")
                .replaceAll("\\b__int128 unsigned\\b", "unsigned __int128");
    }

    private static String unnumbered(String text) {
        return text.replaceAll("___[0-9]+\\b", "").replace("__builtin_va_list_", "__builtin_va_list");
    }

    /** What one side has and the other has not, at most so many of each; empty if nothing. */
    static List<String> differences(Set<String> compiled, Set<String> wanted, Set<String> allowed, int most) {
        List<String> differences = new ArrayList<>();
        wanted.stream()
                .filter(each -> !compiled.contains(each))
                .limit(most)
                .forEach(each -> differences.add("-" + each));
        compiled.stream()
                .filter(each -> !allowed.contains(each))
                .limit(most)
                .forEach(each -> differences.add("+" + each));
        return Collections.unmodifiableList(differences);
    }
}
