// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.btf4j.model.Btf;
import org.btf4j.model.CSpelling;
import org.btf4j.model.Kind;

/** Writes declarations, in an order in which a compiler takes them. Not thread-safe. */
final class CDeclarationPrinter {

    /** Stands for a name that is yet to be given; no name in BTF has it. */
    private static final String NAME = "\1";

    private final Btf btf;
    private final CNumbers numbers;
    private final CTags tags;
    private final CNames ordinary = new CNames();
    private final Map<Integer, String> typedefs = new HashMap<>();
    /** Per name in the BTF and declaration what the typedef is called that was written so. */
    private final Map<String, String> written = new HashMap<>();

    private final CSpelling spelling;
    private final CBodies bodies;
    private final CText text;
    /** Tags that a compiler knows by now. */
    private final Set<String> introduced = new HashSet<>();
    /** Tags that the declaration being written mentions. */
    private final Set<String> mentioned = new LinkedHashSet<>();

    CDeclarationPrinter(Btf btf, CNumbers numbers, CLayouts layouts, CTags tags, CText text) {
        this.btf = btf;
        this.numbers = numbers;
        this.tags = tags;
        this.spelling = CSpelling.withNames(btf, this::specifier);
        this.bodies = new CBodies(btf, layouts, spelling, ordinary);
        this.text = text;
    }

    /** Writes a typedef, the definition of a struct, union or enum, or that there is one if the BTF says no more. */
    void print(int id) {
        CText declaration = text.another();
        boolean keywordsOfC23 = false;
        if (btf.kind(id) == Kind.TYPEDEF) {
            keywordsOfC23 = btf.name(id).equals("bool");
            typedef(id, declaration);
        } else if (btf.kind(id) == Kind.FWD) {
            mentioned.add(tags.text(id));
        } else {
            String tag = btf.isNamed(id) ? tags.text(id) + " " : CSpelling.keyword(btf, id);
            introduced.add(tag.strip());
            keywordsOfC23 = btf.kind(id).isEnumeration() && new CEnumeration(btf, id).isTruth();
            bodies.expand(id, tag + CBodies.ownBody(id) + ";\n\n", declaration);
        }
        for (String each : mentioned) {
            if (introduced.add(each)) {
                text.append(each + ";\n\n", btf, id);
            }
        }
        mentioned.clear();
        boolean guarded = keywordsOfC23 && !declaration.isEmpty();
        text.append(
                guarded
                        ? "#if !defined(__STDC_VERSION__) || __STDC_VERSION__ < 202311L\n" + declaration + "#endif\n\n"
                        : declaration.toString(),
                btf,
                id);
    }

    private void typedef(int id, CText declaration) {
        String name = btf.name(id);
        String unnamed = "typedef " + spelling.declaration(btf.sizeOrTypeId(id), NAME) + ";\n\n";
        String known = written.get(name + unnamed);
        if (known != null) {
            typedefs.put(id, known);
            return;
        }
        String given = ordinary.give(name);
        typedefs.put(id, given);
        if (!CBodies.hasBody(unnamed)) {
            // Two types without name are two types, whatever is in them.
            written.put(name + unnamed, given);
        }
        bodies.expand(id, unnamed.replace(NAME, given), declaration);
    }

    private String specifier(int id) {
        return switch (btf.kind(id)) {
            case VOID -> "void";
            case INT, FLOAT -> numbers.spell(id);
            case TYPEDEF -> typedefName(id);
            default -> {
                if (!btf.isNamed(id)) {
                    yield CSpelling.keyword(btf, id) + CBodies.ownBody(id);
                }
                mentioned.add(tags.text(id));
                yield tags.text(id);
            }
        };
    }

    private String typedefName(int id) {
        String name = typedefs.get(id);
        if (name == null) {
            throw new IllegalStateException(btf.describe(id) + " is used before it is declared");
        }
        return name;
    }
}
