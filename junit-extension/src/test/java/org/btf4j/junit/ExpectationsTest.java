// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.junit.TestCases.failureOf;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.Kind;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;

/** When declarative expectations are met, and what they say when they are not. */
class ExpectationsTest {

    private static final String HERE = ExpectationsTest.class.getName();

    /** A driver that embeds one struct of the kernel and points to another one. */
    @BtfFixture(base = """
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] STRUCT 'device' size=16 vlen=1
                'id' type_id=1 bits_offset=0
            [3] STRUCT 'list_head' size=8 vlen=0
            """, split = """
            [4] PTR '(anon)' type_id=2
            [5] STRUCT 'driver' size=16 vlen=2
                'list' type_id=3 bits_offset=0
                'dev' type_id=4 bits_offset=64
            """)
    @Retention(RetentionPolicy.RUNTIME)
    @interface DriverFixture {}

    @DriverFixture
    @ExpectDistilled(base = """
            [1] STRUCT 'device' size=16 vlen=0
            [2] STRUCT 'list_head' size=8 vlen=0
            """, split = """
            [3] PTR '(anon)' type_id=1
            [4] STRUCT 'driver' size=16 vlen=2
                'list' type_id=2 bits_offset=0
                'dev' type_id=3 bits_offset=64
            """)
    @Retention(RetentionPolicy.RUNTIME)
    @interface DriverDistils {}

    @Nested
    class Met {

        @Test
        @DriverDistils
        void byAComposedAnnotation() {}

        @RepeatedTest(2)
        @DriverDistils
        void atEachRepetition() {}

        @Test
        @BtfFixture(base = "[1] FLOAT 'float' size=4", split = "[2] PTR '(anon)' type_id=0")
        @ExpectDistilled(base = "", split = "[1] PTR '(anon)' type_id=0")
        void byASplitThatNeedsNothingOfItsBase() {}

        @Test
        @DriverFixture
        @ExpectRelocated(target = """
                [1] STRUCT 'list_head' size=8 vlen=0
                [2] STRUCT 'device' size=400 vlen=0
                """, split = """
                [3] PTR '(anon)' type_id=2
                [4] STRUCT 'driver' size=16 vlen=2
                    'list' type_id=1 bits_offset=0
                    'dev' type_id=3 bits_offset=64
                """)
        void besideABodyThatLooksCloser(Btf split) {
            assertThat(split.find("driver", Kind.STRUCT)).containsExactly(5);
        }
    }

    @DriverFixture
    static class OtherBaseTestCase {
        @Test
        @ExpectDistilled(base = "[1] STRUCT 'device' size=16 vlen=0", split = "")
        void test() {}
    }

    @Test
    void otherDistilledBase() {
        assertThat(failureOf(OtherBaseTestCase.class))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("""
                        base of @ExpectDistilled on %s$OtherBaseTestCase.test differs from line 2 on (- expected, + actual):
                        + [2] STRUCT 'list_head' size=8 vlen=0""".formatted(HERE));
    }

    @DriverFixture
    static class OtherSplitTestCase {
        @Test
        @ExpectDistilled(base = """
                [1] STRUCT 'device' size=16 vlen=0
                [2] STRUCT 'list_head' size=8 vlen=0
                """, split = """
                [3] PTR '(anon)' type_id=1
                [4] STRUCT 'driver' size=16 vlen=2
                    'list' type_id=3 bits_offset=0
                    'dev' type_id=2 bits_offset=64
                """)
        void test() {}
    }

    @Test
    void otherDistilledSplit() {
        Throwable failure = failureOf(OtherSplitTestCase.class);

        assertThat(failure).isInstanceOf(AssertionFailedError.class).hasMessage("""
                        split of @ExpectDistilled on %s$OtherSplitTestCase.test differs from line 3 on (- expected, + actual):
                        - \t'list' type_id=3 bits_offset=0
                        - \t'dev' type_id=2 bits_offset=64
                        + \t'list' type_id=2 bits_offset=0
                        + \t'dev' type_id=3 bits_offset=64""".formatted(HERE));
        assertThat(((AssertionFailedError) failure).getActual().getValue()).isEqualTo("""
                        [3] PTR '(anon)' type_id=1
                        [4] STRUCT 'driver' size=16 vlen=2
                        \t'list' type_id=2 bits_offset=0
                        \t'dev' type_id=3 bits_offset=64
                        """);
    }

    @DriverFixture
    static class OtherRelocatedSplitTestCase {
        @Test
        @ExpectRelocated(target = """
                [1] STRUCT 'list_head' size=8 vlen=0
                [2] STRUCT 'device' size=16 vlen=0
                """, split = "[3] PTR '(anon)' type_id=1")
        void test() {}
    }

    @Test
    void otherRelocatedSplit() {
        assertThat(failureOf(OtherRelocatedSplitTestCase.class))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("""
                        split of @ExpectRelocated on %s$OtherRelocatedSplitTestCase.test differs from line 1 on (- expected, + actual):
                        - [3] PTR '(anon)' type_id=1
                        + [3] PTR '(anon)' type_id=2
                        + [4] STRUCT 'driver' size=16 vlen=2
                        + \t'list' type_id=1 bits_offset=0
                        + \t'dev' type_id=3 bits_offset=64""".formatted(HERE));
    }

    @DriverFixture
    static class CannotRelocateTestCase {
        @Test
        @ExpectRelocated(target = "[1] STRUCT 'list_head' size=24 vlen=0", split = "")
        void test() {}
    }

    @Test
    void aRelocationThatFailsGivesTheReasonForEachType() {
        assertThat(failureOf(CannotRelocateTestCase.class))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("""
                        @ExpectRelocated on %s$CannotRelocateTestCase.test: cannot relocate:
                          STRUCT 'device' size=16 in the module, nothing of that name in the target
                            needed by struct driver.dev → ptr → device
                          STRUCT 'list_head' size=8 in the module, STRUCT size=24 [1] in the target\
                         (embedded by value, so the sizes must be equal)
                            needed by struct driver.list → list_head (embedded)""".formatted(HERE));
    }

    @BtfFixture(base = """
            [1] FUNC_PROTO '(anon)' ret_type_id=0 vlen=0
            [2] FUNC 'printk' type_id=1 linkage=static
            """, split = "[3] PTR '(anon)' type_id=2")
    static class CannotDistilTestCase {
        @Test
        @ExpectDistilled(base = "", split = "")
        void test() {}
    }

    @Test
    void aSplitThatCannotBeDistilledSaysWhy() {
        assertThat(failureOf(CannotDistilTestCase.class))
                .isInstanceOf(AssertionFailedError.class)
                .hasCauseInstanceOf(BtfFormatException.class)
                .hasMessage("@ExpectDistilled on " + HERE + "$CannotDistilTestCase.test: split of the fixture, "
                        + "type [3] PTR '(anon)': found a reference to [2] FUNC 'printk' of the base,"
                        + " expected only kinds of types that a module can share with its kernel."
                        + " If the base is not the one that this split BTF was encoded against, give that one.");
    }

    @BtfFixture(base = "[1] STRUCT 'device' size=16 vlen=0", split = """
            [2] STRUCT 'driver' size=16 vlen=1
                'endless' type_id=3 bits_offset=0
            [3] CONST '(anon)' type_id=3
            """)
    static class CircleTestCase {
        @Test
        @ExpectRelocated(target = "[1] STRUCT 'device' size=16 vlen=0", split = "")
        void test() {}
    }

    @Test
    void aSplitThatCannotBeRelocatedAnywhereSaysWhy() {
        assertThat(failureOf(CircleTestCase.class))
                .isInstanceOf(AssertionFailedError.class)
                .hasCauseInstanceOf(BtfFormatException.class)
                .hasMessage("@ExpectRelocated on " + HERE
                        + "$CircleTestCase.test: distilled split, type [2] CONST '(anon)':"
                        + " found a type that leads back to itself,"
                        + " expected an end to the chain of qualifiers, typedefs and arrays");
    }

    @DriverFixture
    static class MalformedTargetTestCase {
        @Test
        @ExpectRelocated(target = "[1] STRUCT 'device' size=16", split = "")
        void test() {}
    }

    @Test
    void malformedTarget() {
        assertThat(failureOf(MalformedTargetTestCase.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasCauseInstanceOf(BtfFormatException.class)
                .hasMessage("target of @ExpectRelocated on " + HERE
                        + "$MalformedTargetTestCase.test, line 1, type [1] STRUCT 'device':"
                        + " found the end of the line, expected ' vlen='");
    }

    @DriverFixture
    static class EmptyNameTestCase {
        @Test
        @ExpectRelocated(target = "[1] STRUCT '' size=16 vlen=0", split = "")
        void test() {}
    }

    @Test
    void aTargetThatNothingCanBeRelocatedToSaysWhy() {
        assertThat(failureOf(EmptyNameTestCase.class))
                .isInstanceOf(AssertionFailedError.class)
                .hasCauseInstanceOf(BtfFormatException.class)
                .hasMessage("@ExpectRelocated on " + HERE + "$EmptyNameTestCase.test: target, type [1] STRUCT '(anon)':"
                        + " found an empty name at string offset 1, expected string offset 0 for an anonymous type."
                        + " Kernels take such a type for the counterpart of void and refuse every module.");
    }

    @BtfFixture(base = "[1] STRUCT 'device' size=16 vlen=0")
    static class NothingToDistilTestCase {
        @Test
        @ExpectDistilled(base = "", split = "")
        void test() {}
    }

    @Test
    void aFixtureWithoutSplit() {
        assertThat(failureOf(NothingToDistilTestCase.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@ExpectDistilled on " + HERE + "$NothingToDistilTestCase.test needs split BTF, but"
                        + " @BtfFixture on " + HERE + "$NothingToDistilTestCase has no split. Add one to it.");
    }

    static class NoFixtureTestCase {
        @Test
        @ExpectRelocated(target = "", split = "")
        void test() {}
    }

    @Test
    void noFixture() {
        assertThat(failureOf(NoFixtureTestCase.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("No @BtfFixture on " + HERE + "$NoFixtureTestCase.test or a class around it."
                        + " Declare the BTF that the test works on with @BtfFixture(base = ..., split = ...).");
    }

    @DriverFixture
    static class FailingBodyTestCase {
        @Test
        @ExpectDistilled(base = "", split = "")
        void test() {
            throw new IllegalStateException("the body's own failure");
        }
    }

    @Test
    void aBodyThatFailsIsNotFollowedByExpectations() {
        assertThat(failureOf(FailingBodyTestCase.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the body's own failure")
                .hasNoSuppressedExceptions();
    }

    @DriverFixture
    static class AbortedBodyTestCase {
        @Test
        @ExpectDistilled(base = "", split = "")
        void test() {
            Assumptions.abort("nothing to test here");
        }
    }

    @Test
    void anAbortedTestStaysAborted() {
        TestCases.select(AbortedBodyTestCase.class)
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(1).aborted(1).failed(0));
    }
}
