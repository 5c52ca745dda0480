// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import org.btf4j.model.Btf;
import org.btf4j.transform.DependencyPath.Manner;

/**
 * Says in words where a way of dependence ends, as it is entered step by step from the outside.
 *
 * <p>Members of anonymous structs and unions are told as C spells them, as if they were the outer one's. Not thread-safe.
 */
final class PlaceInWords {

    /** What stands for a member or parameter without a name. */
    static final String UNNAMED = "(anon)";

    /** What stands for the result among the parameters of a prototype. */
    static final String RESULT = "return";

    private final Btf split;
    private String before = "";
    private String name = "";
    private String after = "";
    private boolean member;
    private boolean parameter;
    private boolean pointer;
    /** Whether the next member is one of something that a pointer leads to. */
    private boolean pointedTo;

    PlaceInWords(Btf split) {
        this.split = split;
    }

    /**
     * Enters a type.
     *
     * @param element the member or parameter by which the way goes on, empty if the type has none
     */
    void enter(int id, String element) {
        switch (split.kind(id)) {
            case STRUCT -> enterComposite("struct", id, element);
            case UNION -> enterComposite("union", id, element);
            case FUNC_PROTO -> enterPrototype(element);
            case PTR -> {
                begin("a pointer type", "");
                pointer = true;
            }
            case ARRAY -> {
                begin("an array type", "");
                name += name.isEmpty() ? "" : "[]";
            }
            case FUNC -> begin("function ", split.name(id));
            case VAR -> begin("variable ", split.name(id));
            case TYPEDEF -> begin("typedef ", split.name(id));
            case TYPE_TAG -> begin("type tag ", split.name(id));
            default -> begin("a qualified type", "");
        }
    }

    private boolean isAtStart() {
        return before.isEmpty();
    }

    private void begin(String what, String called) {
        if (isAtStart()) {
            before = what;
            name = called;
        }
    }

    private void enterComposite(String keyword, int id, String element) {
        if (isAtStart()) {
            before = split.isNamed(id) ? keyword + " " : "an anonymous " + keyword;
            name = split.name(id);
        }
        pointedTo |= pointer;
        if (!element.equals(UNNAMED)) {
            name += (pointedTo ? "->" : ".") + element;
            pointedTo = false;
        }
        member = true;
        pointer = false;
    }

    private void enterPrototype(String element) {
        String owner = isAtStart() ? "a function type" : (pointer ? "the function pointer " : "") + this;
        member = false;
        parameter = true;
        pointer = false;
        name = "";
        after = "";
        switch (element) {
            case RESULT -> before = "the result of " + owner;
            case UNNAMED -> before = "an unnamed parameter of " + owner;
            default -> {
                before = "parameter ";
                name = element;
                after = " of " + owner;
            }
        }
    }

    /** How the place that was reached holds what comes next. */
    Manner manner() {
        if (pointer) {
            return parameter && !member ? Manner.AS_POINTER : Manner.IN_POINTER;
        }
        if (member) {
            return Manner.EMBEDDED;
        }
        return parameter ? Manner.AS_VALUE : Manner.IN_VALUE;
    }

    /** The place that was reached. */
    @Override
    public String toString() {
        return before + name + after;
    }
}
