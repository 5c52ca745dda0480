// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.util.List;
import java.util.function.Supplier;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.transform.Distiller;
import org.btf4j.transform.Evolver;
import org.btf4j.transform.Layout;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.Relocator;
import org.btf4j.transform.RuleSet;
import org.btf4j.transform.Shuffler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What all runs of a test have in common, in one encoding: the target as it is, what makes others of it, and the module.
 *
 * @param place the annotation that asks for targets
 * @param module the split of the fixture, and what distilling makes of it; null if there is no split
 * @param target what other targets are made of
 * @param shuffler null unless the test asks for shuffled targets
 * @param evolver null unless the test asks for changed targets
 */
record Scenario(
        Place place,
        Place fixturePlace,
        @Nullable ModuleBtf module,
        Btf target,
        Layout layout,
        SharedBtf shared,
        @Nullable Shuffler shuffler,
        @Nullable Evolver evolver) {

    record ModuleBtf(Btf split, Btf distilled) {}

    /**
     * @throws ExtensionConfigurationException if the fixture or the target is not fit for what the test demands
     */
    static Scenario of(ExtensionContext context, ScenarioPlan plan, BtfMatrix.@Nullable Cell cell) {
        Place place = plan.place();
        Layout layout = plan.layout(cell);
        SharedBtf shared = SharedBtf.of(context);
        DeclaredFixture fixture = FixtureSearch.nearest(context, plan.fixture());
        Btf declared = fixture.btf();
        Btf base = declared.base();
        ModuleBtf module = base == null
                ? null
                : new ModuleBtf(
                        declared,
                        accepted(place, "split of the fixture", () -> Distiller.distill(declared, layout))
                                .split());
        Btf target = plan.target().isBlank()
                ? base == null ? declared : base
                : shared.get(plan.target(), null, place.attribute("target"));
        BtfEvolve evolve = plan.evolve();
        return new Scenario(
                place,
                fixture.place(),
                module,
                target,
                layout,
                shared,
                plan.shuffle() == null ? null : shuffler(place, target, module),
                evolve == null ? null : evolver(place, evolve, target, module(place, fixture.place(), module)));
    }

    private static Shuffler shuffler(Place place, Btf target, @Nullable ModuleBtf module) {
        return accepted(
                place,
                "target",
                () -> module == null ? Shuffler.of(target) : Shuffler.forModule(target, module.distilled));
    }

    private static Evolver evolver(Place place, BtfEvolve evolve, Btf target, ModuleBtf module) {
        Evolver all = accepted(place, "target", () -> Evolver.forModule(target, module.distilled));
        if (all.plans().isEmpty()) {
            throw new ExtensionConfigurationException(place
                    + ": the target has no type that the split of the fixture looks for, so there is none to change.");
        }
        try {
            Evolver some = evolve.changes().length == 0 ? all : all.onlyChanges(List.of(evolve.changes()));
            return evolve.types().length == 0 ? some : some.onlyTypes(List.of(evolve.types()));
        } catch (IllegalArgumentException noneOfThose) {
            throw new ExtensionConfigurationException(place + ": " + noneOfThose.getMessage() + ".", noneOfThose);
        }
    }

    /** What relocating the module to the target as it is gives. */
    Relocation relocate() {
        return relocate(accepted(place, "target", () -> shared.relocator(target, layout, RuleSet.KERNEL)));
    }

    /** What relocating the module to another target gives. */
    Relocation relocateTo(Btf other) {
        return relocate(accepted(place, "target", () -> new Relocator(other, layout, RuleSet.KERNEL)));
    }

    private Relocation relocate(Relocator relocator) {
        return accepted(place, "split of the fixture", () -> relocator.relocate(requiredModule().distilled));
    }

    /** The base that the module was encoded against. */
    Btf originalBase() {
        Btf base = requiredModule().split.base();
        return base == null ? target : base;
    }

    private ModuleBtf requiredModule() {
        return module(place, fixturePlace, module);
    }

    private static ModuleBtf module(Place place, Place fixturePlace, @Nullable ModuleBtf module) {
        if (module == null) {
            throw new ExtensionConfigurationException(
                    place + " needs split BTF, but " + fixturePlace + " has no split. Add one to it.");
        }
        return module;
    }

    private static <T> T accepted(Place place, String input, Supplier<T> operation) {
        try {
            return operation.get();
        } catch (BtfFormatException refused) {
            throw new ExtensionConfigurationException(
                    place + ": " + refused.in(input).getMessage(), refused);
        }
    }
}
