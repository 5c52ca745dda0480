// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.HashMap;
import java.util.Map;
import org.btf4j.model.Btf;
import org.btf4j.model.CSpelling;
import org.btf4j.model.Kind;

/**
 * What structs, unions and enums are called: they share one name space.
 *
 * <p>A forward declaration means the first type of its name that is of its kind, if there is one. Not thread-safe.
 */
final class CTags {

    private final Btf btf;
    private final CText bound;
    private final CNames names = new CNames();
    /** Per id what to write, {@code struct device}. */
    private final Map<Integer, String> texts = new HashMap<>();
    /** Per keyword and name in the BTF what the first type is called. */
    private final Map<String, String> firsts = new HashMap<>();

    private long length;

    /**
     * Gives names to those of the types that are structs, unions or enums with a name; lower ids come first.
     *
     * @param bound says how long all names may be
     */
    CTags(Btf btf, int[] ids, CText bound) {
        this.btf = btf;
        this.bound = bound;
        for (int id : ids) {
            if (isTag(id) && btf.kind(id) != Kind.FWD) {
                texts.put(id, give(id));
            }
        }
        for (int id : ids) {
            if (isTag(id) && btf.kind(id) == Kind.FWD) {
                String first = firsts.get(CSpelling.keyword(btf, id) + btf.name(id));
                texts.put(id, first == null ? give(id) : first);
            }
        }
    }

    private String give(int id) {
        String keyword = CSpelling.keyword(btf, id);
        length += btf.name(id).length();
        bound.check(length, btf, id);
        String text = keyword + names.give(btf.name(id));
        firsts.putIfAbsent(keyword + btf.name(id), text);
        return text;
    }

    /** How to mention the type. */
    String text(int id) {
        String text = texts.get(id);
        if (text == null) {
            throw new IllegalStateException(btf.describe(id) + " was given no name");
        }
        return text;
    }

    private boolean isTag(int id) {
        return btf.isNamed(id) && !CSpelling.keyword(btf, id).isEmpty();
    }
}
