// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.List;

/**
 * One way by which a module depends on a type of its small base.
 *
 * <p>Its text is {@code struct foo_priv.chip → gpio_chip (embedded)} or {@code func foo(dev) → ptr → device}.
 *
 * @param root where the module's own code or data begins it: a member, a parameter, a variable
 * @param steps what lies between, outermost first
 * @param type the name of the type that is depended on
 * @param byValue whether neither a pointer nor a prototype is among the steps
 * @param manner how the type is held where the way ends
 * @param place where that is, in words: {@code struct foo_priv.chip}, {@code parameter dev of function foo}
 */
public record DependencyPath(
        String root, List<String> steps, String type, boolean byValue, Manner manner, String place) {

    /** How the last member, parameter or variable of a way holds the type. */
    public enum Manner {
        /** It is part of a struct or union of the module. */
        EMBEDDED("embedded by value in"),
        /** A variable or the like has it. */
        IN_VALUE("by value in"),
        /** A parameter or result is it. */
        AS_VALUE("by value as"),
        /** A member or variable points to it. */
        IN_POINTER("behind a pointer in"),
        /** A parameter or result points to it. */
        AS_POINTER("behind a pointer as");

        private final String words;

        Manner(String words) {
            this.words = words;
        }
    }

    /** Keeps its own copy of the steps. */
    public DependencyPath {
        steps = List.copyOf(steps);
    }

    /** Whether the root has a name; else it is a type that nothing in the module uses. */
    boolean beginsWithName() {
        return root.contains(" ") && !root.contains(" " + PlaceInWords.UNNAMED);
    }

    /** The way in words: {@code embedded by value in struct foo_priv.chip}. */
    public String inWords() {
        return manner.words + " " + place;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(root);
        steps.forEach(step -> text.append(" → ").append(step));
        text.append(" → ").append(type);
        if (byValue) {
            // A dot alone does not tell a member: compilers put dots into names of functions and variables.
            boolean member = root.startsWith("struct ") || root.startsWith("union ");
            text.append(member ? " (embedded)" : " (by value)");
        }
        return text.toString();
    }
}
