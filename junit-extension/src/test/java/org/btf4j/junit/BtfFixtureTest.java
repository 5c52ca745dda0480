// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.junit.BtfAssertions.assertRawDump;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.btf4j.model.Btf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** Which fixture a test gets, and where. */
@BtfFixture(base = BtfFixtureTest.INT, split = BtfFixtureTest.POINTER)
class BtfFixtureTest {

    static final String INT = "[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED";
    static final String POINTER = "[2] PTR '(anon)' type_id=1";
    static final String CHAR = "[1] INT 'char' size=1 bits_offset=0 nr_bits=8 encoding=SIGNED";
    static final String SHORT = "[1] INT 'short' size=2 bits_offset=0 nr_bits=16 encoding=SIGNED";

    @BtfFixture(base = SHORT)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ShortFixture {}

    @BtfFixture(base = SHORT)
    interface WithShort {}

    @BtfFixture(base = SHORT)
    abstract static class Shorts {}

    @Test
    void aSplitIsInjectedOverItsBase(Btf btf) {
        assertRawDump(POINTER, btf);
        assertRawDump(INT, Objects.requireNonNull(btf.base()));
    }

    @Test
    @BtfFixture(base = CHAR)
    void aBaseIsInjectedWhereNoSplitIsDeclared(Btf btf) {
        assertRawDump(CHAR, btf);
        assertThat(btf.base()).isNull();
    }

    @Test
    @ShortFixture
    void aComposedAnnotationDeclaresItsFixture(Btf btf) {
        assertRawDump(SHORT, btf);
    }

    @Test
    void allParametersOfATestAreTheSameObject(Btf one, TestInfo notOurs, Btf other) {
        assertThat(other).isSameAs(one);
        assertThat(notOurs.getTestMethod()).isPresent();
    }

    @Nested
    class NestedClass {
        @Test
        void inheritsTheFixtureAroundIt(Btf btf) {
            assertRawDump(POINTER, btf);
        }
    }

    @Nested
    @BtfFixture(base = CHAR)
    class NestedClassWithItsOwn {
        @Test
        void replacesTheFixtureAroundIt(Btf btf) {
            assertRawDump(CHAR, btf);
        }

        @Test
        @BtfFixture(base = SHORT)
        void isReplacedByItsMethod(Btf btf) {
            assertRawDump(SHORT, btf);
        }

        @Nested
        class Deeper {
            @Test
            void inheritsTheNearest(Btf btf) {
                assertRawDump(CHAR, btf);
            }
        }
    }

    @Nested
    class NestedSubclass extends Shorts {
        @Test
        void inheritsFromItsSuperclassFirst(Btf btf) {
            assertRawDump(SHORT, btf);
        }
    }

    @Nested
    class NestedImplementation implements WithShort {
        @Test
        void inheritsFromItsInterfaceFirst(Btf btf) {
            assertRawDump(SHORT, btf);
        }
    }

    @Nested
    class Lifecycle {

        private final Btf inConstructor;
        private final List<Btf> before = new ArrayList<>();

        Lifecycle(Btf btf) {
            inConstructor = btf;
        }

        @BeforeEach
        void prepare(Btf btf) {
            before.add(btf);
        }

        @Test
        void hasTheFixtureOfTheClassEverywhere(Btf btf) {
            assertRawDump(POINTER, btf);
        }

        @Test
        @BtfFixture(base = CHAR)
        void hasTheFixtureOfTheMethodEverywhere(Btf btf) {
            assertRawDump(CHAR, btf);
        }

        @AfterEach
        void allGotTheSame(Btf btf) {
            assertThat(inConstructor).isSameAs(btf);
            assertThat(before).containsExactly(btf);
        }
    }

    @Nested
    class OnlyOnTheMethod {

        private final Btf inConstructor;

        OnlyOnTheMethod(Btf btf) {
            inConstructor = btf;
        }

        @Test
        @BtfFixture(base = CHAR)
        void servesTheConstructorToo() {
            assertRawDump(CHAR, inConstructor);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OncePerClass {

        private final Btf inConstructor;
        private final List<Btf> beforeAll = new ArrayList<>();

        OncePerClass(Btf btf) {
            inConstructor = btf;
        }

        @BeforeAll
        void prepare(Btf btf) {
            beforeAll.add(btf);
        }

        @Test
        @BtfFixture(base = CHAR)
        void hasTheFixtureOfTheClass(Btf btf) {
            assertRawDump(CHAR, btf);
            assertRawDump(POINTER, inConstructor);
            assertThat(beforeAll).containsExactly(inConstructor);
        }
    }

    @BtfFixture(base = INT, split = POINTER)
    static class ParallelTestCase {

        static final Set<Btf> INJECTED = ConcurrentHashMap.newKeySet();

        @RepeatedTest(200)
        void collects(Btf btf) {
            INJECTED.add(btf);
        }
    }

    static class OtherParallelTestCase {

        @RepeatedTest(200)
        @BtfFixture(base = INT)
        void collects(Btf btf) {
            ParallelTestCase.INJECTED.add(btf);
        }
    }

    @Test
    void equalDumpsAreParsedOnceInARunEvenInParallel() {
        TestCases.select(ParallelTestCase.class, OtherParallelTestCase.class)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(400).succeeded(400));

        List<Btf> splits = ParallelTestCase.INJECTED.stream()
                .filter(btf -> btf.base() != null)
                .toList();
        assertThat(splits).hasSize(1);
        assertThat(ParallelTestCase.INJECTED)
                .containsExactlyInAnyOrder(splits.get(0), splits.get(0).base());
    }
}
