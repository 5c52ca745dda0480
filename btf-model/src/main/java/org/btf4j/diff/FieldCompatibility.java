// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;

/**
 * Whether a BPF program that finds members by CO-RE takes a member of one type for one of another type, as libbpf 1.7 and Linux
 * 6.12 decide in {@code bpf_core_fields_are_compat}.
 *
 * <p>Behind typedefs and qualifiers: integers of all sizes and encodings are compatible with each other, so are floating-point
 * numbers, pointers, and structs with unions; enums and declarations if they have the same name or one has none; arrays if their
 * elements are. Nothing else is.
 */
final class FieldCompatibility {

    private FieldCompatibility() {}

    static boolean between(Btf before, int typeBefore, Btf after, int typeAfter) {
        int oldId = typeBefore;
        int newId = typeAfter;
        for (int hops = 0; hops < Chains.DEEPEST; hops++) {
            BtfType oldType = before.type(Chains.behindNames(before, oldId));
            BtfType newType = after.type(Chains.behindNames(after, newId));
            if (oldType instanceof BtfType.Array oldArray && newType instanceof BtfType.Array newArray) {
                oldId = oldArray.elementTypeId();
                newId = newArray.elementTypeId();
                continue;
            }
            return simple(oldType, newType);
        }
        throw Chains.endless(before, typeBefore);
    }

    private static boolean simple(BtfType before, BtfType after) {
        if (before.kind().isComposite() && after.kind().isComposite()) {
            return true;
        }
        if ((before.kind().isEnumeration() && after.kind().isEnumeration())
                || (before instanceof BtfType.Fwd && after instanceof BtfType.Fwd)) {
            return before.name().isEmpty()
                    || after.name().isEmpty()
                    || before.name().equals(after.name());
        }
        if (before instanceof BtfType.Int oldNumber && after instanceof BtfType.Int newNumber) {
            return oldNumber.bitOffset() == 0 && newNumber.bitOffset() == 0;
        }
        return (before instanceof BtfType.Ptr && after instanceof BtfType.Ptr)
                || (before instanceof BtfType.Float && after instanceof BtfType.Float);
    }
}
