// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;
import org.btf4j.model.BtfType.Member;
import org.btf4j.model.NameIndex;
import org.btf4j.model.WordCursor;

/**
 * Finds, for each type of a base in the layout {@link Layout#BASE_REF}, every target type that fits, and of these the one
 * that is its counterpart.
 *
 * <p>By the rules of the layout an anonymous struct fits wherever its members are at their places, so a kernel may have
 * several for it. Kept are those that are most alike: of equal size, with as many members, whose types fit as well. What
 * refers to a type fits if it refers to any that is kept; of prototypes, those are preferred whose parameters have the same
 * names. Of all that are left the lowest id is the counterpart.
 */
final class BaseRefCandidates {

    private static final int[] NONE = {};

    private final Btf base;
    private final Btf target;
    private final WordCursor ids = WordCursor.ids();
    private final AnonymousIndex anonymous;
    private final ReferenceIndex references;
    /** Per base id the target ids that fit, ascending. */
    private final Map<Integer, int[]> fitting = new HashMap<>();

    private final Map<BtfType, int[]> fittingContents = new HashMap<>();

    BaseRefCandidates(Btf base, Btf target, AnonymousIndex anonymous, ReferenceIndex references) {
        this.base = base;
        this.target = target;
        this.anonymous = anonymous;
        this.references = references;
        fitting.put(0, new int[] {0});
    }

    /** Per base id the id of its counterpart, 0 if there is none. */
    int[] counterparts() {
        for (int id = 1; id < base.typeCount(); id++) {
            BtfType type = base.type(id);
            if (Reference.of(type) == null) {
                fitting.put(id, base.isNamed(id) ? byName(id, type) : byContents(type));
            }
        }
        // A reference needs what it refers to, so those come last and in the order of their dependence.
        new DependenceOrder(base).forEach(id -> {
            Reference reference = Reference.of(base.type(id));
            if (reference != null) {
                fitting.put(id, references.find(reference, fitting));
            }
        });
        while (keepWhatAgrees()) {}
        preferEqualParameters();
        while (keepWhatAgrees()) {}
        int[] counterparts = new int[base.typeCount()];
        for (int id = 1; id < counterparts.length; id++) {
            int[] left = fitting(id);
            counterparts[id] = left.length == 0 ? 0 : left[0];
        }
        return counterparts;
    }

    private int[] byName(int baseId, BtfType type) {
        NameIndex names = target.index();
        int[] all = names.allLike(base, base.nameOffset(baseId));
        int[] fitting = keep(all, id -> BaseRefMatch.compare(type, target.type(id)) == MatchRule.Result.MATCH);
        // The original base may have had no more than a forward declaration either.
        return fitting.length == 0 && type instanceof BtfType.Fwd
                ? keep(all, id -> target.type(id).equals(type))
                : fitting;
    }

    /** Worked out once for all types that are equal: a base may have very many of them. */
    private int[] byContents(BtfType type) {
        return fittingContents.computeIfAbsent(type, any -> {
            int[] fitting = keep(
                    anonymous.candidates(type),
                    id -> BaseRefMatch.compare(type, target.type(id)) == MatchRule.Result.MATCH);
            int[] equal = keep(fitting, id -> BaseRefMatch.isSameShape(type, target.type(id)));
            return equal.length == 0 ? fitting : equal;
        });
    }

    /** Narrows what fits each type to what agrees with all it names; true if that left less than before. */
    private boolean keepWhatAgrees() {
        boolean narrower = false;
        for (int id = 1; id < base.typeCount(); id++) {
            int[] before = fitting(id);
            if (before.length > 1 && namesSomething(id)) {
                BtfType type = base.type(id);
                int[] after = keep(before, other -> agree(type, target.type(other)));
                if (after.length > 0 && after.length < before.length) {
                    fitting.put(id, after);
                    narrower = true;
                }
            }
        }
        return narrower;
    }

    /**
     * Keeps of the prototypes that fit those whose parameters have the same names, if there are any.
     *
     * <p>Names do not decide whether a prototype fits, so they count only when all else is settled. But a function's prototype has
     * names, and kernels have many of the same types without any, behind pointers.
     */
    private void preferEqualParameters() {
        for (int id = 1; id < base.typeCount(); id++) {
            if (fitting(id).length > 1 && base.type(id) instanceof BtfType.FuncProto prototype) {
                int[] equal = keep(
                        fitting(id),
                        other -> names((BtfType.FuncProto) target.type(other)).equals(names(prototype)));
                if (equal.length > 0) {
                    fitting.put(id, equal);
                }
            }
        }
    }

    private static List<String> names(BtfType.FuncProto prototype) {
        return prototype.parameters().stream().map(BtfType.Parameter::name).toList();
    }

    private boolean namesSomething(int id) {
        return ids.at(base, id).next();
    }

    private boolean agree(BtfType type, BtfType other) {
        Reference reference = Reference.of(type);
        Reference otherReference = Reference.of(other);
        if (reference != null && otherReference != null) {
            return allFit(reference.ids(), otherReference.ids());
        }
        Map<Member, Integer> otherMembers = new HashMap<>();
        for (Member member : BaseRefMatch.members(other)) {
            otherMembers.put(BaseRefMatch.place(member), member.typeId());
        }
        List<Integer> ids = new ArrayList<>();
        List<Integer> otherIds = new ArrayList<>();
        for (Member member : BaseRefMatch.members(type)) {
            ids.add(member.typeId());
            otherIds.add(otherMembers.getOrDefault(BaseRefMatch.place(member), -1));
        }
        return allFit(ids, otherIds);
    }

    private boolean allFit(List<Integer> ids, List<Integer> others) {
        for (int i = 0; i < ids.size(); i++) {
            if (Arrays.binarySearch(fitting(ids.get(i)), others.get(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private int[] fitting(int id) {
        return fitting.getOrDefault(id, NONE);
    }

    private static int[] keep(int[] ids, IntPredicate wanted) {
        return Arrays.stream(ids).filter(wanted).toArray();
    }
}
