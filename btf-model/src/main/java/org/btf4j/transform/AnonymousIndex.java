// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;

/**
 * Finds anonymous structs, unions and enumerations by the name of any of their members or enumerators.
 *
 * <p>Immutable and safe to share between threads.
 */
final class AnonymousIndex {

    private static final int[] NONE = {};

    /** All anonymous types, under the empty name, and under each name in them those that have it; ascending. */
    private final Map<String, int[]> idsByName = new HashMap<>();

    AnonymousIndex(Btf target) {
        Map<String, IntStream.Builder> collected = new HashMap<>();
        for (int id = target.firstId(); id < target.typeCount(); id++) {
            switch (target.kind(id)) {
                case STRUCT, UNION, ENUM, ENUM64 -> {
                    if (!target.isNamed(id)) {
                        int found = id;
                        Stream.concat(Stream.of(""), names(target.type(id)).stream())
                                .distinct()
                                .forEach(name -> collected
                                        .computeIfAbsent(name, any -> IntStream.builder())
                                        .add(found));
                    }
                }
                default -> {}
            }
        }
        collected.forEach((name, ids) -> idsByName.put(name, ids.build().toArray()));
    }

    /** The ids, ascending, of all that could have the members or enumerators of that type, and perhaps more. */
    int[] candidates(BtfType type) {
        String name =
                names(type).stream().filter(each -> !each.isEmpty()).findFirst().orElse("");
        return idsByName.getOrDefault(name, NONE);
    }

    private static List<String> names(BtfType type) {
        if (type instanceof BtfType.Composite composite) {
            return composite.members().stream().map(BtfType.Member::name).toList();
        }
        if (type instanceof BtfType.Enumeration enumeration) {
            return enumeration.enumerators().stream()
                    .map(BtfType.Enumerator::name)
                    .toList();
        }
        return List.of();
    }
}
