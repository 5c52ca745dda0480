// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;

/**
 * Finds the types of a text in its base.
 *
 * <p>Two types with names are equal if everything that can be reached from them is, by the same ways; since types refer to
 * each other in circles, two types that are being compared already are taken for equal until a difference turns up. A type
 * without a name is looked up as a record, once it is known which types of the base it refers to.
 */
final class BaseMatcher {

    /** Per base, since a base serves many texts: the types without names, each with its lowest id. */
    private static final Map<Btf, Map<BtfType, Integer>> UNNAMED = Collections.synchronizedMap(new WeakHashMap<>());

    private final TypeTable types;
    private final Btf base;
    private final BaseTypes baseTypes;
    /** What has been found, by provisional id. */
    private final Map<Integer, Integer> found = new HashMap<>();

    BaseMatcher(TypeTable types, Btf base, BaseTypes baseTypes) {
        this.types = types;
        this.base = base;
        this.baseTypes = baseTypes;
    }

    private record Pair(int own, int ofBase) {}

    /** The type of the base that equals one with a name; 0 if there is none. */
    int named(int id) {
        BtfType type = types.get(id);
        if (types.state(id) == TypeTable.State.NAMED) {
            return standIn(type);
        }
        if (!found.containsKey(id)) {
            for (int candidate : base.find(type.name(), type.kind())) {
                if (compare(id, candidate)) {
                    break;
                }
            }
        }
        return found.getOrDefault(id, 0);
    }

    /** The type of the base that equals one without a name, which refers to types of the base only; 0 if there is none. */
    int unnamed(BtfType type) {
        return UNNAMED.computeIfAbsent(base, BaseMatcher::index).getOrDefault(type, 0);
    }

    private static Map<BtfType, Integer> index(Btf base) {
        Map<BtfType, Integer> index = new HashMap<>();
        for (int id = 1; id < base.typeCount(); id++) {
            Kind kind = base.kind(id);
            if (kind != Kind.UNKNOWN && kind != Kind.DATASEC && !base.isNamed(id)) {
                index.putIfAbsent(base.type(id), id);
            }
        }
        return index;
    }

    private int standIn(BtfType type) {
        int complete = baseTypes.complete(type);
        if (complete != 0) {
            return complete;
        }
        for (int candidate : base.find(type.name(), type.kind())) {
            if (base.type(candidate).equals(type)) {
                return candidate;
            }
        }
        return 0;
    }

    /** Compares two types with all that can be reached from them; if they are equal, remembers all pairs of types with names. */
    private boolean compare(int id, int candidate) {
        Set<Pair> equal = new HashSet<>();
        Deque<Pair> open = new ArrayDeque<>();
        equal.add(new Pair(id, candidate));
        open.add(new Pair(id, candidate));
        while (!open.isEmpty()) {
            Pair pair = open.remove();
            int adopted = types.adopted(pair.own);
            if (!types.isOwn(adopted)) {
                if (adopted != pair.ofBase) {
                    return false;
                }
            } else if (types.state(pair.own) == TypeTable.State.NAMED) {
                if (!isMeantBy(types.get(pair.own), base.type(pair.ofBase))) {
                    return false;
                }
            } else if (found.getOrDefault(pair.own, 0) != pair.ofBase) {
                List<Integer> own = new ArrayList<>();
                List<Integer> ofBase = new ArrayList<>();
                if (!withoutIds(types.get(pair.own), own).equals(withoutIds(base.type(pair.ofBase), ofBase))) {
                    return false;
                }
                for (int i = 0; i < own.size(); i++) {
                    Pair part = new Pair(own.get(i), ofBase.get(i));
                    if (equal.add(part)) {
                        open.add(part);
                    }
                }
            }
        }
        for (Pair pair : equal) {
            if (types.isOwn(pair.own)
                    && types.state(pair.own) == TypeTable.State.COMPLETE
                    && base.isNamed(pair.ofBase)) {
                found.putIfAbsent(pair.own, pair.ofBase);
            }
        }
        return true;
    }

    private static BtfType withoutIds(BtfType type, List<Integer> ids) {
        return References.rewrite(type, id -> {
            ids.add(id);
            return 0;
        });
    }

    private static boolean isMeantBy(BtfType standIn, BtfType type) {
        if (!type.name().equals(standIn.name())) {
            return false;
        }
        if (standIn instanceof BtfType.Fwd forward) {
            return type.equals(standIn) || type.kind() == (forward.union() ? Kind.UNION : Kind.STRUCT);
        }
        return type.kind() == Kind.ENUM || type.kind() == Kind.ENUM64;
    }
}
