// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;
import org.btf4j.model.CSpelling;

/**
 * Spells types with the contents of anonymous ones: {@code struct { int x; } *}.
 *
 * <p>That is long, and only needed where two types differ in nothing else. Immutable.
 */
final class Bodies {

    /** What is longer than this does not show anyone where two types differ, and a small file can ask for billions. */
    private static final int LONGEST = 1 << 12;

    private final CSpelling[] levels = new CSpelling[4];

    /** Each level spells what is anonymous by the level below, so that the depth has a bound. */
    Bodies(Btf btf) {
        levels[0] = CSpelling.brief(btf);
        for (int i = 1; i < levels.length; i++) {
            CSpelling inner = levels[i - 1];
            levels[i] = new CSpelling(btf, id -> body(btf.type(id), inner));
        }
    }

    private static String body(BtfType type, CSpelling inner) {
        String keyword =
                type instanceof BtfType.Enumeration ? "enum" : type instanceof BtfType.Struct ? "struct" : "union";
        StringBuilder text = new StringBuilder(keyword + " {");
        for (Iterator<String> parts = parts(type, inner).iterator(); parts.hasNext(); ) {
            String part = parts.next();
            if (text.length() + part.length() > LONGEST) {
                return text.append(" ... }").toString();
            }
            text.append(part);
        }
        return text.append(" }").toString();
    }

    /** Members or enumerators, each spelled when it is asked for. */
    private static Stream<String> parts(BtfType type, CSpelling inner) {
        if (!(type instanceof BtfType.Enumeration enumeration)) {
            return ((BtfType.Composite) type)
                    .members().stream()
                            .map(member -> " " + inner.declaration(member.typeId(), member.name())
                                    + (member.bitfieldSize() == 0 ? "" : " : " + member.bitfieldSize()) + ";");
        }
        List<BtfType.Enumerator> all = enumeration.enumerators();
        return IntStream.range(0, all.size())
                .mapToObj(
                        i -> (i == 0 ? " " : ", ") + all.get(i).name() + " = " + Words.value(enumeration, all.get(i)));
    }

    /** Two declarations that differ, with as much of anonymous types as it takes to show it. */
    static Pair apart(Side before, int typeBefore, Side after, int typeAfter, String name) {
        for (int level = 0; level < before.bodies().levels.length; level++) {
            Pair pair = before.bodies().pair(typeBefore, after.bodies(), typeAfter, name, level);
            if (!pair.before().equals(pair.after())) {
                return pair;
            }
        }
        // What is too long or too deep to show where they differ is only named.
        Pair named = before.bodies().pair(typeBefore, after.bodies(), typeAfter, name, 0);
        return new Pair(named.before(), named.after() + ", with other contents");
    }

    private Pair pair(int type, Bodies other, int otherType, String name, int level) {
        return new Pair(levels[level].declaration(type, name), other.levels[level].declaration(otherType, name));
    }

    /** The spelling of both sides. */
    record Pair(String before, String after) {}
}
