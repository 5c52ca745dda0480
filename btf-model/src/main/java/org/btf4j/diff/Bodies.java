// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.util.stream.Collectors;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;
import org.btf4j.model.CSpelling;

/**
 * Spells types with the contents of anonymous ones: {@code struct { int x; } *}.
 *
 * <p>That is long, and only needed where two types differ in nothing else. Immutable.
 */
final class Bodies {

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
        StringBuilder text = new StringBuilder();
        if (Enums.is(type)) {
            text.append(Enums.enumerators(type).stream()
                    .map(each -> " " + each.name() + " = " + Enums.value(type, each))
                    .collect(Collectors.joining(",", "enum {", "")));
        } else {
            text.append(type instanceof BtfType.Struct ? "struct {" : "union {");
            for (BtfType.Member member : Flattener.members(type)) {
                text.append(' ').append(inner.declaration(member.typeId(), member.name()));
                text.append(member.bitfieldSize() == 0 ? "" : " : " + member.bitfieldSize());
                text.append(';');
            }
        }
        return text.append(" }").toString();
    }

    /** Two declarations that differ, with as much of anonymous types as it takes to show it. */
    static Pair apart(Side before, int typeBefore, Side after, int typeAfter, String name) {
        Pair pair = new Pair("", "");
        for (int level = 0; level < before.bodies().levels.length; level++) {
            pair = new Pair(
                    before.bodies().levels[level].declaration(typeBefore, name),
                    after.bodies().levels[level].declaration(typeAfter, name));
            if (!pair.before().equals(pair.after())) {
                return pair;
            }
        }
        return new Pair(pair.before(), pair.after() + ", with other contents");
    }

    /** The spelling of both sides. */
    record Pair(String before, String after) {}
}
