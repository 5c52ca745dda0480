// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.junit.TestCases.select;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.btf4j.model.Btf;
import org.btf4j.model.Kind;
import org.btf4j.transform.Layout;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.ShuffledTarget;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A test over shuffled targets, with a body and without. */
@BtfFixture(base = """
        [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
        [2] STRUCT 'list_head' size=16 vlen=2
            'next' type_id=3 bits_offset=0
            'prev' type_id=3 bits_offset=64
        [3] PTR '(anon)' type_id=2
        [4] STRUCT 'device' size=32 vlen=3
            'id' type_id=1 bits_offset=0
            'parent' type_id=5 bits_offset=64
            'children' type_id=2 bits_offset=128
        [5] PTR '(anon)' type_id=4
        [6] STRUCT 'file' size=16 vlen=2
            'id' type_id=1 bits_offset=0
            'dev' type_id=5 bits_offset=64
        [7] TYPEDEF 'list' type_id=2
        """, split = """
        [8] STRUCT 'driver' size=24 vlen=2
            'list' type_id=7 bits_offset=0
            'dev' type_id=5 bits_offset=128
        """)
class BtfShuffleTest {

    @BtfShuffle
    @ExpectSameRelocation
    void needsNoBody() {}

    @BtfShuffle(layout = Layout.BASE_REF)
    @ExpectSameRelocation
    void knowsBothLayouts() {}

    @BtfShuffle(runs = 20, target = """
            [1] STRUCT 'file' size=8 vlen=0
            [2] STRUCT 'device' size=4 vlen=0
            [3] STRUCT 'list_head' size=16 vlen=0
            """)
    @ExpectSameRelocation
    void shufflesAnyTarget() {}

    @BtfShuffle(runs = 10, seed = 42)
    void injectsWhatIsSpecialAboutARun(Btf split, ShuffledTarget target, Relocation relocation) {
        assertThat(split.find("driver", Kind.STRUCT)).hasSize(1);
        assertThat(target.seed()).isBetween(42L, 51L);
        assertThat(relocation.split().base()).isSameAs(target.btf());
    }

    @BtfShuffle(runs = 10)
    @BtfMatrix
    @ExpectSameRelocation
    void runsInEveryEncoding(Btf split, ShuffledTarget target, BtfMatrix.Cell cell) {
        assertThat(target.btf().byteOrder()).isEqualTo(cell.endian().byteOrder());
        assertThat(split.byteOrder()).isEqualTo(cell.endian().byteOrder());
        assertThat(split.headerLength()).isEqualTo(cell.headerLength());
    }

    @BtfShuffle(runs = 5)
    @BtfFixture(base = "[1] STRUCT 'device' size=8 vlen=0")
    void needsNoSplit(ShuffledTarget target) {
        assertThat(target.btf().find("device", Kind.STRUCT)).hasSize(1);
    }

    @BtfShuffle(runs = 5)
    @ExpectSameRelocation
    @Retention(RetentionPolicy.RUNTIME)
    @interface OnFiveKernels {}

    @OnFiveKernels
    void canBeComposed(Relocation relocation) {
        assertThat(relocation.succeeded()).isTrue();
    }

    @Nested
    class Lifecycle {

        private ShuffledTarget before;

        @BeforeEach
        void prepare(ShuffledTarget target) {
            before = target;
        }

        @BtfShuffle(runs = 3)
        void seesTheSameTargetEverywhere(ShuffledTarget target) {
            assertThat(target).isSameAs(before);
        }
    }

    static class RunsTestCase {

        @BtfShuffle(runs = 4, seed = 7)
        @BtfFixture(base = "[1] STRUCT 'device' size=8 vlen=0")
        void test() {}
    }

    @Test
    void eachRunSaysItsSeed() {
        assertThat(namesOfRuns(select(RunsTestCase.class)))
                .containsExactly(
                        "run 1 of 4, seed 7", "run 2 of 4, seed 8", "run 3 of 4, seed 9", "run 4 of 4, seed 10");
    }

    @Test
    void aConfigurationParameterReplacesSeedAndNumber() {
        assertThat(namesOfRuns(select(RunsTestCase.class)
                        .configurationParameter("btf.shuffle.seed", "-3")
                        .configurationParameter("btf.shuffle.runs", "2")))
                .containsExactly("run 1 of 2, seed -3", "run 2 of 2, seed -2");
    }

    @Test
    void aRandomSeedIsDrawnOnceInARun() {
        EngineTestKit.Builder random = select(RunsTestCase.class, OtherRunsTestCase.class)
                .configurationParameter("btf.shuffle.seed", "random")
                .configurationParameter("btf.shuffle.runs", "1");

        List<String> names = namesOfRuns(random);

        assertThat(names).hasSize(2).allMatch(name -> name.matches("run 1 of 1, seed \\d{1,9}"));
        assertThat(names.get(0)).isEqualTo(names.get(1));
    }

    static class OtherRunsTestCase {
        @BtfShuffle
        @BtfFixture(base = "[1] STRUCT 'device' size=8 vlen=0")
        void test() {}
    }

    private static List<String> namesOfRuns(EngineTestKit.Builder kit) {
        return kit.execute().testEvents().succeeded().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    static class ParallelTestCase {

        static final Set<Btf> TARGETS = ConcurrentHashMap.newKeySet();

        @BtfShuffle(runs = 200)
        @ExpectSameRelocation
        @BtfFixture(base = "[1] STRUCT 'device' size=8 vlen=0", split = "[2] PTR '(anon)' type_id=1")
        void test(ShuffledTarget target) {
            TARGETS.add(target.btf());
        }
    }

    @Test
    void runsMayGoInParallel() {
        select(ParallelTestCase.class)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(200).succeeded(200));
        assertThat(ParallelTestCase.TARGETS).hasSize(200);
    }
}
