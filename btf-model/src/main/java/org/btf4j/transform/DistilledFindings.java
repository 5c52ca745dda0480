// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;
import org.btf4j.model.NameIndex;
import org.btf4j.transform.Finding.Cause;

/** The findings beside the verdicts on a base in the layout {@link Layout#DISTILLED}. */
final class DistilledFindings {

    private final Btf base;
    private final Btf target;
    private final MatchRule rule;
    private final IdTable embedded;
    private final IdTable usedByValue;
    private final int[] targetIds;
    private final List<Finding> findings = new ArrayList<>();

    private DistilledFindings(Btf split, Btf base, Btf target, MatchRule rule, IdTable embedded, int[] targetIds) {
        this.base = base;
        this.target = target;
        this.rule = rule;
        this.embedded = embedded;
        this.usedByValue = EmbeddedTypes.outsideStructs(split);
        this.targetIds = targetIds;
    }

    static List<Finding> of(Btf split, Btf base, Btf target, MatchRule rule, IdTable embedded, int[] targetIds) {
        DistilledFindings all = new DistilledFindings(split, base, target, rule, embedded, targetIds);
        for (int id = 1; id < targetIds.length; id++) {
            switch (base.kind(id)) {
                case FWD -> all.forward(id);
                case STRUCT, UNION -> all.composite(id);
                default -> {}
            }
        }
        return List.copyOf(all.findings);
    }

    private void forward(int id) {
        Kind meant = base.kindFlag(id) ? Kind.UNION : Kind.STRUCT;
        int found = targetIds[id];
        if (found > 0) {
            if (target.kind(found) != Kind.FWD && target.kind(found) != meant) {
                add(Cause.FORWARD_KIND, id, "is taken for " + describe(found) + ", which is no " + lower(meant), found);
            }
            return;
        }
        int composites = 0;
        int right = 0;
        for (int other : sameName(id)) {
            composites += target.kind(other).isComposite() ? 1 : 0;
            right = right == 0 && target.kind(other) == meant ? other : right;
        }
        if (composites > 1) {
            add(
                    Cause.FORWARD_REPEATED,
                    id,
                    "finds nothing because the target has " + composites + " structs or unions of that name",
                    compositesAmong(sameName(id)));
        } else if (right != 0) {
            add(
                    Cause.FORWARD_KIND,
                    id,
                    "does not find " + describe(right) + ", because that one "
                            + (target.kindFlag(right) ? "has" : "has no") + " bit-fields",
                    right);
        }
    }

    private void composite(int id) {
        int found = targetIds[id];
        if (embedded.contains(id)) {
            orderDependent(id);
        }
        if (found <= 0) {
            return;
        }
        if (target.kind(found) != base.kind(id)) {
            add(Cause.OTHER_KIND, id, "is taken for " + describe(found), found);
        } else if (target.sizeOrTypeId(found) != base.sizeOrTypeId(id)) {
            if (usedByValue.contains(id)) {
                add(
                        Cause.UNCHECKED_SIZE,
                        id,
                        "is used by value and taken for " + describe(found) + " of another size",
                        found);
            } else {
                add(Cause.SIZE_BEHIND_POINTER, id, "has another size behind a pointer: " + describe(found), found);
            }
        }
    }

    /**
     * An embedded type must have the size of its first match, but what matches after that need not. So where exactly one type
     * of the target has the size and others match without it, their order decides.
     */
    private void orderDependent(int id) {
        List<Integer> withSize = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int other : sameName(id)) {
            if (rule.compare(id, other, true) == MatchRule.Result.MATCH) {
                withSize.add(other);
            } else if (rule.compare(id, other, false) == MatchRule.Result.MATCH) {
                others.add(other);
            }
        }
        if (withSize.size() == 1 && !others.isEmpty()) {
            add(
                    Cause.ORDER_DEPENDENT,
                    id,
                    "fits " + describe(withSize.get(0)) + ", but would "
                            + (targetIds[id] > 0 ? "not if " : "only if ") + describe(others.get(0))
                            + (targetIds[id] > 0 ? " came after it" : " came before it"),
                    withSize.get(0),
                    others.get(0));
        }
    }

    private int[] sameName(int id) {
        NameIndex names = target.index();
        return names.allLike(base, base.nameOffset(id));
    }

    private String describe(int targetId) {
        return target.describe(targetId) + TypeOutcome.facts(target.type(targetId));
    }

    private int[] compositesAmong(int[] targetTypes) {
        return IntStream.of(targetTypes)
                .filter(id -> target.kind(id).isComposite())
                .toArray();
    }

    private void add(Cause cause, int id, String what, int... there) {
        BtfType type = base.type(id);
        findings.add(new Finding(
                cause,
                id,
                type,
                IntStream.of(there)
                        .mapToObj(other -> new TypeOutcome.Candidate(other, target.type(other)))
                        .toList(),
                type.kind() + " '" + type.name() + "'" + TypeOutcome.facts(type) + " " + what));
    }

    private static String lower(Kind kind) {
        return kind == Kind.UNION ? "union" : "struct";
    }
}
