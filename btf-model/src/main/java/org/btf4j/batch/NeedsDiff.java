// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Detail;
import org.btf4j.diff.Impact;
import org.btf4j.diff.Sort;
import org.btf4j.diff.Subject;
import org.btf4j.diff.TypeDifference;
import org.btf4j.model.Btf;
import org.btf4j.model.Kind;
import org.btf4j.transform.Layout;
import org.btf4j.transform.SmallBase;

/**
 * What changed in what a module needs of its kernel, weighed by what kernels compare.
 *
 * <p>A small base has the sizes of all structs and unions in it, but kernels compare only those of such that the module has by
 * value, see {@link SmallBase}. So a need of another size is harmless where the new module has the type behind pointers only; and
 * one of the same size is not, where the new module has the type by value and the old one had not.
 */
final class NeedsDiff {

    private static final String POINTER = "behind a pointer";
    private static final String VALUE = "by value";

    private final Set<Key> needed = new HashSet<>();
    private final Set<Key> byValue = new HashSet<>();

    private record Key(Sort sort, String name) {}

    private NeedsDiff(Btf split, Layout layout) {
        for (SmallBase.Need need : SmallBase.needs(split, layout)) {
            Kind kind = split.kind(need.id());
            if (kind.isComposite()) {
                Key key = new Key(kind == Kind.UNION ? Sort.UNION : Sort.STRUCT, split.name(need.id()));
                needed.add(key);
                if (need.embedded()) {
                    byValue.add(key);
                }
            }
        }
    }

    /**
     * Compares two small bases.
     *
     * @param before the old module's split, over its small base
     * @param after the new one's
     * @param layout that of the small bases
     */
    static BtfDiff between(Btf before, Btf after, Layout layout) {
        BtfDiff plain = BtfDiff.between(Subject.NEEDS, base(before), Set.of(), base(after), Set.of());
        NeedsDiff old = new NeedsDiff(before, layout);
        NeedsDiff now = new NeedsDiff(after, layout);
        Set<Key> newlyByValue = new HashSet<>(now.byValue);
        newlyByValue.retainAll(old.needed);
        newlyByValue.removeAll(old.byValue);
        List<TypeDifference> weighed = new ArrayList<>();
        for (TypeDifference type : plain.differences()) {
            Key key = new Key(type.sort(), type.name());
            boolean changed = type.change() == TypeDifference.Change.CHANGED;
            if (changed && newlyByValue.remove(key)) {
                weighed.add(with(type, use(), type.details()));
            } else if (changed && now.needed.contains(key) && !now.byValue.contains(key)) {
                weighed.add(withoutSize(type));
            } else {
                weighed.add(type);
            }
        }
        for (Key key : newlyByValue) {
            weighed.add(new TypeDifference(
                    key.sort(),
                    key.name(),
                    TypeDifference.Change.CHANGED,
                    false,
                    Impact.BREAKS_LOADING,
                    List.of(use()),
                    null));
        }
        weighed.sort(Comparator.comparing(TypeDifference::sort).thenComparing(TypeDifference::name));
        return new BtfDiff(weighed);
    }

    private static Detail use() {
        return new Detail.Aspect("use", POINTER, VALUE, Impact.BREAKS_LOADING);
    }

    private static TypeDifference with(TypeDifference type, Detail first, List<Detail> others) {
        List<Detail> details = new ArrayList<>(List.of(first));
        details.addAll(others);
        Impact impact = details.stream().map(Detail::impact).reduce(Impact.COMPATIBLE, Impact::and);
        return new TypeDifference(
                type.sort(), type.name(), type.change(), type.kfunc(), impact, details, type.layout());
    }

    private static TypeDifference withoutSize(TypeDifference type) {
        List<Detail> details = new ArrayList<>();
        for (Detail detail : type.details()) {
            details.add(
                    detail instanceof Detail.Size size
                            ? new Detail.Size(size.before(), size.after(), Impact.COMPATIBLE)
                            : detail);
        }
        return with(type, details.get(0), details.subList(1, details.size()));
    }

    private static Btf base(Btf split) {
        Btf base = split.base();
        if (base == null) {
            throw new IllegalStateException("a distilled split has a base");
        }
        return base;
    }
}
