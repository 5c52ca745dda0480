// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.btf4j.diff.TypeDifference.Change;
import org.btf4j.model.Btf;
import org.jspecify.annotations.Nullable;

/** Takes the types of two sides name by name. Used once. */
final class Comparer {

    private final Side before;
    private final Side after;
    private final Rules rules;
    private final Comparison comparison;
    private final List<TypeDifference> differences = new ArrayList<>();

    Comparer(Subject subject, Side before, Side after) {
        this.before = before;
        this.after = after;
        this.rules = new Rules(subject);
        this.comparison = new Comparison(before, after, rules);
    }

    /** What types are called; one name space is that of structs and unions, of which one can become the other. */
    private record Name(Sort space, String name) {}

    List<TypeDifference> differences() {
        Map<Name, List<Integer>> idsBefore = idsByName(before.btf());
        Map<Name, List<Integer>> idsAfter = idsByName(after.btf());
        Set<Name> names = new HashSet<>(idsBefore.keySet());
        names.addAll(idsAfter.keySet());
        List<Name> ordered = new ArrayList<>(names);
        ordered.sort(Comparator.comparing(Name::space).thenComparing(Name::name));
        for (Name name : ordered) {
            compare(
                    candidates(before, idsBefore.getOrDefault(name, List.of())),
                    candidates(after, idsAfter.getOrDefault(name, List.of())));
        }
        // Structs and unions came mixed; of one name their order is that of their contents already.
        differences.sort(Comparator.comparing(TypeDifference::sort).thenComparing(TypeDifference::name));
        return differences;
    }

    private static Map<Name, List<Integer>> idsByName(Btf btf) {
        Map<Name, List<Integer>> ids = new HashMap<>();
        for (int id = btf.firstId(); id < btf.typeCount(); id++) {
            Sort space = switch (btf.kind(id)) {
                case STRUCT, UNION, FWD -> Sort.STRUCT;
                case ENUM, ENUM64 -> Sort.ENUM;
                case TYPEDEF -> Sort.TYPEDEF;
                case INT, FLOAT -> Sort.NUMBER;
                case FUNC -> Sort.FUNCTION;
                case VAR -> Sort.VARIABLE;
                default -> null;
            };
            if (space != null && btf.isNamed(id)) {
                ids.computeIfAbsent(new Name(space, btf.name(id)), name -> new ArrayList<>(1))
                        .add(id);
            }
        }
        return ids;
    }

    /** Declarations beside a definition say nothing, nor do further ones. */
    private static List<Candidate> candidates(Side side, List<Integer> ids) {
        List<Candidate> definitions = new ArrayList<>(ids.size());
        List<Candidate> declarations = new ArrayList<>(0);
        for (int id : ids) {
            Candidate each = Candidate.of(side, id);
            (each.isDeclaration() ? declarations : definitions).add(each);
        }
        if (!declarations.isEmpty()) {
            Set<Sort> known = EnumSet.noneOf(Sort.class);
            definitions.forEach(each -> known.add(each.sort()));
            declarations.stream().filter(each -> known.add(each.sort())).forEach(definitions::add);
        }
        return definitions;
    }

    private void compare(List<Candidate> old, List<Candidate> now) {
        Set<String> contents = new HashSet<>();
        if (old.size() > 1 || now.size() > 1) {
            now.forEach(each -> contents.add(each.content()));
        }
        for (Matcher.Pair pair : Matcher.match(old, now)) {
            TypeDifference difference = difference(pair.before(), pair.after(), contents);
            if (difference != null) {
                differences.add(difference);
            }
        }
    }

    private @Nullable TypeDifference difference(
            @Nullable Candidate old, @Nullable Candidate now, Set<String> contentsAfter) {
        if (old != null && now != null) {
            return comparison.compare(old, now);
        } else if (old != null) {
            return oneSided(old, Change.REMOVED, rules.removed(old, contentsAfter.contains(old.content())));
        } else if (now != null) {
            return oneSided(now, Change.ADDED, rules.added());
        }
        return null;
    }

    private static TypeDifference oneSided(Candidate type, Change change, Impact impact) {
        return new TypeDifference(type.sort(), type.type().name(), change, type.isKfunc(), impact, List.of(), null);
    }
}
