// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.btf4j.model.BtfType;
import org.btf4j.model.BtfType.Enumerator;
import org.btf4j.model.BtfType.Member;

/**
 * Whether a target type is the counterpart of a type of a base in the layout {@link Layout#BASE_REF}, for all kinds but
 * references.
 *
 * <p>The rules are those on which the proposal of March 2024 and its review settled.
 */
final class BaseRefMatch {

    private BaseRefMatch() {}

    /** Compares a base type with a target type of the same name, or with an anonymous one if it is anonymous. */
    static MatchRule.Result compare(BtfType wanted, BtfType found) {
        if (wanted instanceof BtfType.Int integer) {
            return found instanceof BtfType.Int other ? compareIntegers(integer, other) : MatchRule.Result.OTHER_KIND;
        }
        if (wanted instanceof BtfType.Float floating) {
            return found instanceof BtfType.Float other
                    ? sameSize(floating.size(), other.size())
                    : MatchRule.Result.OTHER_KIND;
        }
        if (wanted instanceof BtfType.Enum enumeration) {
            return compareEnumerations(wanted.name(), enumeration.size(), enumeration.enumerators(), found);
        }
        if (wanted instanceof BtfType.Enum64 enumeration) {
            return compareEnumerations(wanted.name(), enumeration.size(), enumeration.enumerators(), found);
        }
        if (wanted instanceof BtfType.Fwd forward) {
            return matchIf(forward.union() ? found instanceof BtfType.Union : found instanceof BtfType.Struct);
        }
        if (wanted instanceof BtfType.Struct struct && found instanceof BtfType.Struct other) {
            return compareComposites(struct.name(), struct.size(), struct.members(), other.size(), other.members());
        }
        if (wanted instanceof BtfType.Union union && found instanceof BtfType.Union other) {
            return compareComposites(union.name(), union.size(), union.members(), other.size(), other.members());
        }
        return MatchRule.Result.OTHER_KIND;
    }

    private static MatchRule.Result compareIntegers(BtfType.Int wanted, BtfType.Int found) {
        MatchRule.Result size = sameSize(wanted.size(), found.size());
        if (size != MatchRule.Result.MATCH) {
            return size;
        }
        return wanted.encoding() == found.encoding() && wanted.bits() == found.bits()
                ? MatchRule.Result.MATCH
                : MatchRule.Result.OTHER_ENCODING;
    }

    private static MatchRule.Result compareEnumerations(
            String name, long size, List<Enumerator> enumerators, BtfType found) {
        long otherSize;
        List<Enumerator> others;
        if (found instanceof BtfType.Enum other) {
            otherSize = other.size();
            others = other.enumerators();
        } else if (found instanceof BtfType.Enum64 other) {
            otherSize = other.size();
            others = other.enumerators();
        } else {
            return MatchRule.Result.OTHER_KIND;
        }
        if (enumerators.isEmpty() && !name.isEmpty()) {
            // A forward declaration: its size was never known.
            return MatchRule.Result.MATCH;
        }
        return size != otherSize
                ? MatchRule.Result.OTHER_SIZE
                : matchIf(new HashSet<>(others).containsAll(enumerators));
    }

    private static MatchRule.Result compareComposites(
            String name, long size, List<Member> members, long otherSize, List<Member> others) {
        if (!name.isEmpty()) {
            return sameSize(size, otherSize);
        }
        if (otherSize < size) {
            return MatchRule.Result.OTHER_SIZE;
        }
        return matchIf(others.size() >= members.size() && places(others).containsAll(places(members)));
    }

    private static Set<Member> places(List<Member> members) {
        return members.stream().map(BaseRefMatch::place).collect(Collectors.toSet());
    }

    /** Name and offset: where a member is found, not what it is. */
    static Member place(Member member) {
        return new Member(member.name(), 0, member.bitOffset(), 0);
    }

    /** The members of a struct or union, none of any other type. */
    static List<Member> members(BtfType type) {
        if (type instanceof BtfType.Struct struct) {
            return struct.members();
        }
        return type instanceof BtfType.Union union ? union.members() : List.of();
    }

    /** Whether two types that match do so without anything more on either side. */
    static boolean isSameShape(BtfType wanted, BtfType found) {
        return wanted.kind() == found.kind() && wanted.size() == found.size() && elements(wanted) == elements(found);
    }

    private static int elements(BtfType type) {
        if (type instanceof BtfType.Enum enumeration) {
            return enumeration.enumerators().size();
        }
        return type instanceof BtfType.Enum64 enumeration
                ? enumeration.enumerators().size()
                : members(type).size();
    }

    private static MatchRule.Result sameSize(long size, long otherSize) {
        return size == otherSize ? MatchRule.Result.MATCH : MatchRule.Result.OTHER_SIZE;
    }

    private static MatchRule.Result matchIf(boolean holds) {
        return holds ? MatchRule.Result.MATCH : MatchRule.Result.OTHER_KIND;
    }
}
