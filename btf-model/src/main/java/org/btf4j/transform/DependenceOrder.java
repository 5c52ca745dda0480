// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.WordCursor;

/** Visits the types of a base, each reference after what it refers to; a stack of its own stands in for recursion. */
final class DependenceOrder {

    private final Btf base;
    private final boolean[] entered;
    private final boolean[] left;
    private final WordCursor ids = WordCursor.ids();
    private int[] stack = new int[64];
    private int depth;

    DependenceOrder(Btf base) {
        this.base = base;
        this.entered = new boolean[base.typeCount()];
        this.left = new boolean[base.typeCount()];
    }

    /**
     * Visits each type once.
     *
     * @throws BtfFormatException if references run in a circle
     */
    void forEach(IntConsumer visitor) {
        for (int id = 1; id < base.typeCount(); id++) {
            push(id);
            while (depth > 0) {
                int top = stack[depth - 1];
                if (left[top]) {
                    depth--;
                } else if (entered[top] || Reference.of(base.type(top)) == null) {
                    left[top] = true;
                    depth--;
                    visitor.accept(top);
                } else {
                    entered[top] = true;
                    pushWhatIsNamedBy(top);
                }
            }
        }
    }

    private void pushWhatIsNamedBy(int id) {
        for (ids.at(base, id); ids.next(); ) {
            int named = ids.value();
            if (named != 0 && !left[named]) {
                if (entered[named]) {
                    throw BtfFormatException.found("a type that leads back to itself")
                            .expected("an end to the chain of references")
                            .type(base.describe(named))
                            .toException();
                }
                push(named);
            }
        }
    }

    private void push(int id) {
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, depth * 2);
        }
        stack[depth++] = id;
    }
}
