// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.btf4j.model.BtfType;
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
        if (wanted instanceof BtfType.Enumeration enumeration) {
            return found instanceof BtfType.Enumeration other
                    ? compareEnumerations(enumeration, other)
                    : MatchRule.Result.OTHER_KIND;
        }
        if (wanted instanceof BtfType.Fwd forward) {
            return matchIf(forward.union() ? found instanceof BtfType.Union : found instanceof BtfType.Struct);
        }
        if (wanted instanceof BtfType.Composite composite
                && found instanceof BtfType.Composite other
                && wanted.kind() == found.kind()) {
            return compareComposites(composite, other);
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

    private static MatchRule.Result compareEnumerations(BtfType.Enumeration wanted, BtfType.Enumeration found) {
        if (wanted.enumerators().isEmpty() && !wanted.name().isEmpty()) {
            // A forward declaration: its size was never known.
            return MatchRule.Result.MATCH;
        }
        return wanted.size() != found.size()
                ? MatchRule.Result.OTHER_SIZE
                : matchIf(new HashSet<>(found.enumerators()).containsAll(wanted.enumerators()));
    }

    private static MatchRule.Result compareComposites(BtfType.Composite wanted, BtfType.Composite found) {
        if (!wanted.name().isEmpty()) {
            return sameSize(wanted.size(), found.size());
        }
        if (found.size() < wanted.size()) {
            return MatchRule.Result.OTHER_SIZE;
        }
        return matchIf(found.members().size() >= wanted.members().size()
                && places(found.members()).containsAll(places(wanted.members())));
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
        return type instanceof BtfType.Composite composite ? composite.members() : List.of();
    }

    /** Whether two types that match do so without anything more on either side. */
    static boolean isSameShape(BtfType wanted, BtfType found) {
        return wanted.kind() == found.kind() && wanted.size() == found.size() && elements(wanted) == elements(found);
    }

    private static int elements(BtfType type) {
        return type instanceof BtfType.Enumeration enumeration
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
