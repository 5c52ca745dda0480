// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.List;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.Kind;

/** What the small base of a distilled module asks of a kernel. Stateless and thread-safe. */
public final class SmallBase {

    private SmallBase() {}

    /**
     * A type that a kernel must have.
     *
     * @param id its id in the small base
     * @param embedded whether the split's structs and unions have it by value
     * @param comparedSize its bytes, if a kernel's type of that name must have as many; 0 if it need not
     */
    public record Need(int id, boolean embedded, long comparedSize) {}

    /**
     * The types that are found by their names, in the order of their ids; what has no name, or is only a way to another type, is
     * left out.
     *
     * <p>Numbers must have the size that they have in the small base, and so must structs and unions that are embedded, and named
     * enumerations in the layout {@link Layout#DISTILLED}; see {@code btf_relocate_map_distilled_base} of Linux 6.12. That a kernel
     * with several structs of one name has to have the size of each of them is not told here: it depends on the kernel.
     *
     * @param split over its small base
     * @param layout that of the small base
     * @throws BtfFormatException if qualifiers, typedefs or arrays run in a circle
     */
    public static List<Need> needs(Btf split, Layout layout) {
        Btf base = split.base();
        if (base == null) {
            throw new IllegalArgumentException("BTF that stands alone has no small base");
        }
        IdTable embedded = EmbeddedTypes.of(split);
        List<Need> needs = new ArrayList<>();
        for (int id = 1; id < base.typeCount(); id++) {
            Kind kind = base.kind(id);
            if (base.isNamed(id) && TypeOutcome.couldBeCandidate(kind)) {
                boolean byValue = embedded.contains(id);
                boolean compared = switch (kind) {
                    case STRUCT, UNION -> byValue;
                    case ENUM, ENUM64 -> layout == Layout.DISTILLED;
                    case FWD -> false;
                    default -> true;
                };
                needs.add(new Need(id, byValue, compared ? base.type(id).size() : 0));
            }
        }
        return List.copyOf(needs);
    }
}
