// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import static org.btf4j.diff.Impact.BREAKS_LOADING;
import static org.btf4j.diff.Impact.BREAKS_TRACING;
import static org.btf4j.diff.Impact.COMPATIBLE;
import static org.btf4j.diff.Impact.SOURCE_COMPATIBLE;

/**
 * What each change does, depending on what is compared.
 *
 * <p>A module's small base has structs, unions, enums and numbers of its kernel by name, and by size where embedded; a kernel
 * that has them no more, or otherwise, refuses the module (Linux 6.12). It has no typedefs. Nothing has a module's own types in
 * its small base, but kernels and modules alike may have kfuncs whose prototypes the verifier compares. Of a small base
 * whatever is new or other is one more thing that a kernel may not have.
 *
 * @param subject what is compared
 */
record Rules(Subject subject) {

    private boolean needs() {
        return subject == Subject.NEEDS;
    }

    /** Whether small bases may have such a type of what is compared. */
    private boolean lendsToModules(Sort sort) {
        return subject == Subject.KERNEL
                && switch (sort) {
                    case STRUCT, UNION, ENUM, NUMBER -> true;
                    case TYPEDEF, FUNCTION, VARIABLE -> false;
                };
    }

    /**
     * A type that was not there. Of two that have the name which a module needs, a kernel takes none.
     *
     * @param beside whether the old side had others of its name already
     */
    Impact added(Sort sort, boolean beside) {
        return needs() || (beside && lendsToModules(sort)) ? BREAKS_LOADING : COMPATIBLE;
    }

    /**
     * A type that is not there any more.
     *
     * @param remains whether the new side still has an equal one, or of what was declared a definition
     */
    Impact removed(Candidate type, boolean remains) {
        if (needs() || remains) {
            return COMPATIBLE;
        }
        if (lendsToModules(type.sort()) || type.isKfunc()) {
            return BREAKS_LOADING;
        }
        return type.isDeclaration() ? COMPATIBLE : BREAKS_TRACING;
    }

    Impact declarationDefined() {
        return needs() ? BREAKS_LOADING : COMPATIBLE;
    }

    Impact definitionLost(Sort sort) {
        if (needs()) {
            return COMPATIBLE;
        }
        return lendsToModules(sort) ? BREAKS_LOADING : BREAKS_TRACING;
    }

    /** A size, or the encoding of a number: CO-RE takes any for any. */
    Impact sizeOrEncoding(Sort sort) {
        return needs() || lendsToModules(sort) ? BREAKS_LOADING : SOURCE_COMPATIBLE;
    }

    Impact kind(Sort sort) {
        return needs() || lendsToModules(sort) ? BREAKS_LOADING : BREAKS_TRACING;
    }

    /** A member, an enumerator. */
    Impact partAdded() {
        return needs() ? BREAKS_LOADING : COMPATIBLE;
    }

    Impact partRemoved() {
        return needs() ? COMPATIBLE : BREAKS_TRACING;
    }

    /** A member elsewhere or of other size, an enumerator of other value, the type of anything. */
    Impact partChanged(boolean compatible) {
        if (needs()) {
            return BREAKS_LOADING;
        }
        return compatible ? SOURCE_COMPATIBLE : BREAKS_TRACING;
    }

    /** Programs attach to static and to global functions alike, but only to what is there. */
    Impact linkage(boolean externNow) {
        return externNow ? BREAKS_TRACING : COMPATIBLE;
    }

    /** What a typedef stands for: programs attach to a tracepoint by the prototype that a typedef gives a name to. */
    Impact target(boolean prototype, boolean compatible) {
        return partChanged(compatible && !prototype);
    }

    Impact prototype(boolean kfunc) {
        return kfunc ? BREAKS_LOADING : BREAKS_TRACING;
    }

    /**
     * Names only.
     *
     * @param meaning whether they tell the verifier another thing about a kfunc, as {@code __sz} at their ends does; see
     *     {@code Documentation/bpf/kfuncs.rst} of Linux 6.12. Any other end counts too, as later kernels know more.
     */
    Impact parameterNames(boolean meaning) {
        return meaning ? BREAKS_LOADING : COMPATIBLE;
    }

    Impact kfunc(boolean now) {
        return now ? COMPATIBLE : BREAKS_LOADING;
    }
}
