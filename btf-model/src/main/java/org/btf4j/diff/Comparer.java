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

/** Takes the types of two sides name by name. Used once. */
final class Comparer {

    private final Side before;
    private final Side after;
    private final Rules rules;
    private final Comparison comparison;
    private final Matcher matcher = new Matcher();
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

    /**
     * Further declarations say nothing. One beside a definition does so only of a kernel, where it keeps a module from finding
     * either.
     */
    private List<Candidate> candidates(Side side, List<Integer> ids) {
        List<Candidate> all = new ArrayList<>(ids.size());
        Set<Sort> known = EnumSet.noneOf(Sort.class);
        for (int id : ids) {
            Candidate each = Candidate.of(side, id);
            if (!each.isDeclaration()) {
                all.add(each);
                if (rules.subject() != Subject.KERNEL) {
                    known.add(each.sort());
                }
            }
        }
        if (all.size() < ids.size()) {
            for (int id : ids) {
                Candidate each = Candidate.of(side, id);
                if (each.isDeclaration() && known.add(each.sort())) {
                    all.add(each);
                }
            }
        }
        return all;
    }

    private void compare(List<Candidate> old, List<Candidate> now) {
        int countBefore = old.size();
        int countAfter = now.size();
        Set<String> remaining = new HashSet<>();
        if (countBefore > 1 || countAfter > 1) {
            now.forEach(each -> remaining.add(each.content()));
        }
        Set<Sort> remainingSorts = EnumSet.noneOf(Sort.class);
        now.forEach(each -> remainingSorts.add(each.sort()));
        for (Matcher.Pair pair : matcher.match(old, now)) {
            Candidate one = pair.before();
            Candidate two = pair.after();
            TypeDifference difference;
            if (one != null && two != null) {
                difference = comparison.compare(one, two);
            } else if (one != null) {
                boolean remains =
                        one.isDeclaration() ? remainingSorts.contains(one.sort()) : remaining.contains(one.content());
                difference = oneSided(one, Change.REMOVED, rules.removed(one, remains), countBefore, countAfter);
            } else if (two != null) {
                Impact impact = rules.added(two.sort(), countBefore > 0);
                difference = oneSided(two, Change.ADDED, impact, countBefore, countAfter);
            } else {
                difference = null;
            }
            if (difference != null) {
                differences.add(difference);
            }
        }
    }

    /** Where others have the name, that is worth telling, as it may be all that does harm. */
    private static TypeDifference oneSided(
            Candidate type, Change change, Impact impact, int countBefore, int countAfter) {
        List<Detail> details = countBefore > 0 && countAfter > 0 && countBefore != countAfter
                ? List.of(new Detail.Aspect(
                        "number of types of this name",
                        Integer.toString(countBefore),
                        Integer.toString(countAfter),
                        impact))
                : List.of();
        return new TypeDifference(type.sort(), type.type().name(), change, type.isKfunc(), impact, details, null);
    }
}
