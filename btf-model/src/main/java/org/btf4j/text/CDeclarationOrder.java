// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;

/**
 * The order in which types are declared: each behind what it depends on, else by id.
 *
 * <p>On the way it makes sure that C has such types. Not thread-safe.
 */
final class CDeclarationOrder {

    private static final byte OPEN = 1;
    private static final byte DONE = 2;

    private final Btf btf;
    private final CDependences dependences;
    private final CSizes sizes;
    private final CLayouts layouts;
    /** Per need where it stands; see {@link CDependences}. */
    private final byte[] states;

    private final Deque<Step> path = new ArrayDeque<>();
    private int[] declared = new int[16];
    private int count;

    private static final class Step {
        private final int need;
        private final int[] before;
        private int next;

        private Step(int need, int[] before) {
            this.need = need;
            this.before = before;
        }
    }

    CDeclarationOrder(Btf btf, CDependences dependences, CSizes sizes, CLayouts layouts) {
        this.btf = btf;
        this.dependences = dependences;
        this.sizes = sizes;
        this.layouts = layouts;
        this.states = new byte[2 * btf.typeCount()];
    }

    /**
     * Adds a type and whatever has to be declared before it.
     *
     * @throws BtfFormatException if there is no order, or C cannot express a type
     */
    void add(int id) {
        open(CDependences.whole(id));
        while (!path.isEmpty()) {
            Step step = path.element();
            if (step.next < step.before.length) {
                int before = step.before[step.next++];
                checkIsType(CDependences.id(step.need), CDependences.id(before));
                open(before);
            } else {
                path.pop();
                states[step.need] = DONE;
                close(step.need);
            }
        }
    }

    private void open(int need) {
        if (states[need] == OPEN) {
            throw circle(need);
        }
        if (states[need] != DONE) {
            states[need] = OPEN;
            path.push(new Step(need, dependences.of(need)));
        }
    }

    private void close(int need) {
        int id = CDependences.id(need);
        boolean whole = CDependences.isWhole(need);
        check(id, whole);
        boolean declares = switch (btf.kind(id)) {
            case TYPEDEF -> !whole;
            case STRUCT, UNION -> whole && btf.isNamed(id);
            case ENUM, ENUM64, FWD -> whole;
            default -> false;
        };
        if (declares) {
            declared = count == declared.length ? Arrays.copyOf(declared, 2 * count) : declared;
            declared[count++] = id;
        }
    }

    private void checkIsType(int id, int named) {
        if (isNoType(btf.kind(named)) && !isNoType(btf.kind(id))) {
            throw cannot(id, btf.describe(named), "a type");
        }
    }

    /** Whether what BTF counts among types is something that has a type, rather than a type. */
    private static boolean isNoType(Kind kind) {
        return switch (kind) {
            case FUNC, VAR, DATASEC, DECL_TAG -> true;
            default -> false;
        };
    }

    private void check(int id, boolean whole) {
        switch (btf.kind(id)) {
            case STRUCT, UNION -> {
                if (whole) {
                    layouts.of(id);
                }
            }
            case TYPEDEF, FWD -> {
                if (!btf.isNamed(id)) {
                    throw cannot(id, "no name", "one, as such a type is nothing else");
                }
            }
            case ARRAY -> sizes.of(id);
            case RESTRICT -> {
                if (btf.kind(sizes.unqualified(id)) != Kind.PTR) {
                    throw cannot(id, "restrict on " + btf.describe(sizes.unqualified(id)), "it on a pointer");
                }
            }
            case FUNC_PROTO -> checkPrototype(id, (BtfType.FuncProto) btf.type(id));
            default -> {}
        }
    }

    private void checkPrototype(int id, BtfType.FuncProto prototype) {
        Kind result = btf.kind(sizes.unqualified(prototype.returnTypeId()));
        if (result == Kind.ARRAY || result == Kind.FUNC_PROTO) {
            throw cannot(id, "a function that returns " + btf.describe(prototype.returnTypeId()), "a pointer to it");
        }
        for (int i = 0; i < prototype.parameters().size(); i++) {
            BtfType.Parameter parameter = prototype.parameters().get(i);
            boolean dots = i == prototype.parameters().size() - 1
                    && parameter.typeId() == 0
                    && parameter.name().isEmpty();
            if (!dots && btf.kind(sizes.unqualified(parameter.typeId())) == Kind.VOID) {
                throw cannot(id, "parameter " + i + " of no type", "only the last one, unnamed, to be void");
            }
        }
    }

    private BtfFormatException cannot(int id, String found, String expected) {
        return BtfFormatException.found(found)
                .expected(expected)
                .type(btf.describe(id))
                .toException();
    }

    /** Names the first type of the circle that has a name, as it is the one that a reader can find. */
    private BtfFormatException circle(int need) {
        int named = CDependences.id(need);
        for (Step step : path) {
            int id = CDependences.id(step.need);
            named = btf.isNamed(named) ? named : id;
            if (step.need == need) {
                break;
            }
        }
        return cannot(named, "a type that has to be declared before itself", "it to name itself behind a pointer only");
    }

    /** The ids of all types that were come by, ascending. */
    int[] needed() {
        return IntStream.range(0, btf.typeCount())
                .filter(id -> states[CDependences.whole(id)] == DONE || states[CDependences.mentioned(id)] == DONE)
                .toArray();
    }

    /** The ids of what is to be declared, in order; anonymous enums are among them. */
    int[] declared() {
        return Arrays.copyOf(declared, count);
    }
}
