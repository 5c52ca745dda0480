// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;

/**
 * Lists members with those of anonymous structs and unions in their places, as C programs reach them.
 *
 * <p>The members of an anonymous struct without a name of its own bear their plain names. Those of a member {@code addr} that
 * has a name, but whose type has none, are {@code addr.bits}; those of an array {@code items} of such, {@code items[].x}, at the
 * place of the first element. In both cases {@code addr} and {@code items} themselves come before them.
 *
 * <p>Not thread-safe.
 */
final class Flattener {

    private static final int DEEPEST = 64;
    /** A struct of a kernel has some hundreds, all that differ between far kernels some ten thousands; small files can ask for billions. */
    private static final int MOST_OF_ONE_TYPE = 100_000;

    private static final int MOST_OF_ALL = 10 * MOST_OF_ONE_TYPE;

    /** A member's name is written before that of each of its own members. */
    private static final int LONGEST_NAMES = 1 << 24;

    private final Btf btf;
    private final Sizes sizes;
    private int listed;

    Flattener(Btf btf, Sizes sizes) {
        this.btf = btf;
        this.sizes = sizes;
    }

    private record Level(Iterator<BtfType.Member> members, String prefix, long bitOffset) {}

    private record Element(int typeId, boolean repeated) {}

    /**
     * The members in their order.
     *
     * @throws BtfFormatException if anonymous types lie in each other too deep, or too often
     */
    List<FlatMember> flatten(int id) {
        List<FlatMember> all = new ArrayList<>();
        long characters = 0;
        Deque<Level> levels = new ArrayDeque<>();
        levels.push(new Level(members(id), "", 0));
        while (!levels.isEmpty()) {
            Level level = levels.element();
            if (!level.members().hasNext()) {
                levels.pop();
                continue;
            }
            BtfType.Member member = level.members().next();
            Element element = element(member.typeId());
            boolean unnamed = member.name().isEmpty();
            boolean opened = btf.kind(element.typeId()).isComposite() && !btf.isNamed(element.typeId());
            long offset = level.bitOffset() + sizes.offsetOf(member);
            characters += level.prefix().length() + member.name().length();
            if (!opened || !unnamed) {
                all.add(new FlatMember(
                        level.prefix() + (unnamed ? "(anon)" : member.name()),
                        levels.size() - 1,
                        offset,
                        sizes.ofMember(member),
                        member.typeId(),
                        opened,
                        element.repeated()));
            }
            if (opened) {
                String path = unnamed ? "" : member.name() + (element.repeated() ? "[]." : ".");
                levels.push(new Level(members(element.typeId()), level.prefix() + path, offset));
            }
            listed++;
            if (characters > LONGEST_NAMES) {
                throw BtfFormatException.found("members whose names have more than " + LONGEST_NAMES + " characters")
                        .expected("a type that a compiler made")
                        .type(btf.describe(id))
                        .toException();
            }
            if (levels.size() > DEEPEST || all.size() > MOST_OF_ONE_TYPE || listed > MOST_OF_ALL) {
                throw BtfFormatException.found(
                                "anonymous types that lie in each other deeper than " + DEEPEST + ", or have more than "
                                        + MOST_OF_ONE_TYPE + " members, or all together " + MOST_OF_ALL)
                        .expected("a type that a compiler made")
                        .type(btf.describe(id))
                        .toException();
            }
        }
        return all;
    }

    private Iterator<BtfType.Member> members(int id) {
        return ((BtfType.Composite) btf.type(id)).members().iterator();
    }

    /** What a member consists of, behind arrays and qualifiers, but not behind names. */
    private Element element(int typeId) {
        int id = Chains.behindQualifiers(btf, typeId);
        boolean repeated = false;
        for (int hops = 0; hops < Chains.DEEPEST; hops++) {
            if (btf.kind(id) != Kind.ARRAY) {
                return new Element(id, repeated);
            }
            id = Chains.behindQualifiers(btf, btf.tailWord(id));
            repeated = true;
        }
        throw Chains.endless(btf, typeId);
    }
}
