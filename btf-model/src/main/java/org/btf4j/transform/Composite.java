// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.btf4j.model.BtfType;
import org.btf4j.model.BtfType.Member;
import org.btf4j.model.Kind;

/**
 * A struct or a union, of which changed ones are made as somebody who edits the source would change it.
 *
 * <p>Members are moved by whole eight bytes only, so what was aligned stays so.
 */
record Composite(boolean union, String name, long size, boolean bitfields, List<Member> members) {

    /** Keeps offsets of 24 bits far away, which is what bit-fields have. */
    private static final long LARGEST = 1 << 20;

    private static final int MOST_MEMBERS = 0xffff;
    private static final int WORD_BYTES = 8;
    private static final int WORD_BITS = 64;

    /** Whether that is a struct or union to which members can be added without coming near the limits of the format. */
    static boolean isChangeable(BtfType type) {
        if (!type.kind().isComposite()) {
            return false;
        }
        Composite composite = of(type);
        return composite.size <= LARGEST
                && composite.members.size() < MOST_MEMBERS
                && composite.members.stream().allMatch(member -> member.bitOffset() <= LARGEST * Byte.SIZE);
    }

    static Composite of(BtfType type) {
        if (type instanceof BtfType.Composite either) {
            return new Composite(
                    either.kind() == Kind.UNION, either.name(), either.size(), either.bitfields(), either.members());
        }
        throw new IllegalArgumentException(type + " is neither a struct nor a union");
    }

    BtfType toType() {
        return union
                ? new BtfType.Union(name, size, bitfields, members)
                : new BtfType.Struct(name, size, bitfields, members);
    }

    /** With one more member of eight bytes at the end. */
    Composite appended(String member, int typeId) {
        long words = union ? 0 : (size + WORD_BYTES - 1) / WORD_BYTES;
        List<Member> changed = new ArrayList<>(members);
        changed.add(new Member(member, typeId, words * WORD_BITS, 0));
        return with(Math.max(size, (words + 1) * WORD_BYTES), changed);
    }

    /** The indexes of members that another one of eight bytes can come before. */
    List<Integer> insertionPoints() {
        return indexes(i -> members.get(i).bitOffset() % WORD_BITS == 0);
    }

    /** With one more member of eight bytes before that one; in a struct those behind it move. */
    Composite inserted(int index, String member, int typeId) {
        List<Member> changed = new ArrayList<>(members.subList(0, index));
        changed.add(new Member(member, typeId, members.get(index).bitOffset(), 0));
        long distance = union ? 0 : WORD_BITS;
        members.subList(index, members.size()).forEach(each -> changed.add(moved(each, distance)));
        return with(union ? Math.max(size, WORD_BYTES) : size + WORD_BYTES, changed);
    }

    /** Without a member; in a struct those behind it close the gap, in so far as they stay aligned. */
    Composite removed(int index) {
        long distance = union ? 0 : room(index) / WORD_BITS * WORD_BITS;
        List<Member> changed = new ArrayList<>(members.subList(0, index));
        members.subList(index + 1, members.size()).forEach(each -> changed.add(moved(each, -distance)));
        return with(size - distance / Byte.SIZE, changed);
    }

    /** The indexes of members in whose place an integer has room. */
    List<Integer> retypeable() {
        return indexes(i -> members.get(i).bitfieldSize() == 0
                && members.get(i).bitOffset() % Byte.SIZE == 0
                && room(i) >= Byte.SIZE);
    }

    /** Bytes of the largest integer that has room in place of a member and is aligned there. */
    int integerSize(int index) {
        long offset = members.get(index).bitOffset() / Byte.SIZE;
        long aligned = offset == 0 ? WORD_BYTES : Long.lowestOneBit(offset);
        return (int) Math.min(WORD_BYTES, Math.min(aligned, Long.highestOneBit(room(index) / Byte.SIZE)));
    }

    /** With another type for a member. */
    Composite retyped(int index, int typeId) {
        List<Member> changed = new ArrayList<>(members);
        Member member = members.get(index);
        changed.set(index, new Member(member.name(), typeId, member.bitOffset(), 0));
        return with(size, changed);
    }

    /** Eight bytes larger, with the same members. */
    Composite grown() {
        return with(size + WORD_BYTES, members);
    }

    /** As a union of the same size. */
    Composite asUnion() {
        List<Member> changed =
                members.stream().map(each -> moved(each, -each.bitOffset())).toList();
        return new Composite(true, name, size, bitfields, changed);
    }

    /** A name that no member has. */
    String newMemberName() {
        String name = "added";
        while (hasMember(name)) {
            name += "_";
        }
        return name;
    }

    private boolean hasMember(String memberName) {
        return members.stream().anyMatch(member -> member.name().equals(memberName));
    }

    /** Bits from the start of a member to that of the next one, or to the end; none if they overlap. */
    private long room(int index) {
        long start = members.get(index).bitOffset();
        long end = size * Byte.SIZE;
        if (!union) {
            for (Member behind : members.subList(index + 1, members.size())) {
                end = Math.min(end, behind.bitOffset());
            }
        }
        return Math.max(0, end - start);
    }

    private List<Integer> indexes(IntPredicate condition) {
        return IntStream.range(0, members.size()).filter(condition).boxed().toList();
    }

    private Composite with(long newSize, List<Member> newMembers) {
        return new Composite(union, name, newSize, bitfields, newMembers);
    }

    private static Member moved(Member member, long bits) {
        return new Member(member.name(), member.typeId(), member.bitOffset() + bits, member.bitfieldSize());
    }
}
