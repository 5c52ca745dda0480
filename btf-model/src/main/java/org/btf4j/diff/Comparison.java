// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.btf4j.diff.TypeDifference.Change;
import org.btf4j.model.BtfType;
import org.btf4j.model.Kind;
import org.jspecify.annotations.Nullable;

/** Says what differs between two versions of a type, and what that does. */
final class Comparison {

    private final Side before;
    private final Side after;
    private final Rules rules;

    Comparison(Side before, Side after, Rules rules) {
        this.before = before;
        this.after = after;
        this.rules = rules;
    }

    /** Null if all that differs is how the same thing is said. */
    @Nullable
    TypeDifference compare(Candidate old, Candidate now) {
        List<Detail> details = new ArrayList<>();
        LayoutTable layout = null;
        BtfType oldBody = old.body();
        BtfType newBody = now.body();
        if (old.isDeclaration() || now.isDeclaration()) {
            addDeclaration(old, now, details);
        } else if (oldBody.kind().isComposite() && newBody.kind().isComposite()) {
            layout = addComposite(old, now, details);
        } else if (oldBody instanceof BtfType.Enumeration one && newBody instanceof BtfType.Enumeration two) {
            addSize(one, two, now.sort(), details);
            addEnumerators(one, two, details);
        } else if (old.type() instanceof BtfType.Typedef one && now.type() instanceof BtfType.Typedef two) {
            addType(
                    one.typeId(),
                    two.typeId(),
                    isPrototype(before, one.typeId()) || isPrototype(after, two.typeId()),
                    details);
        } else if (old.type() instanceof BtfType.Var one && now.type() instanceof BtfType.Var two) {
            addLinkage(one.linkage(), two.linkage(), details);
            addType(one.typeId(), two.typeId(), false, details);
        } else if (old.type() instanceof BtfType.Func one && now.type() instanceof BtfType.Func two) {
            addFunction(old, one, now, two, details);
        } else {
            addNumber(old.type(), now.type(), details);
        }
        if (details.isEmpty()) {
            return null;
        }
        Impact impact = details.stream().map(Detail::impact).reduce(Impact.COMPATIBLE, Impact::and);
        return new TypeDifference(
                now.sort(), now.type().name(), Change.CHANGED, old.isKfunc() || now.isKfunc(), impact, details, layout);
    }

    private void addDeclaration(Candidate old, Candidate now, List<Detail> details) {
        if (old.sort() != now.sort()) {
            details.add(new Detail.Aspect("kind", kind(old), kind(now), rules.kind(now.sort())));
        } else if (old.isDeclaration()) {
            details.add(new Detail.Aspect("kind", kind(old), kind(now), rules.declarationDefined()));
        } else {
            details.add(new Detail.Aspect("kind", kind(old), kind(now), rules.definitionLost(now.sort())));
        }
    }

    private static String kind(Candidate type) {
        return type.sort() + (type.isDeclaration() ? " without a definition" : "");
    }

    private @Nullable LayoutTable addComposite(Candidate old, Candidate now, List<Detail> details) {
        BtfType one = old.body();
        BtfType two = now.body();
        if (one.kind() != two.kind()) {
            String kindBefore = one.kind() == Kind.STRUCT ? "struct" : "union";
            String kindAfter = two.kind() == Kind.STRUCT ? "struct" : "union";
            details.add(new Detail.Aspect("kind", kindBefore, kindAfter, rules.kind(now.sort())));
        }
        addSize(one, two, now.sort(), details);
        List<LayoutTable.Row> rows = new ArrayList<>();
        for (LayoutMaker.Line line : new LayoutMaker(before, after).lines(old.bodyId(), now.bodyId())) {
            LayoutTable.Row row = line.row();
            rows.add(row);
            if (!row.name().isEmpty() && row.mark() != LayoutTable.Mark.SAME) {
                details.add(new Detail.Member(row.name(), row.before(), row.after(), impact(line)));
            }
        }
        // A small base has its types without members; a table would show them as one hole.
        boolean shown = before.btf().vlen(old.bodyId()) > 0 && after.btf().vlen(now.bodyId()) > 0;
        return shown ? new LayoutTable(one.size(), two.size(), rows) : null;
    }

    private Impact impact(LayoutMaker.Line line) {
        FlatMember one = line.before();
        FlatMember two = line.after();
        if (one == null) {
            return rules.partAdded();
        }
        if (two == null) {
            return rules.partRemoved();
        }
        return rules.partChanged(
                !line.retyped() || FieldCompatibility.between(before.btf(), one.typeId(), after.btf(), two.typeId()));
    }

    private void addSize(BtfType one, BtfType two, Sort sort, List<Detail> details) {
        if (one.size() != two.size()) {
            details.add(new Detail.Size(one.size(), two.size(), rules.sizeOrEncoding(sort)));
        }
    }

    /** Enumerators by name; of the same name twice, each is compared with the one of its turn. */
    private void addEnumerators(BtfType.Enumeration one, BtfType.Enumeration two, List<Detail> details) {
        if (one.signed() != two.signed()) {
            details.add(new Detail.Aspect("encoding", signedness(one), signedness(two), rules.partChanged(true)));
        }
        Map<String, BtfType.Enumerator> old = byName(one);
        Map<String, BtfType.Enumerator> now = byName(two);
        old.forEach((key, each) -> {
            if (!now.containsKey(key)) {
                details.add(new Detail.Enumerator(each.name(), Words.value(one, each), null, rules.partRemoved()));
            }
        });
        now.forEach((key, each) -> {
            BtfType.Enumerator other = old.get(key);
            String value = Words.value(two, each);
            if (other == null) {
                details.add(new Detail.Enumerator(each.name(), null, value, rules.partAdded()));
            } else if (!value.equals(Words.value(one, other))) {
                details.add(
                        new Detail.Enumerator(each.name(), Words.value(one, other), value, rules.partChanged(true)));
            }
        });
    }

    private static Map<String, BtfType.Enumerator> byName(BtfType.Enumeration type) {
        Map<String, Integer> occurrences = new HashMap<>();
        Map<String, BtfType.Enumerator> byName = new LinkedHashMap<>();
        for (BtfType.Enumerator each : type.enumerators()) {
            byName.put(each.name() + Shapes.END + occurrences.merge(each.name(), 1, Integer::sum), each);
        }
        return byName;
    }

    private static String signedness(BtfType.Enumeration type) {
        return type.signed() ? "signed" : "unsigned";
    }

    /** Whether a type is a prototype or a pointer to one. */
    private static boolean isPrototype(Side side, int typeId) {
        BtfType type = side.btf().type(Chains.behindQualifiers(side.btf(), typeId));
        return type instanceof BtfType.FuncProto
                || (type instanceof BtfType.Ptr pointer && side.btf().kind(pointer.typeId()) == Kind.FUNC_PROTO);
    }

    private void addType(int typeBefore, int typeAfter, boolean prototype, List<Detail> details) {
        if (!before.shapes().of(typeBefore).equals(after.shapes().of(typeAfter))) {
            Bodies.Pair types = Bodies.apart(before, typeBefore, after, typeAfter, "");
            boolean compatible = FieldCompatibility.between(before.btf(), typeBefore, after.btf(), typeAfter);
            details.add(new Detail.Aspect("type", types.before(), types.after(), rules.target(prototype, compatible)));
        }
    }

    private void addLinkage(int one, int two, List<Detail> details) {
        if (one != two) {
            Impact impact = rules.linkage(two == BtfType.Func.EXTERN);
            details.add(new Detail.Aspect("linkage", Words.linkage(one), Words.linkage(two), impact));
        }
    }

    private void addFunction(Candidate old, BtfType.Func one, Candidate now, BtfType.Func two, List<Detail> details) {
        if (old.isKfunc() != now.isKfunc()) {
            details.add(new Detail.Kfunc(now.isKfunc(), rules.kfunc(now.isKfunc())));
        }
        addLinkage(one.linkage(), two.linkage(), details);
        if (!before.shapes().of(one.typeId()).equals(after.shapes().of(two.typeId()))) {
            Bodies.Pair pair = Bodies.apart(before, one.typeId(), after, two.typeId(), one.name());
            Impact impact = rules.prototype(old.isKfunc() && now.isKfunc());
            details.add(new Detail.Aspect("prototype", pair.before(), pair.after(), impact));
            return;
        }
        String prototypeBefore = before.declare(one.typeId(), one.name());
        String prototypeAfter = after.declare(two.typeId(), two.name());
        if (!prototypeBefore.equals(prototypeAfter)) {
            boolean meaning =
                    old.isKfunc() && now.isKfunc() && !annotations(before, one).equals(annotations(after, two));
            Impact impact = rules.parameterNames(meaning);
            details.add(new Detail.Aspect("parameter names", prototypeBefore, prototypeAfter, impact));
        }
    }

    /** What the names of parameters end with after two underscores. */
    private static List<String> annotations(Side side, BtfType.Func function) {
        return side.btf().type(function.typeId()) instanceof BtfType.FuncProto prototype
                ? prototype.parameters().stream()
                        .map(BtfType.Parameter::name)
                        .map(name -> name.contains("__") ? name.substring(name.lastIndexOf("__")) : "")
                        .toList()
                : List.of();
    }

    private void addNumber(BtfType one, BtfType two, List<Detail> details) {
        if (one.kind() != two.kind()) {
            details.add(new Detail.Aspect("kind", kind(one), kind(two), rules.kind(Sort.NUMBER)));
        }
        addSize(one, two, Sort.NUMBER, details);
        if (one instanceof BtfType.Int old && two instanceof BtfType.Int now) {
            String encodingBefore = Words.encoding(old);
            String encodingAfter = Words.encoding(now);
            if (!encodingBefore.equals(encodingAfter)) {
                Impact impact = rules.sizeOrEncoding(Sort.NUMBER);
                details.add(new Detail.Aspect("encoding", encodingBefore, encodingAfter, impact));
            }
        }
    }

    private static String kind(BtfType number) {
        return number.kind() == Kind.FLOAT ? "floating-point number" : "integer";
    }
}
