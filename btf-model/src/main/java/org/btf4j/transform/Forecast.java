// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;
import org.btf4j.model.WordCursor;
import org.btf4j.transform.TypeOutcome.Verdict;

/**
 * What relocating a module will say of each type of its small base, worked out apart from {@link Relocator}.
 *
 * <p>The rules are those of Linux 6.12 and libbpf 1.7 for {@code .BTF.base}. They stand here a second time, and share no code
 * with what relocates, so that a slip in one of the two shows as a difference.
 *
 * <p>Immutable and safe to share between threads.
 */
final class Forecast {

    /** Which bits of two sizes are compared, but for embedded types. */
    private static final int SIZE_BITS = 0x7fff_ffff;

    /** Of several reasons the one that is told is that of the candidate which was nearest to a match. */
    private static final List<Verdict> NEARER_AND_NEARER =
            List.of(Verdict.MISSING, Verdict.KIND_DIFFERS, Verdict.SIZE_DIFFERS, Verdict.ENCODING_DIFFERS);

    private final Btf base;
    private final BitSet embedded;

    /**
     * @param split split BTF over its distilled base
     * @throws BtfFormatException if it is not
     */
    Forecast(Btf split) {
        Btf below = split.base();
        if (below == null || below.base() != null) {
            throw BtfFormatException.found(below == null ? "BTF that stands alone" : "a base that is split itself")
                    .expected("split BTF over its distilled base")
                    .advice("Distil the module first.")
                    .toException();
        }
        for (int id = 1; id < below.typeCount(); id++) {
            if (!isCandidate(below.kind(id)) || below.kind(id) == Kind.ENUM64 || !below.isNamed(id)) {
                throw BtfFormatException.found(below.describe(id) + " in the base")
                        .expected("a distilled base, which has only named INT, FLOAT, ENUM, STRUCT, UNION and FWD")
                        .advice("Distil the module first.")
                        .toException();
            }
        }
        this.base = below;
        this.embedded = embeddedIn(split);
    }

    /** Whether types of that kind are compared with those of a small base at all. */
    static boolean isCandidate(Kind kind) {
        return switch (kind) {
            case INT, FLOAT, ENUM, ENUM64, STRUCT, UNION, FWD -> true;
            default -> false;
        };
    }

    /** The names of the small base's types. */
    Set<String> names() {
        return IntStream.range(1, base.typeCount())
                .mapToObj(base::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The verdict on each type of the small base, in the order of their ids. */
    List<Verdict> verdicts(Btf target) {
        return IntStream.range(1, base.typeCount())
                .mapToObj(id -> verdict(id, target))
                .toList();
    }

    /** Whether a type of the target, which has the name of one of the small base, could be its counterpart. */
    boolean fits(int baseId, boolean asEmbedded, Btf target, int id) {
        return compare(baseId, asEmbedded, target, id) == Verdict.MAPPED;
    }

    private Verdict verdict(int baseId, Btf target) {
        boolean found = false;
        Verdict whyNot = Verdict.MISSING;
        for (int id : target.index().ids(base.name(baseId))) {
            if (isCandidate(target.kind(id))) {
                // A type that was found once is no longer known to be embedded.
                Verdict each = compare(baseId, embedded.get(baseId) && !found, target, id);
                if (each == Verdict.MAPPED && found) {
                    return Verdict.AMBIGUOUS;
                }
                found |= each == Verdict.MAPPED;
                whyNot = NEARER_AND_NEARER.indexOf(each) > NEARER_AND_NEARER.indexOf(whyNot) ? each : whyNot;
            }
        }
        return found ? Verdict.MAPPED : whyNot;
    }

    private Verdict compare(int baseId, boolean isEmbedded, Btf target, int id) {
        BtfType wanted = base.type(baseId);
        BtfType offered = target.type(id);
        if (!kindsAgree(wanted, offered)) {
            return Verdict.KIND_DIFFERS;
        }
        int ours = base.sizeOrTypeId(baseId);
        int theirs = target.sizeOrTypeId(id);
        boolean sizesDiffer = sizeCounts(target, id) && (ours & SIZE_BITS) != (theirs & SIZE_BITS);
        if (sizesDiffer || (isEmbedded && ours != theirs)) {
            return Verdict.SIZE_DIFFERS;
        }
        if (wanted instanceof BtfType.Int one && offered instanceof BtfType.Int other) {
            return one.encoding() == other.encoding() ? Verdict.MAPPED : Verdict.ENCODING_DIFFERS;
        }
        return Verdict.MAPPED;
    }

    private static boolean kindsAgree(BtfType wanted, BtfType offered) {
        if (wanted instanceof BtfType.Fwd forward) {
            // The flag of a declaration says union; kernels compare it with that of a definition, which says
            // bit-fields.
            return (offered instanceof BtfType.Struct struct && !struct.bitfields())
                    || (offered instanceof BtfType.Union union && union.bitfields())
                    || (offered instanceof BtfType.Fwd other && other.union() == forward.union());
        }
        if (wanted instanceof BtfType.Enum) {
            return offered instanceof BtfType.Enumeration;
        }
        return wanted.kind().isComposite() || wanted.kind() == offered.kind();
    }

    /** Whether a type of the target is found only by types of its size. */
    private static boolean sizeCounts(Btf target, int id) {
        if (!target.kind(id).isComposite()) {
            return target.kind(id) != Kind.FWD;
        }
        return IntStream.of(target.index().ids(target.name(id)))
                        .filter(other -> target.kind(other).isComposite())
                        .filter(other -> target.nameOffset(other) == target.nameOffset(id))
                        .count()
                > 1;
    }

    /** The structs and unions of the base that members of the split's structs and unions have by value. */
    private static BitSet embeddedIn(Btf split) {
        BitSet found = new BitSet();
        BitSet visited = new BitSet();
        WordCursor members = WordCursor.ids();
        for (int holder = split.firstId(); holder < split.typeCount(); holder++) {
            if (split.kind(holder).isComposite()) {
                for (members.at(split, holder); members.next(); ) {
                    int id = members.value();
                    // Ends at once where a type was visited, be it by another member or, on a circle, by this one.
                    for (; !visited.get(id) && isPassedThrough(split.kind(id)); id = valueOf(split, id)) {
                        visited.set(id);
                    }
                    if (split.kind(id).isComposite() && id < split.firstId()) {
                        found.set(id);
                    }
                }
            }
        }
        return found;
    }

    private static boolean isPassedThrough(Kind kind) {
        return switch (kind) {
            case CONST, VOLATILE, RESTRICT, TYPEDEF, TYPE_TAG, ARRAY -> true;
            default -> false;
        };
    }

    private static int valueOf(Btf split, int id) {
        return split.kind(id) == Kind.ARRAY ? split.tailWord(id) : split.sizeOrTypeId(id);
    }
}
