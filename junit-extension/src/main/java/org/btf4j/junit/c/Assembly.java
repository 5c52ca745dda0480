// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfType;
import org.jspecify.annotations.Nullable;

/** Makes BTF of the table: unites equal types, drops what nothing needs, and numbers the rest. */
final class Assembly {

    private final TypeTable types;
    private final @Nullable Btf base;
    private final List<Integer> order;
    /** By provisional id the id that stands for it: of the base, or a provisional one. */
    private final Map<Integer, Integer> united = new HashMap<>();

    Assembly(TypeTable types, @Nullable Btf base) {
        this.types = types;
        this.base = base;
        this.order = types.inOrder();
    }

    Btf build() {
        unite();
        Set<Integer> needed = needed();
        BtfBuilder builder = base == null ? BtfBuilder.standalone() : BtfBuilder.over(base);
        Map<Integer, Integer> numbers = new HashMap<>();
        List<Integer> own = order.stream().filter(needed::contains).toList();
        own.forEach(id -> numbers.put(id, builder.nextId() + numbers.size()));
        for (int id : own) {
            builder.add(References.rewrite(types.get(id), each -> {
                int standing = standing(each);
                return numbers.getOrDefault(standing, standing);
            }));
        }
        return builder.build();
    }

    private void unite() {
        BaseTypes baseTypes = types.baseTypes();
        BaseMatcher matcher = base == null || baseTypes == null ? null : new BaseMatcher(types, base, baseTypes);
        for (int id : order) {
            if (types.adopted(id) != id) {
                united.put(id, types.adopted(id));
            } else if (matcher != null && !types.get(id).name().isEmpty()) {
                int ofBase = matcher.named(id);
                united.put(id, ofBase == 0 ? id : ofBase);
            }
        }
        // What these refer to without a name comes before them, so one pass is enough.
        Map<BtfType, Integer> unnamed = new HashMap<>();
        for (int id : order) {
            if (types.get(id).name().isEmpty()) {
                Set<Integer> references = new HashSet<>();
                BtfType type = References.rewrite(types.get(id), each -> {
                    references.add(standing(each));
                    return standing(each);
                });
                boolean ofBaseOnly = references.stream().noneMatch(types::isOwn);
                int ofBase = matcher != null && ofBaseOnly ? matcher.unnamed(type) : 0;
                united.put(id, ofBase != 0 ? ofBase : unnamed.computeIfAbsent(type, first -> id));
            }
        }
    }

    private int standing(int id) {
        return united.getOrDefault(id, id);
    }

    /** The types that were declared, and all that they need; those of the base are left out. */
    private Set<Integer> needed() {
        Set<Integer> needed = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        order.stream().filter(types::isNeeded).forEach(open::add);
        while (!open.isEmpty()) {
            int id = standing(open.remove());
            if (types.isOwn(id) && needed.add(id)) {
                References.rewrite(types.get(id), each -> {
                    open.add(each);
                    return each;
                });
            }
        }
        return needed;
    }
}
