// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.List;
import org.btf4j.model.BtfType;
import org.btf4j.transform.TypeOutcome.Candidate;

/**
 * A place where a verdict rests on something that hardly anyone meant, though kernels act by it.
 *
 * @param id the type's id in the small base
 * @param type the type in the small base
 * @param there the types of the target that the finding is about
 * @param message what it is, in one line, with names, ids and sizes
 */
public record Finding(Cause cause, int id, BtfType type, List<Candidate> there, String message) {

    /** Keeps its own copy of the types. */
    public Finding {
        there = List.copyOf(there);
    }

    /** What a verdict can rest on; each names the behaviour of Linux 6.12 and libbpf 1.7. */
    public enum Cause {
        /** A forward declaration is compared with the flag that says whether a struct or union has bit-fields. */
        FORWARD_KIND,
        /** A struct or union finds a type of another kind. */
        OTHER_KIND,
        /** A struct or union that is passed or stored by value outside a struct is not compared in size. */
        UNCHECKED_SIZE,
        /** The same types in another order would have another verdict. */
        ORDER_DEPENDENT,
        /** A forward declaration finds nothing where the target has two types of its name. */
        FORWARD_REPEATED,
        /** A struct or union behind a pointer has another size in the target. */
        SIZE_BEHIND_POINTER,
        /** Several types of the target fit, and the lowest id was taken; only in the layout {@link Layout#BASE_REF}. */
        LOWEST_ID
    }
}
