// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.btf4j.junit.TestCases.failureOf;
import static org.btf4j.junit.TestCases.failuresOf;
import static org.btf4j.junit.TestCases.select;
import static org.btf4j.junit.TestCases.whyNotInjected;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.btf4j.junit.BtfMatrix.Endian;
import org.btf4j.model.Btf;
import org.btf4j.text.RawDump;
import org.btf4j.transform.EvolvedTarget;
import org.btf4j.transform.Layout;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.Relocator;
import org.btf4j.transform.ShuffledTarget;
import org.btf4j.transform.TypeChange;
import org.btf4j.transform.TypeOutcome.Verdict;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.opentest4j.AssertionFailedError;

/** What a test over targets or encodings says when it fails, and when it cannot be run. */
class ScenarioMessagesTest {

    private static final String HERE = ScenarioMessagesTest.class.getName();

    @BtfFixture(base = "[1] STRUCT 'device' size=16 vlen=0", split = """
            [2] STRUCT 'driver' size=16 vlen=1
                'dev' type_id=1 bits_offset=0
            """)
    @Retention(RetentionPolicy.RUNTIME)
    @interface DriverFixture {}

    /** The last lines of a failure in a test case. */
    private static String run(String annotation, String target, String testCase, long seed) {
        return "\n  on the target of " + target + "\n  again with seed = " + seed + ", runs = 1 in @" + annotation
                + ", or with mvn test '-Dtest=" + HERE + "$" + testCase + "#test' -Dbtf.shuffle.seed=" + seed
                + " -Dbtf.shuffle.runs=1";
    }

    @Nested
    class AFailure {

        @DriverFixture
        static class AssertionTestCase {
            @BtfShuffle(seed = 9, runs = 1)
            void test() {
                assertEquals("one", "other");
            }
        }

        @Test
        void ofAnAssertionSaysInItsMessageHowToHaveItAgain() {
            Throwable failure = failureOf(AssertionTestCase.class);

            assertThat(failure)
                    .isExactlyInstanceOf(AssertionFailedError.class)
                    .hasMessage("expected: <one> but was: <other>"
                            + run(
                                    "BtfShuffle",
                                    "seed 9: 12 types added, a second STRUCT 'device' of 32 bytes",
                                    "AFailure$AssertionTestCase",
                                    9))
                    .hasCauseExactlyInstanceOf(AssertionFailedError.class);
            assertThat(((AssertionFailedError) failure).getExpected().getValue())
                    .isEqualTo("one");
            assertThat(((AssertionFailedError) failure).getActual().getValue()).isEqualTo("other");
        }

        @DriverFixture
        static class PlainErrorTestCase {
            @BtfEvolve(seed = 1, runs = 1)
            void test() {
                throw new AssertionError();
            }
        }

        @Test
        void withoutMessageGetsOne() {
            assertThat(failureOf(PlainErrorTestCase.class))
                    .isExactlyInstanceOf(AssertionFailedError.class)
                    .hasMessage(run(
                            "BtfEvolve",
                            "seed 1: STRUCT 'device' has a new member 'added' at its end, 16 to 24 bytes",
                            "AFailure$PlainErrorTestCase",
                            1));
        }

        @DriverFixture
        static class ExceptionTestCase {
            @BtfShuffle(seed = 9, runs = 1)
            void test() throws IOException {
                throw new IOException("disk full");
            }
        }

        @Test
        void ofAnotherSortStaysWhatItIsAndHasTheRunBesideIt() {
            Throwable failure = failureOf(ExceptionTestCase.class);

            assertThat(failure).isExactlyInstanceOf(IOException.class).hasMessage("disk full");
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .satisfies(run -> assertThat(run)
                            .hasMessage(run(
                                            "BtfShuffle",
                                            "seed 9: 12 types added, a second STRUCT 'device' of 32 bytes",
                                            "AFailure$ExceptionTestCase",
                                            9)
                                    .strip()));
        }

        @DriverFixture
        static class MatrixTestCase {
            @BtfMatrix(byteOrders = Endian.BIG, headerLengths = 32)
            void test() {
                assertEquals("one", "other");
            }
        }

        @Test
        void ofAMatrixSaysTheEncoding() {
            assertThat(failureOf(MatrixTestCase.class))
                    .hasMessage("expected: <one> but was: <other>\n"
                            + "  with BTF that is big-endian, 32-byte header, distilled");
        }

        @DriverFixture
        static class AbortedTestCase {
            @BtfShuffle(runs = 2)
            @ExpectSameRelocation
            void test() {
                Assumptions.abort("not today");
            }
        }

        @Test
        void isNotMadeOfAnAbortedTest() {
            select(AbortedTestCase.class)
                    .execute()
                    .testEvents()
                    .assertStatistics(
                            statistics -> statistics.started(2).aborted(2).failed(0));
        }
    }

    @Nested
    class SameRelocation {

        @DriverFixture
        static class OtherSizeTestCase {
            @BtfShuffle(runs = 1, target = "[1] STRUCT 'device' size=24 vlen=0")
            @ExpectSameRelocation
            void test() {}
        }

        @Test
        void onATargetThatDoesNotFitFromTheOutset() {
            assertThat(failureOf(OtherSizeTestCase.class))
                    .isExactlyInstanceOf(AssertionFailedError.class)
                    .hasMessage("@ExpectSameRelocation on " + HERE
                            + "$SameRelocation$OtherSizeTestCase.test on the target as it is: cannot relocate:"
                            + "\n  STRUCT 'device' size=16 in the module, STRUCT size=24 [1] in the target"
                            + " (embedded by value, so the sizes must be equal)"
                            + "\n    needed by struct driver.dev → device (embedded)"
                            + run("BtfShuffle", "seed 0: 12 types added", "SameRelocation$OtherSizeTestCase", 0));
        }

        @BtfFixture(base = "[1] STRUCT 'device' size=16 vlen=0", split = """
            [2] STRUCT 'driver' size=16 vlen=1
                'dev' type_id=1 bits_offset=0
            """)
        static class OrderTestCase {
            @BtfShuffle(runs = 2, seed = 0, target = """
                    [1] FWD 'device' fwd_kind=struct
                    [2] STRUCT 'device' size=16 vlen=0
                    """)
            @ExpectSameRelocation
            void test() {}
        }

        @Test
        void whereTheOrderOfTheTargetDecides() {
            List<TestExecutionResult> results = results(select(OrderTestCase.class));

            assertThat(results).extracting(TestExecutionResult::getStatus).contains(TestExecutionResult.Status.FAILED);
            assertThat(results.get(0).getThrowable())
                    .get()
                    .satisfies(failure -> assertThat(failure)
                            .hasMessage("@ExpectSameRelocation on " + HERE
                                    + "$SameRelocation$OrderTestCase.test: cannot relocate:"
                                    + "\n  STRUCT 'device' size=16 in the module, more than one counterpart in the target:"
                                    + " STRUCT size=16 [1] and FWD fwd_kind=struct [2]"
                                    + "\n    needed by struct driver.dev → device (embedded)"
                                    + "\n  note: STRUCT 'device' size=16 fits [1] STRUCT 'device' size=16,"
                                    + " but would only if [2] FWD 'device' fwd_kind=struct came before it"
                                    + "\n    needed by struct driver.dev → device (embedded)"
                                    + run("BtfShuffle", "seed 0: 8 types added", "SameRelocation$OrderTestCase", 0)));
        }

        @BtfFixture(base = "[1] STRUCT 'device' size=16 vlen=0")
        static class NoSplitTestCase {
            @BtfShuffle(runs = 1)
            @ExpectSameRelocation
            void test() {}
        }

        @Test
        void withoutSplit() {
            assertThat(failureOf(NoSplitTestCase.class))
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("@BtfShuffle on " + HERE + "$SameRelocation$NoSplitTestCase.test needs split BTF, but"
                            + " @BtfFixture on " + HERE
                            + "$SameRelocation$NoSplitTestCase has no split. Add one to it.");
        }

        @DriverFixture
        static class NoShuffleTestCase {
            @Test
            @ExpectSameRelocation
            void test() {}
        }

        @Test
        void withoutShuffle() {
            assertThat(failureOf(NoShuffleTestCase.class))
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("@ExpectSameRelocation on " + HERE + "$SameRelocation$NoShuffleTestCase.test"
                            + " says nothing without @BtfShuffle. Put that on the method in place of @Test.");
        }
    }

    @Nested
    class Verdicts {

        /** Relocating says what the rules demand, so the expectation is made wrong here. */
        @Test
        void thatDiffer() {
            Btf split =
                    RawDump.parse("[2] PTR '(anon)' type_id=1", RawDump.parse("[1] STRUCT 'device' size=16 vlen=0"));
            Relocation relocation = new Relocator(RawDump.parse("[1] STRUCT 'device' size=24 vlen=0")).relocate(split);

            assertThatThrownBy(() ->
                            ScenarioExpectations.verdicts("@ExpectVerdicts", relocation, List.of(Verdict.MISSING)))
                    .isExactlyInstanceOf(AssertionFailedError.class)
                    .hasMessage(
                            "@ExpectVerdicts: by the rules expected"
                                    + "\n  MISSING, but MAPPED: STRUCT 'device' size=16 in the module, found in the target as [1]");
        }

        @DriverFixture
        static class BesideShuffleTestCase {
            @BtfShuffle(runs = 1)
            @ExpectVerdicts
            void test() {}
        }

        @Test
        void besideShuffle() {
            assertThat(failureOf(BesideShuffleTestCase.class))
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("@ExpectVerdicts on " + HERE + "$Verdicts$BesideShuffleTestCase.test"
                            + " says nothing without @BtfEvolve. Put that on the method in place of @Test.");
        }
    }

    @Nested
    class CannotBeRun {

        @DriverFixture
        static class ZeroRunsTestCase {
            @BtfShuffle(runs = 0)
            void test() {}
        }

        @Test
        void zeroTimes() {
            assertRefused(
                    ZeroRunsTestCase.class,
                    "runs of @BtfShuffle on " + HERE + "$CannotBeRun$ZeroRunsTestCase.test is 0. Give at least 1.");
        }

        @DriverFixture
        static class OneRunTestCase {
            @BtfEvolve(runs = 1)
            void test() {}
        }

        @Test
        void withAParameterThatIsNoNumber() {
            assertThat(refusal(select(OneRunTestCase.class).configurationParameter("btf.shuffle.seed", "seven")))
                    .hasMessage("btf.shuffle.seed is 'seven'. Give a whole number, or random.");
            assertThat(refusal(select(OneRunTestCase.class).configurationParameter("btf.shuffle.runs", "many")))
                    .hasMessage("btf.shuffle.runs is 'many'. Give a whole number.");
            assertThat(refusal(select(OneRunTestCase.class).configurationParameter("btf.shuffle.runs", "-1")))
                    .hasMessage("btf.shuffle.runs is -1. Give at least 1.");
        }

        @DriverFixture
        static class BothTestCase {
            @BtfShuffle
            @BtfEvolve
            void test() {}
        }

        @Test
        void shuffledAndChanged() {
            assertRefused(
                    BothTestCase.class,
                    "@BtfShuffle on " + HERE + "$CannotBeRun$BothTestCase.test stands beside @BtfEvolve."
                            + " Make two tests of it: a target is either shuffled or changed.");
        }

        @BtfFixture(base = "[1] STRUCT 'device' size=16 vlen=0")
        static class OnlyBaseTestCase {
            @BtfEvolve
            void test() {}
        }

        @Test
        void changedWithoutSplit() {
            assertRefused(
                    OnlyBaseTestCase.class,
                    "@BtfEvolve on " + HERE + "$CannotBeRun$OnlyBaseTestCase.test needs split BTF, but @BtfFixture on "
                            + HERE + "$CannotBeRun$OnlyBaseTestCase has no split. Add one to it.");
        }

        @DriverFixture
        static class NothingToChangeTestCase {
            @BtfEvolve(target = "[1] STRUCT 'file' size=16 vlen=0")
            void test() {}
        }

        @Test
        void changedWithNothingToChange() {
            assertRefused(
                    NothingToChangeTestCase.class,
                    "@BtfEvolve on " + HERE
                            + "$CannotBeRun$NothingToChangeTestCase.test: the target has no type that the split of the"
                            + " fixture looks for, so there is none to change.");
        }

        @DriverFixture
        static class NoSuchTypeTestCase {
            @BtfEvolve(types = {"device", "file"})
            void test() {}
        }

        @DriverFixture
        static class NoSuchChangeTestCase {
            @BtfEvolve(changes = TypeChange.WIDENED)
            void test() {}
        }

        @Test
        void changedInAWayThatIsNotPossible() {
            assertRefused(
                    NoSuchTypeTestCase.class,
                    "@BtfEvolve on " + HERE
                            + "$CannotBeRun$NoSuchTypeTestCase.test: there is no type 'file' that the module looks for"
                            + " and that can be changed.");
            assertRefused(
                    NoSuchChangeTestCase.class,
                    "@BtfEvolve on " + HERE
                            + "$CannotBeRun$NoSuchChangeTestCase.test: the change WIDENED can be made to none of the types.");
        }

        @DriverFixture
        static class OtherLayoutTestCase {
            @BtfEvolve
            @BtfMatrix(layouts = Layout.BASE_REF)
            void test() {}
        }

        @Test
        void changedInTheOtherLayout() {
            assertRefused(
                    OtherLayoutTestCase.class,
                    "layouts of @BtfMatrix on " + HERE
                            + "$CannotBeRun$OtherLayoutTestCase.test has BASE_REF, but the verdicts that"
                            + " @BtfEvolve expects are those of kernels, which know only DISTILLED.");
        }

        @DriverFixture
        static class EmptyMatrixTestCase {
            @BtfMatrix(byteOrders = {})
            void test() {}
        }

        @DriverFixture
        static class NoHeaderTestCase {
            @BtfMatrix(headerLengths = {})
            void test() {}
        }

        @DriverFixture
        static class OddHeaderTestCase {
            @BtfMatrix(headerLengths = {24, 28})
            void test() {}
        }

        @Test
        void inNoEncodingOrAnImpossibleOne() {
            assertRefused(
                    EmptyMatrixTestCase.class,
                    "byteOrders of @BtfMatrix on " + HERE + "$CannotBeRun$EmptyMatrixTestCase.test is empty."
                            + " Give at least one, or leave it out.");
            assertRefused(
                    NoHeaderTestCase.class,
                    "headerLengths of @BtfMatrix on " + HERE + "$CannotBeRun$NoHeaderTestCase.test is empty."
                            + " Give at least one, or leave it out.");
            assertRefused(
                    OddHeaderTestCase.class,
                    "headerLengths of @BtfMatrix on " + HERE + "$CannotBeRun$OddHeaderTestCase.test has 28."
                            + " Headers have 24 or 32 bytes.");
        }

        @DriverFixture
        static class MalformedTargetTestCase {
            @BtfShuffle(runs = 1, target = "[2] STRUCT 'device' size=16 vlen=0")
            void test() {}
        }

        @Test
        void onATargetThatCannotBeRead() {
            assertThat(failureOf(MalformedTargetTestCase.class))
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("target of @BtfShuffle on " + HERE
                            + "$CannotBeRun$MalformedTargetTestCase.test, line 1: found id [2],"
                            + " expected [1]. The dump of split BTF can be parsed only over its base.");
        }

        @BtfFixture(base = "[1] FUNC 'f' type_id=0 linkage=static", split = "[2] PTR '(anon)' type_id=1")
        static class NotDistillableTestCase {
            @BtfShuffle(runs = 1)
            void test() {}
        }

        @Test
        void withASplitThatCannotBeDistilled() {
            assertThat(failureOf(NotDistillableTestCase.class))
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage(
                            "@BtfShuffle on " + HERE
                                    + "$CannotBeRun$NotDistillableTestCase.test: split of the fixture, type [2] PTR '(anon)':"
                                    + " found a reference to [1] FUNC 'f' of the base, expected only kinds of types that a module can share with"
                                    + " its kernel. If the base is not the one that this split BTF was encoded against, give that one.");
        }

        private static void assertRefused(Class<?> testCase, String message) {
            assertThat(refusal(select(testCase)))
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage(message);
        }

        /** What the test as a whole fails with, before its first run. */
        private static Throwable refusal(EngineTestKit.Builder kit) {
            return kit.execute().containerEvents().failed().stream()
                    .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                            .getThrowable()
                            .orElseThrow())
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Nested
    class IsNotInjected {

        @DriverFixture
        static class MissingTestCase {
            @BtfEvolve(runs = 1)
            void aShuffledTarget(ShuffledTarget target) {}

            @BtfShuffle(runs = 1)
            void anEvolvedTarget(EvolvedTarget target) {}

            @BtfMatrix(byteOrders = Endian.BIG, headerLengths = 24)
            void aRelocation(Relocation relocation) {}

            @BtfShuffle(runs = 1)
            void aCell(BtfMatrix.Cell cell) {}
        }

        @DriverFixture
        static class RepeatedTestCase {
            @BtfShuffle(runs = 1)
            @RepeatedTest(1)
            void test(ShuffledTarget target) {}
        }

        @Test
        void whatRunsOfAnotherAnnotationHaveNot() {
            List<Throwable> failures = results(select(RepeatedTestCase.class)).stream()
                    .flatMap(result -> result.getThrowable().stream())
                    .toList();

            assertThat(failures)
                    .singleElement()
                    .satisfies(failure -> assertThat(whyNotInjected(failure))
                            .isExactlyInstanceOf(ExtensionConfigurationException.class)
                            .hasMessage(HERE
                                    + "$IsNotInjected$RepeatedTestCase.test takes a ShuffledTarget, which is there only in"
                                    + " runs of @BtfShuffle, @BtfEvolve and @BtfMatrix."
                                    + " Another annotation on it makes runs of its own."));
        }

        @DriverFixture
        static class OnceTestCase {
            @BeforeEach
            void prepare(ShuffledTarget target) {}

            @Test
            void test() {}

            @BtfShuffle(runs = 1)
            void shuffled() {}
        }

        /** A plain test has no targets; what runs before it is served only beside those that have. */
        @Test
        void whatIsThereOnlyBesideAnotherTest() {
            select(OnceTestCase.class)
                    .execute()
                    .testEvents()
                    .assertStatistics(
                            statistics -> statistics.started(2).succeeded(1).failed(1));
        }

        @Test
        void whatTheTestDoesNotAskFor() {
            String here = HERE + "$IsNotInjected$MissingTestCase.";
            assertThat(failuresOf(MissingTestCase.class))
                    .extracting(failure -> whyNotInjected(failure).getMessage())
                    .containsExactlyInAnyOrder(
                            "A ShuffledTarget is there only with @BtfShuffle, but " + here
                                    + "aShuffledTarget has @BtfEvolve.",
                            "An EvolvedTarget is there only with @BtfEvolve, but " + here
                                    + "anEvolvedTarget has @BtfShuffle.",
                            "A Relocation is there only with @BtfShuffle or @BtfEvolve, but " + here
                                    + "aRelocation has @BtfMatrix.",
                            "A BtfMatrix.Cell is there only with @BtfMatrix, but " + here + "aCell has @BtfShuffle.");
        }
    }

    private static List<TestExecutionResult> results(EngineTestKit.Builder kit) {
        return kit.execute().testEvents().finished().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .toList();
    }
}
