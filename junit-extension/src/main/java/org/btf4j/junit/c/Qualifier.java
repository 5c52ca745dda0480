// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.Set;
import org.btf4j.model.BtfType;

/** A type qualifier; in the order in which gcc nests them, the innermost first. */
enum Qualifier {
    CONST,
    VOLATILE,
    RESTRICT;

    static int wrap(TypeTable types, int id, Set<Qualifier> qualifiers) {
        int wrapped = id;
        for (Qualifier each : values()) {
            if (qualifiers.contains(each)) {
                wrapped = types.share(each.around(wrapped));
            }
        }
        return wrapped;
    }

    private BtfType around(int id) {
        return switch (this) {
            case CONST -> new BtfType.Const(id);
            case VOLATILE -> new BtfType.Volatile(id);
            case RESTRICT -> new BtfType.Restrict(id);
        };
    }
}
