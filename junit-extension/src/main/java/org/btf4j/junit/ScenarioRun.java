// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.util.Optional;
import java.util.function.Supplier;
import org.btf4j.model.Btf;
import org.btf4j.transform.EvolvedTarget;
import org.btf4j.transform.Evolver;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.ShuffledTarget;
import org.btf4j.transform.Shuffler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * One run of a test over targets or encodings.
 *
 * <p>What a run needs is made when somebody asks for it, in the thread of the run, and lives in JUnit's store until the run
 * ends; so there are never more targets than tests that run at the same time.
 */
final class ScenarioRun {

    private static final Namespace NAMESPACE = Namespace.create(ScenarioRun.class);

    private final ScenarioPlan plan;
    private final BtfMatrix.@Nullable Cell cell;
    private final long seed;
    private final ExtensionContext context;

    private ScenarioRun(ScenarioPlan plan, BtfMatrix.@Nullable Cell cell, long seed, ExtensionContext context) {
        this.plan = plan;
        this.cell = cell;
        this.seed = seed;
        this.context = context;
    }

    /** Lets everybody who has the context of a run find it; there is no harm in doing it twice. */
    static void start(ScenarioPlan plan, BtfMatrix.@Nullable Cell cell, long seed, ExtensionContext context) {
        store(context)
                .getOrComputeIfAbsent(
                        ScenarioRun.class, key -> new ScenarioRun(plan, cell, seed, context), ScenarioRun.class);
    }

    /** The run that a context belongs to, if it belongs to one. */
    static Optional<ScenarioRun> of(ExtensionContext context) {
        return Optional.ofNullable(store(context).get(ScenarioRun.class, ScenarioRun.class));
    }

    /** How BTF is to be encoded in that context; null if as it is declared. */
    static BtfMatrix.@Nullable Cell cellOf(ExtensionContext context) {
        return of(context).map(run -> run.cell).orElse(null);
    }

    BtfMatrix.Cell cell() {
        if (cell == null) {
            throw notThere("A BtfMatrix.Cell", "@BtfMatrix");
        }
        return cell;
    }

    /**
     * Makes sure that there are targets, whether or not the test looks at one.
     *
     * @throws ExtensionConfigurationException if the fixture or the target is not fit for what the test demands
     */
    void requireTargets() {
        if (plan.hasTargets()) {
            scenario();
        }
    }

    /** What all runs in this encoding share. */
    Scenario scenario() {
        ExtensionContext template = context.getParent().orElse(context);
        Object encoding = cell == null ? "as declared" : cell;
        return store(template).getOrComputeIfAbsent(encoding, key -> Scenario.of(context, plan, cell), Scenario.class);
    }

    ShuffledTarget shuffled() {
        Shuffler shuffler = scenario().shuffler();
        if (shuffler == null) {
            throw notThere("A ShuffledTarget", "@BtfShuffle");
        }
        return once(ShuffledTarget.class, () -> shuffler.shuffle(seed));
    }

    EvolvedTarget evolved() {
        Evolver evolver = scenario().evolver();
        if (evolver == null) {
            throw notThere("An EvolvedTarget", "@BtfEvolve");
        }
        return once(EvolvedTarget.class, () -> evolver.evolve(seed));
    }

    /** What relocating the module to the target of this run gives. */
    Relocation relocation() {
        if (!plan.hasTargets()) {
            throw notThere("A Relocation", "@BtfShuffle or @BtfEvolve");
        }
        return once(Relocation.class, () -> scenario().relocateTo(target()));
    }

    private Btf target() {
        return plan.evolve() == null ? shuffled().btf() : evolved().btf();
    }

    /** Which run it is, what is special about its target, and how to have it again; on lines of their own. */
    String description() {
        String encoded = cell == null ? "" : "\n  with BTF that is " + cell;
        if (!plan.hasTargets()) {
            return encoded;
        }
        Object target = plan.evolve() == null ? shuffled() : evolved();
        String annotation = plan.place().annotation().getSimpleName();
        return encoded + "\n  on the target of " + target + "\n  again with seed = " + seed + ", runs = 1 in @"
                + annotation
                + ", or with mvn test '-Dtest="
                + context.getRequiredTestClass().getName() + "#"
                + context.getRequiredTestMethod().getName() + "' -D" + SeedSettings.SEED + "=" + seed + " -D"
                + SeedSettings.RUNS + "=1";
    }

    private <T> T once(Class<T> type, Supplier<T> maker) {
        return store(context).getOrComputeIfAbsent(type, key -> maker.get(), type);
    }

    private ExtensionConfigurationException notThere(String what, String annotation) {
        return new ExtensionConfigurationException(
                what + " is there only with " + annotation + ", but " + Place.name(context.getRequiredTestMethod())
                        + " has @" + plan.place().annotation().getSimpleName() + ".");
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
