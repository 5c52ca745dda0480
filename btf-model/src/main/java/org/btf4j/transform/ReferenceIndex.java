// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;

/**
 * Finds references of a target by any one of the ids that they name.
 *
 * <p>Immutable and safe to share between threads.
 */
final class ReferenceIndex {

    private static final int[] NONE = {};

    private final Btf target;
    private final Map<Place, int[]> idsByPlace = new HashMap<>();

    ReferenceIndex(Btf target) {
        this.target = target;
        Map<Place, IntStream.Builder> collected = new HashMap<>();
        for (int id = target.firstId(); id < target.typeCount(); id++) {
            Reference reference = Reference.of(target.type(id));
            if (reference != null) {
                for (int position = 0; position < reference.ids().size(); position++) {
                    Place place = place(reference, position, reference.ids().get(position));
                    collected.computeIfAbsent(place, any -> IntStream.builder()).add(id);
                }
            }
        }
        collected.forEach((place, ids) -> idsByPlace.put(place, ids.build().toArray()));
    }

    /**
     * The ids, ascending, of all references that are the wanted one apart from their ids, which must each be one of those
     * that stand for the wanted id.
     *
     * @param counterparts per id that {@code wanted} names, what may stand for it
     */
    int[] find(Reference wanted, Map<Integer, int[]> counterparts) {
        List<Integer> ids = wanted.ids();
        int[] fewest = null;
        for (int position = 0; position < ids.size(); position++) {
            int at = position;
            int[] found = Arrays.stream(counterparts.getOrDefault(ids.get(at), NONE))
                    .flatMap(id -> Arrays.stream(idsByPlace.getOrDefault(place(wanted, at, id), NONE)))
                    .toArray();
            fewest = fewest == null || found.length < fewest.length ? found : fewest;
        }
        return Arrays.stream(fewest == null ? NONE : fewest)
                .filter(id -> agree(
                        wanted,
                        id,
                        (named, other) -> Arrays.binarySearch(counterparts.getOrDefault(named, NONE), other) >= 0))
                .sorted()
                .toArray();
    }

    private boolean agree(Reference wanted, int id, BiPredicate<Integer, Integer> standsFor) {
        Reference found = Reference.of(target.type(id));
        return found != null
                && IntStream.range(0, wanted.ids().size())
                        .allMatch(i ->
                                standsFor.test(wanted.ids().get(i), found.ids().get(i)));
    }

    private static Place place(Reference reference, int position, int id) {
        return new Place(
                reference.kind(),
                reference.name(),
                reference.extent(),
                reference.ids().size(),
                position,
                id);
    }

    /** One id at one position of references that agree in all but their ids. */
    private record Place(org.btf4j.model.Kind kind, String name, long extent, int ids, int position, int id) {}
}
