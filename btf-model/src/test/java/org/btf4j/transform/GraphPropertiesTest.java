// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.Test;

/**
 * What must hold for whatever BTF there is, tried on random graphs.
 *
 * <p>A failure names the seed; {@code new GraphGenerator(seed)} makes the same graphs again. Each test also checks that a good
 * part of the graphs got as far as what it is about.
 */
class GraphPropertiesTest {

    private static final int SEEDS = 3_000;

    /** A generator, for more graphs, and what it made first. */
    private record Case(long seed, GraphGenerator graphs, Btf base, Btf split) {}

    @Test
    void distillingChangesNoInputAndIsDeterministic() {
        int distilled = forEachCase(it -> {
            byte[] base = it.base.toBytes();
            byte[] split = it.split.toBytes();

            Distillation first = distill(it.split);
            Distillation second = Distiller.distill(it.split);

            assertThat(it.base.toBytes()).isEqualTo(base);
            assertThat(it.split.toBytes()).isEqualTo(split);
            assertThat(second.base().toBytes()).isEqualTo(first.base().toBytes());
            assertThat(second.split().toBytes()).isEqualTo(first.split().toBytes());
        });
        assertThat(distilled).isGreaterThan(SEEDS / 2);
    }

    @Test
    void distillingGivesBytesThatReadAsTheSame() {
        int distilled = forEachCase(it -> {
            Distillation result = distill(it.split);

            Btf base = Btf.read(result.base().toBytes());
            Btf split = Btf.read(result.split().toBytes(), base);

            assertThat(base.ownTypes()).isEqualTo(result.base().ownTypes());
            assertThat(split.ownTypes()).isEqualTo(result.split().ownTypes());
        });
        assertThat(distilled).isGreaterThan(SEEDS / 2);
    }

    @Test
    void distillingGivesEveryNewTypeToOneOldType() {
        int distilled = forEachCase(it -> {
            Distillation result = distill(it.split);
            IdMap ids = result.ids();

            int[] newIds = IntStream.range(0, it.split.typeCount())
                    .filter(ids::contains)
                    .map(ids::newId)
                    .sorted()
                    .toArray();

            assertThat(newIds)
                    .containsExactly(
                            IntStream.range(0, result.split().typeCount()).toArray());
            for (int id = it.split.firstId(); id < it.split.typeCount(); id++) {
                assertThat(ids.newId(id))
                        .isEqualTo(id - it.split.firstId() + result.split().firstId());
            }
        });
        assertThat(distilled).isGreaterThan(SEEDS / 2);
    }

    @Test
    void distillingKeepsTheMeaningOfEveryType() {
        int distilled = forEachCase(it -> {
            Distillation result = distill(it.split);
            Meaning meaning = Meaning.ofDistilled(it.split, result.split());
            for (int id = 0; id < it.split.typeCount(); id++) {
                if (result.ids().contains(id)) {
                    meaning.assertEqual(id, result.ids().newId(id));
                }
            }
        });
        assertThat(distilled).isGreaterThan(SEEDS / 2);
    }

    @Test
    void distillingASplitOverASplitKeepsTheMeaningOfEveryType() {
        int distilled = forEachCase(it -> {
            Btf top = it.graphs.split(it.split);
            Distillation result = distill(top);
            assertThat(result.base().base()).isNull();
            Meaning meaning = Meaning.ofDistilled(top, result.split());
            for (int id = top.firstId(); id < top.typeCount(); id++) {
                meaning.assertEqual(id, result.ids().newId(id));
            }
        });
        assertThat(distilled).isGreaterThan(SEEDS / 2);
    }

    @Test
    void relocatingOntoTheOwnBaseKeepsTheMeaningOfEveryType() {
        int relocated = forEachCase(it -> {
            Distillation distilled = distill(it.split);
            Relocation relocation = succeed(relocate(distilled.split(), it.base));
            Meaning meaning = Meaning.of(it.split, relocation.split());
            for (int id = 0; id < it.split.typeCount(); id++) {
                if (distilled.ids().contains(id)) {
                    int newId = relocation.ids().newId(distilled.ids().newId(id));
                    boolean shared =
                            distilled.ids().newId(id) < distilled.split().firstId();
                    if (shared) {
                        assertThat(newId).isEqualTo(id);
                    } else {
                        meaning.assertEqual(id, newId);
                    }
                }
            }
        });
        assertThat(relocated).isGreaterThan(SEEDS / 2);
    }

    @Test
    void relocatingChangesNoInputAndIsDeterministic() {
        int relocated = forEachCase(it -> {
            Btf base = it.graphs.distilledBase();
            Btf split = it.graphs.split(base);
            Btf target = it.graphs.target(base);
            List<byte[]> before = bytes(base, split, target);

            Relocation first = relocate(split, target);
            Relocation second = new Relocator(target).relocate(split);

            assertThat(bytes(base, split, target))
                    .usingElementComparator(Arrays::compare)
                    .isEqualTo(before);
            assertThat(second.outcomes()).isEqualTo(first.outcomes());
            assertThat(second.succeeded()).isEqualTo(first.succeeded());
            if (first.succeeded()) {
                assertThat(second.split().toBytes()).isEqualTo(first.split().toBytes());
            }
        });
        assertThat(relocated).isGreaterThan(SEEDS / 2);
    }

    @Test
    void relocatingLeavesTheOwnTypesAsTheyAreButForIds() {
        int relocated = forEachCase(it -> {
            Btf base = it.graphs.distilledBase();
            Btf split = it.graphs.split(base);
            Relocation relocation = succeed(relocate(split, it.graphs.target(base)));
            Btf moved = relocation.split();
            assertThat(moved.copyStrings()).isEqualTo(split.copyStrings());
            assertThat(moved.typeCount() - moved.firstId()).isEqualTo(split.typeCount() - split.firstId());
            for (int id = split.firstId(); id < split.typeCount(); id++) {
                int newId = relocation.ids().newId(id);
                assertThat(moved.kind(newId)).isEqualTo(split.kind(id));
                assertThat(moved.name(newId)).isEqualTo(split.name(id));
                assertThat(moved.vlen(newId)).isEqualTo(split.vlen(id));
            }
        });
        assertThat(relocated).isGreaterThan(SEEDS / 4);
    }

    /** Thrown by a check that has nothing to say about a case. */
    private static final class Skipped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Runs a check for each seed; gives the number of cases that were not skipped. */
    private static int forEachCase(Consumer<Case> check) {
        int skipped = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            GraphGenerator graphs = new GraphGenerator(seed);
            Btf base = graphs.base();
            try {
                check.accept(new Case(seed, graphs, base, graphs.split(base)));
            } catch (Skipped e) {
                skipped++;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        return SEEDS - skipped;
    }

    /** Distils, or skips the case where the split needs something of the base that cannot be lent. */
    private static Distillation distill(Btf split) {
        try {
            return Distiller.distill(split);
        } catch (BtfFormatException e) {
            throw new Skipped();
        }
    }

    /** Relocates, or skips the case where a string of the base names no type, or the target has an empty name. */
    private static Relocation relocate(Btf split, Btf target) {
        try {
            return new Relocator(target).relocate(split);
        } catch (BtfFormatException e) {
            throw new Skipped();
        }
    }

    private static Relocation succeed(Relocation relocation) {
        if (!relocation.succeeded()) {
            throw new Skipped();
        }
        return relocation;
    }

    private static List<byte[]> bytes(Btf... all) {
        return Stream.of(all).map(Btf::toBytes).toList();
    }
}
