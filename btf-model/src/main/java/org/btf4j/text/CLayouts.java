// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.btf4j.model.BtfType.Member;
import org.btf4j.model.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what to write between the braces of structs and unions.
 *
 * <p>It places members as gcc and clang do on 64-bit machines with the System V layout of bit-fields (x86-64, arm64, BPF), and
 * where that is not where the BTF has them, fills the gap or packs the type. A packed type has no alignment of its own: the BTF
 * does not tell whether the original had one, and to claim too little is safe. What a layout looks like depends on the alignment
 * of the members' types, so those come first. Not thread-safe.
 */
final class CLayouts {

    private final Btf btf;
    private final CSizes sizes;
    /** Those of types without name, which may be written more than once. */
    private final Map<Integer, CLayout> anonymous = new HashMap<>();

    /** A member, and which bits of its struct or union it takes. */
    private record Placed(Member member, long from, long width, int bits, long alignment) {
        long to() {
            return from + width;
        }

        /** Where a compiler puts this member if everything up to there is taken. */
        long natural(long at, boolean packed) {
            if (bits == 0) {
                return CLayout.roundUp(at, packed ? Byte.SIZE : alignment);
            }
            return packed || at % alignment + bits <= alignment ? at : CLayout.roundUp(at, alignment);
        }
    }

    CLayouts(Btf btf, CSizes sizes) {
        this.btf = btf;
        this.sizes = sizes;
    }

    /**
     * The layout of a struct or union, whose alignment is noted.
     *
     * @throws BtfFormatException if C cannot express it: members overlap, go beyond the end, or start within a byte
     */
    CLayout of(int id) {
        return btf.isNamed(id) ? find(id) : anonymous.computeIfAbsent(id, this::find);
    }

    private CLayout find(int id) {
        BtfType.Composite type = (BtfType.Composite) btf.type(id);
        List<Placed> members = new ArrayList<>();
        for (Member member : type.members()) {
            if (!member.name().isEmpty() || isComposite(member.typeId())) {
                members.add(place(id, type, member));
            }
        }
        CLayout layout;
        if (type.kind() == Kind.UNION) {
            layout = union(type.size(), members, false);
            layout = layout == null ? union(type.size(), members, true) : layout;
        } else {
            // Empty members first: they are where the next one is, and no compiler goes back.
            members.sort(Comparator.comparingLong(Placed::from).thenComparingLong(Placed::to));
            checkOverlaps(id, members);
            layout = struct(type.size(), members, false);
            layout = layout == null ? struct(type.size(), members, true) : layout;
        }
        if (layout == null) {
            throw new IllegalStateException(btf.describe(id) + " does not fit although it is packed");
        }
        sizes.align(id, layout.alignment());
        return layout;
    }

    /** The struct or union that an unnamed member has. */
    int composite(Member member) {
        return sizes.unqualified(member.typeId());
    }

    private boolean isComposite(int id) {
        return btf.kind(sizes.unqualified(id)).isComposite();
    }

    private Placed place(int id, BtfType type, Member member) {
        long from = member.bitOffset();
        int bits = member.bitfieldSize();
        int number = sizes.unqualified(member.typeId());
        // By its kind first: an enum with thousands of values would be decoded for each of its members.
        if (bits == 0
                && btf.kind(number) == Kind.INT
                && btf.type(number) instanceof BtfType.Int part
                && part.bits() != part.size() * Byte.SIZE) {
            // Before structs had the kind flag, a bit-field was a member of an integer with fewer bits.
            from += part.bitOffset();
            bits = part.bits();
        }
        long size = sizes.of(member.typeId());
        long width = bits == 0 ? size * Byte.SIZE : bits;
        if (bits != 0) {
            checkBitfield(id, member, number, bits);
        } else if (from % Byte.SIZE != 0) {
            throw problem(id, called(member) + " at bit " + from + ", within a byte")
                    .expected("only bit-fields within bytes")
                    .toException();
        }
        if (type.kind() == Kind.UNION && from != 0) {
            throw problem(id, called(member) + " at bit " + from)
                    .expected("all members of a union at bit 0")
                    .toException();
        }
        if (from + width > type.size() * Byte.SIZE) {
            throw problem(id, called(member) + " up to bit " + (from + width))
                    .expected("an end within the " + type.size() + " bytes of the type")
                    .toException();
        }
        return new Placed(member, from, width, bits, (long) Byte.SIZE * sizes.alignmentOf(member.typeId()));
    }

    private void checkBitfield(int id, Member member, int number, int bits) {
        boolean truth = btf.kind(number) == Kind.INT
                && btf.type(number) instanceof BtfType.Int part
                && (part.encoding() & BtfType.Int.BOOL) != 0;
        boolean integer = switch (btf.kind(number)) {
            case INT, ENUM, ENUM64 -> true;
            default -> false;
        };
        long most = !integer ? 0 : truth ? 1 : sizes.of(number) * Byte.SIZE;
        if (bits > most) {
            throw problem(id, called(member) + ", a bit-field of " + bits + " bits")
                    .expected("at most the " + most + " bits that " + btf.describe(number) + " has for one")
                    .toException();
        }
    }

    private void checkOverlaps(int id, List<Placed> members) {
        for (int i = 1; i < members.size(); i++) {
            Placed before = members.get(i - 1);
            if (members.get(i).from() < before.to()) {
                throw problem(
                                id,
                                called(members.get(i).member()) + " at bit "
                                        + members.get(i).from())
                        .expected("it behind " + called(before.member()) + ", which ends at bit " + before.to())
                        .toException();
            }
        }
    }

    /** Null if a compiler would put a member, or the end, elsewhere. */
    private static @Nullable CLayout struct(long size, List<Placed> members, boolean packed) {
        int alignment = alignment(members, packed);
        int largestUnit = packed ? Long.SIZE : Byte.SIZE * Math.min(alignment, Long.BYTES);
        List<CLayout.Part> parts = new ArrayList<>();
        long at = 0;
        for (Placed member : members) {
            if (member.natural(at, packed) != member.from()) {
                if (member.natural(member.from(), packed) != member.from()) {
                    return null;
                }
                long unit = Math.min(member.alignment(), Long.SIZE);
                parts.addAll(
                        packed || member.bits() != 0 || unit == Byte.SIZE
                                ? CLayout.exactly(at, member.from(), largestUnit)
                                : CLayout.units(at, member.from(), (int) unit));
            }
            parts.add(new CLayout.Field(member.member(), member.bits()));
            at = member.to();
        }
        long end = size * Byte.SIZE;
        long natural = CLayout.roundUp(at, (long) alignment * Byte.SIZE);
        if (natural > end || end % ((long) alignment * Byte.SIZE) != 0) {
            return null;
        }
        if (natural < end) {
            parts.addAll(
                    packed || largestUnit == Byte.SIZE
                            ? CLayout.exactly(at, end, largestUnit)
                            : CLayout.units(at, end, largestUnit));
        }
        return new CLayout(packed, alignment, parts);
    }

    /** Null if a compiler would make it larger. */
    private static @Nullable CLayout union(long size, List<Placed> members, boolean packed) {
        int alignment = alignment(members, packed);
        List<CLayout.Part> parts = new ArrayList<>();
        long longest = 0;
        for (Placed member : members) {
            parts.add(new CLayout.Field(member.member(), member.bits()));
            longest = Math.max(longest, CLayout.roundUp(member.width(), Byte.SIZE) / Byte.SIZE);
        }
        if (size % alignment != 0) {
            return null;
        }
        if (CLayout.roundUp(longest, alignment) < size) {
            parts.add(new CLayout.Bytes(size));
        }
        return new CLayout(packed, alignment, parts);
    }

    private static int alignment(List<Placed> members, boolean packed) {
        long bits = Byte.SIZE;
        for (Placed member : members) {
            bits = packed ? bits : Math.max(bits, member.alignment());
        }
        return (int) (bits / Byte.SIZE);
    }

    private BtfFormatException.Problem problem(int id, String found) {
        return BtfFormatException.found(found).type(btf.describe(id));
    }

    private static String called(Member member) {
        return member.name().isEmpty() ? "an unnamed member" : "member '" + member.name() + "'";
    }
}
