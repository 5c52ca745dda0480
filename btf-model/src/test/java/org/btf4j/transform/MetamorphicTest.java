// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.transform.TypeOutcome.Verdict;
import org.junit.jupiter.api.Test;

/**
 * What must not change when a target is shuffled, or when a module is distilled again, on ten thousand random graphs.
 *
 * <p>A failure names the seed; {@code new GraphGenerator(seed)} makes the same graphs again, and the shuffler takes the same
 * seed. Each test also counts, so that one which hardly ever had something to say does not pass.
 */
class MetamorphicTest {

    private static final int SEEDS = 10_000;

    @Test
    void theForecastIsWhatRelocatingSays() {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        forEachSeed(seed -> {
            Graphs graphs = Graphs.of(seed);
            List<Verdict> actual = verdicts(graphs.relocateTo(graphs.target));
            assertThat(new Forecast(graphs.split).verdicts(graphs.target)).isEqualTo(actual);
            actual.forEach(verdict -> counts.merge(verdict, 1, Integer::sum));
        });
        assertThat(counts)
                .containsOnlyKeys(
                        Verdict.MAPPED,
                        Verdict.MISSING,
                        Verdict.AMBIGUOUS,
                        Verdict.SIZE_DIFFERS,
                        Verdict.KIND_DIFFERS,
                        Verdict.ENCODING_DIFFERS);
        assertThat(counts.values()).allMatch(count -> count > 50);
    }

    @Test
    void aShuffledTargetGivesTheSameVerdictsAndTypesUnlessTheOrderCounts() {
        int[] relocated = {0};
        int[] otherByOrder = {0};
        forEachSeed(seed -> {
            Graphs graphs = Graphs.of(seed);
            Relocation before = graphs.relocateTo(graphs.target);
            ShuffledTarget shuffled =
                    Shuffler.forModule(graphs.target, graphs.split).shuffle(seed);
            Relocation after = graphs.relocateTo(shuffled.btf(), before);

            for (int i = 0; i < before.outcomes().size(); i++) {
                TypeOutcome was = before.outcomes().get(i);
                TypeOutcome is = after.outcomes().get(i);
                if (new OrderDependence(graphs.split, graphs.target, was).exists()) {
                    assertThat(was.verdict()).isIn(Verdict.MAPPED, Verdict.AMBIGUOUS);
                    assertThat(is.verdict()).isIn(Verdict.MAPPED, Verdict.AMBIGUOUS);
                    assertThat(tells(Finding.Cause.ORDER_DEPENDENT, before, was))
                            .isTrue();
                    assertThat(tells(Finding.Cause.ORDER_DEPENDENT, after, is)).isTrue();
                    otherByOrder[0] += is.verdict() == was.verdict() ? 0 : 1;
                } else {
                    assertThat(is.verdict()).isEqualTo(was.verdict());
                    assertThat(tells(Finding.Cause.ORDER_DEPENDENT, before, was))
                            .isFalse();
                    assertThat(tells(Finding.Cause.ORDER_DEPENDENT, after, is)).isFalse();
                }
                if (was.isMapped() && is.isMapped()) {
                    assertThat(is.targetId()).isEqualTo(shuffled.ids().newId(was.targetId()));
                }
            }
            if (before.succeeded() && after.succeeded()) {
                assertThat(after.split().ownTypes())
                        .isEqualTo(shuffled.rebase(before.split()).ownTypes());
                relocated[0]++;
            }
        });
        assertThat(relocated[0]).isGreaterThan(SEEDS / 4);
        assertThat(otherByOrder[0]).isGreaterThan(20);
    }

    @Test
    void whereTheOrderCountsATypeIsMappedIfTheOneOfItsSizeComesLast() {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        forEachSeed(seed -> {
            Graphs graphs = Graphs.of(seed);
            for (TypeOutcome outcome : graphs.relocateTo(graphs.target).outcomes()) {
                OrderDependence order = new OrderDependence(graphs.split, graphs.target, outcome);
                if (order.exists()) {
                    assertThat(outcome.isMapped()).isEqualTo(order.theOneOfItsSizeIsLast());
                    counts.merge(outcome.verdict(), 1, Integer::sum);
                }
            }
        });
        assertThat(counts).containsOnlyKeys(Verdict.MAPPED, Verdict.AMBIGUOUS);
        assertThat(counts.values()).allMatch(count -> count > 20);
    }

    @Test
    void anEvolvedTargetGivesTheExpectedVerdicts() {
        Map<TypeChange, Integer> counts = new EnumMap<>(TypeChange.class);
        forEachSeed(seed -> {
            Graphs graphs = Graphs.of(seed);
            Relocation before = graphs.relocateTo(graphs.target);
            Evolver evolver = Evolver.forModule(graphs.target, graphs.split);
            if (!evolver.plans().isEmpty()) {
                EvolvedTarget evolved = evolver.evolve(seed);
                assertThat(verdicts(graphs.relocateTo(evolved.btf(), before))).isEqualTo(evolved.expected());
                counts.merge(evolved.change(), 1, Integer::sum);
            }
        });
        assertThat(counts).containsOnlyKeys(TypeChange.values());
        assertThat(counts.values()).allMatch(count -> count > 10);
    }

    @Test
    void distillingARelocatedModuleAgainGivesTheSameSmallBase() {
        int[] again = {0};
        forEachSeed(seed -> {
            GraphGenerator generator = new GraphGenerator(seed);
            Btf base = generator.base();
            Distillation first = Distiller.distill(generator.split(base));
            Relocation home = new Relocator(base).relocate(first.split());
            if (home.succeeded()) {
                assertThat(accepted(() -> Distiller.distill(home.split()))
                                .base()
                                .toBytes())
                        .isEqualTo(first.base().toBytes());
                again[0]++;
            }
        });
        assertThat(again[0]).isGreaterThan(SEEDS / 4);
    }

    /** Small bases are in the order of the base's ids, so after a shuffle theirs is another one. */
    @Test
    void distillingAModuleThatWasRelocatedToAShuffledTargetGivesTheSameSmallBaseButForItsOrder() {
        int[] again = {0};
        forEachSeed(seed -> {
            GraphGenerator generator = new GraphGenerator(seed);
            Btf base = generator.base();
            Distillation first = Distiller.distill(generator.split(base));
            ShuffledTarget shuffled = Shuffler.forModule(base, first.split()).shuffle(seed);
            Relocation away = new Relocator(shuffled.btf()).relocate(first.split());
            if (away.succeeded()) {
                assertThat(accepted(() -> Distiller.distill(away.split()))
                                .base()
                                .ownTypes())
                        .containsExactlyInAnyOrderElementsOf(first.base().ownTypes());
                again[0]++;
            }
        });
        assertThat(again[0]).isGreaterThan(SEEDS / 4);
    }

    @Test
    void distillingOverAShuffledBaseGivesTheSameButForOrder() {
        int[] distilled = {0};
        forEachSeed(seed -> {
            GraphGenerator generator = new GraphGenerator(seed);
            Btf base = generator.base();
            Btf split = generator.split(base);
            Distillation first = Distiller.distill(split);
            ShuffledTarget shuffled = Shuffler.forModule(base, split).shuffle(seed);

            Distillation second = accepted(() -> Distiller.distill(shuffled.rebase(split)));

            assertThat(second.base().ownTypes())
                    .containsExactlyInAnyOrderElementsOf(first.base().ownTypes());
            Meaning meaning = Meaning.of(first.split(), second.split());
            int distance = shuffled.btf().typeCount() - base.typeCount();
            for (int id = 1; id < split.typeCount(); id++) {
                if (first.ids().contains(id)) {
                    int moved = id < base.typeCount() ? shuffled.ids().newId(id) : id + distance;
                    meaning.assertEqual(first.ids().newId(id), second.ids().newId(moved));
                }
            }
            distilled[0]++;
        });
        assertThat(distilled[0]).isGreaterThan(SEEDS / 2);
    }

    /** Where several types fit the first one is taken, so those are left out of the comparison. */
    @Test
    void inTheOtherLayoutAShuffledTargetGivesTheSameVerdictsAndTheSameNamedTypes() {
        int[] same = {0};
        int[] failed = {0};
        forEachSeed(seed -> {
            GraphGenerator generator = new GraphGenerator(seed);
            Btf base = generator.base();
            Btf split =
                    Distiller.distill(generator.split(base), Layout.BASE_REF).split();
            Btf target = seed % 2 == 0 ? base : generator.target(base);
            ShuffledTarget shuffled = Shuffler.forModule(target, split).shuffle(seed);

            Relocation before = relocateByBaseRef(split, target);
            Relocation after = accepted(() -> relocateByBaseRef(split, shuffled.btf()));

            assertThat(verdicts(after)).isEqualTo(verdicts(before));
            for (int i = 0; i < before.outcomes().size(); i++) {
                TypeOutcome was = before.outcomes().get(i);
                TypeOutcome is = after.outcomes().get(i);
                if (!was.isMapped()) {
                    failed[0]++;
                } else if (was.candidates().size() == 1 && !was.type().name().isEmpty()) {
                    assertThat(is.targetId()).isEqualTo(shuffled.ids().newId(was.targetId()));

                    same[0]++;
                }
            }
        });
        assertThat(same[0]).isGreaterThan(SEEDS / 4);
        assertThat(failed[0]).isGreaterThan(SEEDS / 10);
    }

    private static Relocation relocateByBaseRef(Btf split, Btf target) {
        return new Relocator(target, Layout.BASE_REF, RuleSet.KERNEL).relocate(split);
    }

    private static boolean tells(Finding.Cause cause, Relocation relocation, TypeOutcome outcome) {
        return relocation.findings().stream()
                .anyMatch(finding -> finding.id() == outcome.id() && finding.cause() == cause);
    }

    /**
     * Whether the verdict on a type depends on the order of the target's types: the module has it by value, exactly one of the
     * candidates is of its size, and others fit where size does not count, which it ceases to do at the first match.
     */
    private static final class OrderDependence {

        private final boolean embedded;
        private final int[] ofItsSize;
        private final int[] ofAnySize;

        OrderDependence(Btf split, Btf target, TypeOutcome outcome) {
            Forecast forecast = new Forecast(split);
            int[] candidates = outcome.candidates().stream()
                    .mapToInt(TypeOutcome.Candidate::id)
                    .toArray();
            this.embedded = outcome.embedded();
            this.ofItsSize = IntStream.of(candidates)
                    .filter(id -> forecast.fits(outcome.id(), true, target, id))
                    .toArray();
            this.ofAnySize = IntStream.of(candidates)
                    .filter(id -> forecast.fits(outcome.id(), false, target, id))
                    .toArray();
        }

        boolean exists() {
            return embedded && ofItsSize.length == 1 && ofAnySize.length > 1;
        }

        boolean theOneOfItsSizeIsLast() {
            return ofItsSize[0] == ofAnySize[ofAnySize.length - 1];
        }
    }

    private record Graphs(Btf split, Btf target) {

        static Graphs of(long seed) {
            GraphGenerator generator = new GraphGenerator(seed);
            Btf base = generator.distilledBase();
            return new Graphs(generator.split(base), generator.target(base));
        }

        Relocation relocateTo(Btf onto) {
            return new Relocator(onto).relocate(split);
        }

        /** What is wrong with the strings of a module is looked at only when it would succeed otherwise. */
        Relocation relocateTo(Btf onto, Relocation before) {
            return before.succeeded() ? accepted(() -> relocateTo(onto)) : relocateTo(onto);
        }
    }

    /** For input like some that was accepted before: a refusal would be a difference. */
    private static <T> T accepted(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (BtfFormatException e) {
            throw new AssertionError("refused: " + e.getMessage(), e);
        }
    }

    private static List<Verdict> verdicts(Relocation relocation) {
        return relocation.outcomes().stream().map(TypeOutcome::verdict).toList();
    }

    private interface Check {
        void on(long seed);
    }

    private static void forEachSeed(Check check) {
        int refused = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                check.on(seed);
            } catch (BtfFormatException e) {
                refused++;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertThat(refused).as("graphs that were refused as input").isLessThan(SEEDS / 2);
    }
}
