// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;
import org.btf4j.model.CSpelling;
import org.btf4j.model.KfuncTags;
import org.btf4j.model.Kind;

/** One of the two blobs that are compared, with all that is worked out of it once. Not thread-safe. */
final class Side {

    private final Btf btf;
    private final Sizes sizes;
    private final Shapes shapes;
    private final Flattener flattener;
    private final CSpelling brief;
    private final Bodies bodies;
    private final Set<String> kfuncs;
    private final Map<Integer, String> spelled = new HashMap<>();

    Side(Btf btf, Set<String> kfuncs) {
        this.btf = btf;
        this.sizes = new Sizes(btf);
        this.shapes = new Shapes(btf, sizes);
        this.flattener = new Flattener(btf, sizes);
        this.brief = CSpelling.brief(btf);
        this.bodies = new Bodies(btf);
        this.kfuncs = new HashSet<>(kfuncs);
        this.kfuncs.addAll(KfuncTags.of(btf));
    }

    Btf btf() {
        return btf;
    }

    Shapes shapes() {
        return shapes;
    }

    Flattener flattener() {
        return flattener;
    }

    Bodies bodies() {
        return bodies;
    }

    boolean isKfunc(BtfType type) {
        return type.kind() == Kind.FUNC && kfuncs.contains(type.name());
    }

    /** A type as C spells it, an anonymous one without what it contains. */
    String spell(int typeId) {
        String known = spelled.get(typeId);
        if (known == null) {
            known = brief.type(typeId);
            spelled.put(typeId, known);
        }
        return known;
    }

    /** A declaration as C spells it, anonymous types without what they contain. */
    String declare(int typeId, String name) {
        return brief.declaration(typeId, name);
    }
}
