// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;

/**
 * Makes targets in which one type that a module needs has changed, and says what relocating the module must give.
 *
 * <p>A change is made to one type alone. What has that type by value keeps its layout, because relocating looks at nothing of
 * a target but names, kinds, sizes, encodings and kind flags.
 *
 * <p>The expected verdicts are those of Linux 6.12 for the layout of {@code .BTF.base}; they follow from the rules without
 * asking {@link Relocator}. The same seed gives the same bytes on every Java version. Immutable and safe to share between
 * threads.
 */
public final class Evolver {

    private final Btf target;
    private final Forecast forecast;
    private final List<Plan> plans;

    private Evolver(Btf target, Forecast forecast, List<Plan> plans) {
        this.target = target;
        this.forecast = forecast;
        this.plans = plans;
    }

    /**
     * A change that can be made.
     *
     * @param change what can be done
     * @param id the id, in the target, of the type to which it can be done
     * @param name the name of that type
     */
    public record Plan(TypeChange change, int id, String name) {}

    /**
     * An evolver that makes every change that can be made to types which bear a name of the module's small base.
     *
     * @param split the module's BTF over its distilled base
     * @throws BtfFormatException if the target is split BTF, or the module's BTF does not stand over a distilled base
     */
    public static Evolver forModule(Btf target, Btf split) {
        if (target.base() != null) {
            throw BtfFormatException.found("a target that is split BTF")
                    .expected("BTF that stands alone, such as a kernel's")
                    .toException();
        }
        Forecast forecast = new Forecast(split);
        List<Plan> plans = new ArrayList<>();
        for (String name : forecast.names()) {
            for (int id : target.index().ids(name)) {
                if (Forecast.isCandidate(target.kind(id))) {
                    addPlans(target.type(id), id, plans);
                }
            }
        }
        return new Evolver(target, forecast, mixed(plans));
    }

    private static void addPlans(BtfType type, int id, List<Plan> plans) {
        for (TypeChange change : TypeChange.values()) {
            if (Evolution.isPossible(change, type)) {
                plans.add(new Plan(change, id, type.name()));
            }
        }
    }

    /** In an order in which the first few plans are of several kinds and for several types, always the same. */
    private static List<Plan> mixed(List<Plan> plans) {
        int[] order = new int[plans.size()];
        Arrays.setAll(order, i -> i);
        new Dice(0).shuffle(order, 0);
        return Arrays.stream(order).mapToObj(plans::get).toList();
    }

    /**
     * The same, with only these changes.
     *
     * @throws IllegalArgumentException if one of them can be made to none of the types
     */
    public Evolver onlyChanges(Collection<TypeChange> changes) {
        return only(changes, Plan::change, "the change %s can be made to none of the types");
    }

    /**
     * The same, with only the types of these names.
     *
     * @throws IllegalArgumentException if the module looks for none of a name, the target has none, or none can be changed
     */
    public Evolver onlyTypes(Collection<String> names) {
        return only(names, Plan::name, "there is no type '%s' that the module looks for and that can be changed");
    }

    private <T> Evolver only(Collection<T> wanted, Function<Plan, T> property, String noneFound) {
        for (T each : wanted) {
            if (plans.stream().map(property).noneMatch(each::equals)) {
                throw new IllegalArgumentException(noneFound.formatted(each));
            }
        }
        return new Evolver(
                target,
                forecast,
                plans.stream()
                        .filter(plan -> wanted.contains(property.apply(plan)))
                        .toList());
    }

    /** The changes that can be made; a seed stands for the plan at its index, counted round and round. */
    public List<Plan> plans() {
        return plans;
    }

    /**
     * The change that a seed stands for. Seeds that follow each other stand for one change after the other.
     *
     * @throws IllegalStateException if no change can be made, because the target has no type that the module looks for
     */
    public Plan plan(long seed) {
        if (plans.isEmpty()) {
            throw new IllegalStateException(
                    "the target has no type that the module looks for, so there is none to change");
        }
        return plans.get((int) Math.floorMod(seed, (long) plans.size()));
    }

    /**
     * The changed target of a seed, which decides also how the change is made, to which member for example.
     *
     * @throws IllegalStateException if no change can be made, because the target has no type that the module looks for
     */
    public EvolvedTarget evolve(long seed) {
        Plan plan = plan(seed);
        Evolution evolution = new Evolution(target, plan, forecast.names(), new Dice(seed));
        Rewriting rewriting = evolution.rewriting();
        return new EvolvedTarget(
                rewriting.result(),
                rewriting.ids(),
                seed,
                plan.change(),
                plan.name(),
                evolution.description(),
                forecast.verdicts(rewriting.result()));
    }
}
