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
 */
public record DependencyPath(String root, List<String> steps, String type, boolean byValue) {

    /** Keeps its own copy of the steps. */
    public DependencyPath {
        steps = List.copyOf(steps);
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
