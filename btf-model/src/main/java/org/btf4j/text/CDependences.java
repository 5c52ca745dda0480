// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.btf4j.model.Btf;
import org.btf4j.model.Kind;
import org.btf4j.model.WordCursor;

/**
 * What a compiler must have read before it reads a type.
 *
 * <p>A type is needed in one of two ways. It is needed whole where something has it by value. It is only mentioned behind a
 * pointer and in a prototype; then the name of a struct or union will do. A typedef has to be there in both cases, and so have an
 * enum, since C cannot declare one by name only, and the elements of an array. What has no name is written out where it is
 * mentioned, so it needs then what it needs whole. A need is a number: twice the id, plus 1 if the whole is needed. Immutable.
 */
final class CDependences {

    private static final int[] NOTHING = {};

    private final Btf btf;

    CDependences(Btf btf) {
        this.btf = btf;
    }

    static int whole(int id) {
        return 2 * id + 1;
    }

    static int mentioned(int id) {
        return 2 * id;
    }

    static int id(int need) {
        return need / 2;
    }

    static boolean isWhole(int need) {
        return need % 2 != 0;
    }

    /** The needs that come before that one. */
    int[] of(int need) {
        int id = id(need);
        Kind kind = btf.kind(id);
        return switch (kind) {
            case CONST, VOLATILE, RESTRICT, TYPE_TAG ->
                new int[] {isWhole(need) ? whole(btf.sizeOrTypeId(id)) : mentioned(btf.sizeOrTypeId(id))};
            case TYPEDEF ->
                isWhole(need)
                        ? new int[] {mentioned(id), whole(btf.sizeOrTypeId(id))}
                        : new int[] {mentioned(btf.sizeOrTypeId(id))};
            case ARRAY -> new int[] {whole(btf.tailWord(id))};
            case STRUCT, UNION -> isWhole(need) ? all(id, true) : btf.isNamed(id) ? NOTHING : new int[] {whole(id)};
            case ENUM, ENUM64 -> isWhole(need) ? NOTHING : new int[] {whole(id)};
            case VAR, DATASEC, DECL_TAG -> all(id, true);
            default -> all(id, false);
        };
    }

    private int[] all(int id, boolean whole) {
        // Not by the number of elements: that one is checked, but what words an element has is the cursor's business.
        int[] needs = new int[4];
        int count = 0;
        WordCursor named = WordCursor.ids();
        for (named.at(btf, id); named.next(); count++) {
            needs = count == needs.length ? Arrays.copyOf(needs, 2 * count) : needs;
            needs[count] = whole ? whole(named.value()) : mentioned(named.value());
        }
        return Arrays.copyOf(needs, count);
    }

    /** Per id whether a declaration of one of those structs, unions and typedefs has the type written out inside. */
    boolean[] writtenInside(int[] declared) {
        boolean[] known = new boolean[btf.typeCount()];
        Deque<Integer> open = new ArrayDeque<>();
        WordCursor named = WordCursor.ids();
        for (int outer : declared) {
            Kind outerKind = btf.kind(outer);
            if (outerKind.isComposite() || outerKind == Kind.TYPEDEF) {
                open.push(outer);
            }
            while (!open.isEmpty()) {
                for (named.at(btf, open.pop()); named.next(); ) {
                    int id = named.value();
                    boolean inside =
                            btf.kind(id) != Kind.TYPEDEF && !(btf.kind(id).isComposite() && btf.isNamed(id));
                    if (inside && !known[id]) {
                        known[id] = true;
                        open.push(id);
                    }
                }
            }
        }
        return known;
    }
}
