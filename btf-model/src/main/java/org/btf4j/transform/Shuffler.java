// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.WordCursor;
import org.jspecify.annotations.Nullable;

/**
 * Makes targets that differ from a given one only in what must not matter to a module.
 *
 * <p>Kernels are encoded by several threads, so types that do not depend on each other come in another order with each build,
 * and strings too. Another configuration leaves types out that a module does not need, and adds others. Real kernels have
 * several types of one name. A shuffled target has all of that:
 *
 * <ul>
 *   <li>Types have other ids. Runs of types may stay together, as those of one compilation unit do.
 *   <li>Types may be left out that are not needed and that no remaining type refers to.
 *   <li>Types with new names are added.
 *   <li>Names that nobody looks up may get a second, different struct or union, or a forward declaration beside the first.
 *   <li>So may a struct or union that the module needs, if it knows it by its size: another one of another size.
 * </ul>
 *
 * <p>A module has the same verdict on each of them and is relocated to the same types, save one exception in each layout. In the
 * layout {@link Layout#DISTILLED}, where the target has several types with the name of a type that the module has by value, the
 * verdict of Linux 6.12 may depend on which of them comes first; the relocation then has a finding that says so,
 * {@link Finding.Cause#ORDER_DEPENDENT}. In the layout {@link Layout#BASE_REF}, where several types fit, the first one is
 * taken; for a named type that is the finding {@link Finding.Cause#LOWEST_ID}.
 *
 * <p>The same seed gives the same bytes on every Java version. Immutable and safe to share between threads.
 */
public final class Shuffler {

    private static final int MOST_ADDED = 8;
    private static final int MOST_DOUBLED = 3;

    private final Btf target;
    private final Set<String> neededNames;
    /** Ids that stay, among them all that those refer to. */
    private final BitSet needed;
    /** Structs and unions whose name the module does not look up. */
    private final int[] ofNoConcern;
    /** Structs and unions that the module also finds beside others of another size. */
    private final int[] toldBySize;

    private Shuffler(Btf target, @Nullable Btf smallBase, Set<String> neededNames, BitSet neededIds) {
        if (target.base() != null) {
            throw BtfFormatException.found("a target that is split BTF")
                    .expected("BTF that stands alone, such as a kernel's")
                    .toException();
        }
        this.target = target;
        this.neededNames = neededNames;
        this.needed = neededIds;
        for (int id = 1; id < target.typeCount(); id++) {
            // Relocating refuses a target in which a name is empty but not absent, and has to go on doing so.
            boolean emptyName = target.nameOffset(id) != 0 && !target.isNamed(id);
            if (emptyName || neededNames.contains(target.name(id))) {
                needed.set(id);
            }
        }
        addReferences(target, needed);
        this.ofNoConcern = composites(id -> !neededNames.contains(target.name(id)));
        this.toldBySize = smallBase == null
                ? new int[0]
                : composites(id -> neededNames.contains(target.name(id)) && isToldBySize(target, id, smallBase));
    }

    private int[] composites(IntPredicate condition) {
        return IntStream.range(1, target.typeCount())
                .filter(id -> target.kind(id).isComposite() && target.isNamed(id))
                .filter(condition)
                .toArray();
    }

    /**
     * A shuffler that leaves no type out and doubles no name.
     *
     * @throws BtfFormatException if the target is split BTF, or has a type of an unknown kind
     */
    public static Shuffler of(Btf target) {
        return new Shuffler(target, null, namesOf(target), allIds(target));
    }

    /**
     * A shuffler that keeps the types of these names and what they refer to.
     *
     * @throws BtfFormatException if the target is split BTF, or has a type of an unknown kind
     */
    public static Shuffler keeping(Btf target, Collection<String> names) {
        return new Shuffler(target, null, Set.copyOf(names), new BitSet());
    }

    /**
     * A shuffler that keeps what a module needs; for one in the layout {@link Layout#BASE_REF} that may be any type.
     *
     * @param split the module's BTF, over its small base or over the target itself
     * @throws BtfFormatException if the target is split BTF, or has a type of an unknown kind; if the module's BTF stands
     *     alone or, standing over the target, cannot be distilled
     */
    public static Shuffler forModule(Btf target, Btf split) {
        Btf base = split.base();
        if (base != null && base != target) {
            // In the layout BASE_REF types are found by what is in them too, so there is no telling what is needed.
            return new Shuffler(target, base, namesOf(base), hasAnonymous(base) ? allIds(target) : new BitSet());
        }
        Btf smallBase = Distiller.distill(split).base();
        BitSet ids = new BitSet();
        for (int id = split.firstId(); id < split.typeCount(); id++) {
            ids.set(id);
        }
        addReferences(split, ids);
        ids.clear(split.firstId(), split.typeCount());
        return new Shuffler(target, smallBase, namesOf(smallBase), ids);
    }

    /** The shuffled target of a seed. */
    public ShuffledTarget shuffle(long seed) {
        Dice dice = new Dice(seed);
        BitSet kept = kept(dice);
        List<String> changes = new ArrayList<>();
        int leftOut = target.typeCount() - 1 - kept.cardinality();
        if (leftOut > 0) {
            changes.add(leftOut + (leftOut == 1 ? " type left out" : " types left out"));
        }
        UnrelatedTypes extras = new UnrelatedTypes(target, kept, neededNames, dice);
        extras.addUpTo(MOST_ADDED);
        for (int more = dice.below(MOST_DOUBLED + 1); more > 0; more--) {
            boolean concerns = dice.below(2) == 0;
            int[] candidates = concerns ? toldBySize : ofNoConcern;
            int id = candidates.length == 0 ? 0 : candidates[dice.below(candidates.length)];
            if (kept.get(id)) {
                extras.addBeside(id, !concerns);
            }
        }
        changes.addAll(extras.described());
        Btf all = extras.toBtf();
        kept.set(target.typeCount(), all.typeCount());
        StringOrder strings = StringOrder.shuffled(Rewriting.allStrings(target, all), dice);
        int[] order = inOtherOrder(kept.stream().toArray(), dice);
        return new ShuffledTarget(new Rewriting(target, all, order, Map.of(), strings), seed, changes);
    }

    /** The types that stay: the needed ones, about one half to all of the others, and what they refer to. */
    private BitSet kept(Dice dice) {
        BitSet kept = (BitSet) needed.clone();
        int oneIn = 1 << dice.below(4);
        for (int id = 1; id < target.typeCount(); id++) {
            if (oneIn == 1 || dice.below(oneIn) != 0) {
                kept.set(id);
            }
        }
        addReferences(target, kept);
        return kept;
    }

    /** Cuts the ids into runs of a length up to some random one, and shuffles the runs. */
    private static int[] inOtherOrder(int[] ids, Dice dice) {
        int longest = 1 << dice.below(Integer.SIZE - Integer.numberOfLeadingZeros(1 + ids.length / 4));
        int[] ends = new int[ids.length];
        int runs = 0;
        for (int at = 0; at < ids.length; ) {
            at = Math.min(ids.length, at + 1 + dice.below(longest));
            ends[runs++] = at;
        }
        int[] order = IntStream.range(0, runs).toArray();
        dice.shuffle(order, 0);
        int[] shuffled = new int[ids.length];
        int at = 0;
        for (int run : order) {
            int start = run == 0 ? 0 : ends[run - 1];
            System.arraycopy(ids, start, shuffled, at, ends[run] - start);
            at += ends[run] - start;
        }
        return shuffled;
    }

    /** Whether the module finds that struct or union also beside another one of another size. */
    private static boolean isToldBySize(Btf target, int id, Btf smallBase) {
        String name = target.name(id);
        long candidates = Arrays.stream(target.index().ids(name))
                .filter(other -> Forecast.isCandidate(target.kind(other)))
                .count();
        return candidates == 1
                && Arrays.stream(smallBase.index().ids(name))
                        .allMatch(wanted -> smallBase.kind(wanted).isComposite()
                                && smallBase.sizeOrTypeId(wanted) == target.sizeOrTypeId(id));
    }

    private static void addReferences(Btf btf, BitSet ids) {
        WordCursor references = WordCursor.ids();
        int[] pending = ids.stream().toArray();
        int count = pending.length;
        while (count > 0) {
            for (references.at(btf, pending[--count]); references.next(); ) {
                int id = references.value();
                if (id != 0 && !ids.get(id)) {
                    ids.set(id);
                    if (count == pending.length) {
                        pending = Arrays.copyOf(pending, 2 * count + 1);
                    }
                    pending[count++] = id;
                }
            }
        }
    }

    private static BitSet allIds(Btf btf) {
        BitSet ids = new BitSet();
        ids.set(1, btf.typeCount());
        return ids;
    }

    private static boolean hasAnonymous(Btf btf) {
        return IntStream.range(1, btf.typeCount()).anyMatch(id -> !btf.isNamed(id));
    }

    private static Set<String> namesOf(Btf btf) {
        return IntStream.range(1, btf.typeCount())
                .filter(btf::isNamed)
                .mapToObj(btf::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
