// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.btf4j.junit.BtfAssertions.assertFailsOn;
import static org.btf4j.junit.BtfAssertions.assertFinding;
import static org.btf4j.junit.BtfAssertions.assertNoFindings;
import static org.btf4j.junit.BtfAssertions.assertRoundTrip;
import static org.btf4j.junit.BtfAssertions.assertSucceeds;
import static org.btf4j.junit.TestCases.failureOf;
import static org.btf4j.transform.Finding.Cause.OTHER_KIND;
import static org.btf4j.transform.Finding.Cause.SIZE_BEHIND_POINTER;
import static org.btf4j.transform.Layout.BASE_REF;
import static org.btf4j.transform.RuleSet.STRICT;
import static org.btf4j.transform.TypeOutcome.Verdict.MISSING;
import static org.btf4j.transform.TypeOutcome.Verdict.SIZE_DIFFERS;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.btf4j.model.Btf;
import org.btf4j.text.RawDump;
import org.btf4j.transform.Distiller;
import org.btf4j.transform.Layout;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.Relocator;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** What expectations on a relocation say when they are not met. */
class RelocationExpectationsTest {

    private static final String HERE = RelocationExpectationsTest.class.getName();

    /** Has {@code timer} inside a struct of its own, and only points to {@code device}. */
    @BtfFixture(base = """
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] STRUCT 'timer' size=8 vlen=2
                'state' type_id=1 bits_offset=0
                'left' type_id=1 bits_offset=32
            [3] STRUCT 'device' size=96 vlen=0
            """, split = """
            [4] PTR '(anon)' type_id=3
            [5] STRUCT 'driver' size=16 vlen=2
                'timer' type_id=2 bits_offset=0
                'device' type_id=4 bits_offset=64
            """)
    @Retention(RetentionPolicy.RUNTIME)
    @interface DriverFixture {}

    private static final String SAME = """
            [1] STRUCT 'timer' size=8 vlen=0
            [2] STRUCT 'device' size=96 vlen=0
            """;

    private static final String GROWN_TIMER = """
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] STRUCT 'timer' size=12 vlen=3
                'state' type_id=1 bits_offset=0
                'right' type_id=1 bits_offset=32
                'left' type_id=1 bits_offset=64
            [3] STRUCT 'device' size=96 vlen=0
            """;

    private static final String GROWN_DEVICE = """
            [1] STRUCT 'timer' size=8 vlen=0
            [2] STRUCT 'device' size=128 vlen=0
            """;

    @DriverFixture
    static class GrownTimerTestCase {
        @Test
        @ExpectRelocated(target = GROWN_TIMER, split = "")
        void test() {}
    }

    @Test
    void aFailureTellsHowTheTypeIsNeededAndWhatChangedInIt() {
        assertThat(failureOf(GrownTimerTestCase.class))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("""
                        @ExpectRelocated on %s$GrownTimerTestCase.test: cannot relocate:
                          STRUCT 'timer' size=8 in the module, STRUCT size=12 [2] in the target\
                         (embedded by value, so the sizes must be equal)
                            needed by struct driver.timer → timer (embedded)
                            member 'left' moved: was int at bits_offset=32, is int at bits_offset=64
                            member 'right' added: int at bits_offset=32""".formatted(HERE));
    }

    @DriverFixture
    static class StrictTestCase {
        @Test
        @ExpectRelocated(target = GROWN_DEVICE, rules = STRICT, split = "")
        void test() {}
    }

    @Test
    void underStrictRulesAFindingIsAFailure() {
        assertThat(failureOf(StrictTestCase.class)).hasMessage("""
                        @ExpectRelocated on %s$StrictTestCase.test: cannot relocate:
                          note: STRUCT 'device' size=96 has another size behind a pointer: [2] STRUCT 'device' size=128
                            needed by struct driver.device → ptr → device""".formatted(HERE));
    }

    @DriverFixture
    static class SucceedsTestCase {
        @Test
        @ExpectRelocationFails(target = SAME, type = "timer", reason = SIZE_DIFFERS)
        void test() {}
    }

    @Test
    void aRelocationThatSucceedsThoughItShouldFail() {
        Throwable failure = failureOf(SucceedsTestCase.class);

        assertThat(failure).isInstanceOf(AssertionFailedError.class).hasMessage("""
                        @ExpectRelocationFails on %s$SucceedsTestCase.test:\
                         expected to fail on 'timer' because SIZE_DIFFERS,\
                         but MAPPED: STRUCT 'timer' size=8 in the module, found in the target as [1].
                        The relocation succeeded.""".formatted(HERE));
        assertThat(((AssertionFailedError) failure).getExpected().getValue()).isEqualTo("SIZE_DIFFERS");
        assertThat(((AssertionFailedError) failure).getActual().getValue()).isEqualTo("MAPPED");
    }

    @DriverFixture
    static class OtherReasonTestCase {
        @Test
        @ExpectRelocationFails(layout = BASE_REF, target = GROWN_TIMER, type = "timer", reason = MISSING)
        void test() {}
    }

    @Test
    void anotherReason() {
        assertThat(failureOf(OtherReasonTestCase.class)).hasMessage("""
                        @ExpectRelocationFails(layout = BASE_REF) on %s$OtherReasonTestCase.test:\
                         expected to fail on 'timer' because MISSING, but SIZE_DIFFERS: STRUCT 'timer' size=8 in the module,\
                         STRUCT size=12 [2] in the target (embedded by value, so the sizes must be equal).
                        The relocation failed:
                          STRUCT 'timer' size=8 in the module, STRUCT size=12 [2] in the target\
                         (embedded by value, so the sizes must be equal)
                            needed by struct driver.timer → timer (embedded)
                            member 'left' moved: was int at bits_offset=32, is int at bits_offset=64
                            member 'right' added: int at bits_offset=32""".formatted(HERE));
    }

    @DriverFixture
    static class UnknownTypeTestCase {
        @Test
        @ExpectRelocationFails(target = SAME, type = "tmier", reason = MISSING)
        void test() {}
    }

    @Test
    void aTypeThatIsNotThere() {
        assertThat(failureOf(UnknownTypeTestCase.class)).hasMessage("""
                        @ExpectRelocationFails on %s$UnknownTypeTestCase.test: expected to fail on 'tmier' because MISSING,\
                         but the small base has no type of that name.
                        The relocation succeeded.""".formatted(HERE));
    }

    @DriverFixture
    static class OtherFindingTestCase {
        @Test
        @ExpectFinding(target = GROWN_DEVICE, type = "device", cause = OTHER_KIND)
        void test() {}
    }

    static class NoFindingTestCase {
        @Test
        @BtfFixture(name = "driver", base = "[1] STRUCT 'device' size=8 vlen=0", split = "[2] PTR '(anon)' type_id=1")
        @ExpectFinding(
                fixture = "driver",
                layout = BASE_REF,
                target = "[1] STRUCT 'device' size=8 vlen=0",
                type = "device",
                cause = OTHER_KIND)
        void test() {}
    }

    @Test
    void anotherFindingOrNone() {
        assertThat(failureOf(OtherFindingTestCase.class)).hasMessage("""
                        @ExpectFinding on %s$OtherFindingTestCase.test:\
                         expected the finding OTHER_KIND on 'device', but there are:
                          SIZE_BEHIND_POINTER: STRUCT 'device' size=96 has another size behind a pointer:\
                         [2] STRUCT 'device' size=128""".formatted(HERE));
        assertThat(failureOf(NoFindingTestCase.class))
                .hasMessage("@ExpectFinding(layout = BASE_REF, fixture = \"driver\") on " + HERE
                        + "$NoFindingTestCase.test: expected the finding OTHER_KIND on 'device', but there are none.");
    }

    /** A kernel with two equal integers: distilling forgets which of them it was. */
    @BtfFixture(base = """
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            """, split = "[3] PTR '(anon)' type_id=2")
    static class AmbiguousRoundTripTestCase {
        @Test
        @ExpectRoundTrip
        void test() {}
    }

    @Test
    void aRoundTripThatDoesNotRelocate() {
        assertThat(failureOf(AmbiguousRoundTripTestCase.class)).hasMessage("""
                        @ExpectRoundTrip on %s$AmbiguousRoundTripTestCase.test: cannot relocate:
                          INT 'int' size=4 encoding=SIGNED in the module, more than one counterpart in the target:\
                         INT size=4 encoding=SIGNED [1] and INT size=4 encoding=SIGNED [2]
                            needed by ptr → int""".formatted(HERE));
    }

    /** A kernel with two structs of one name: relocating takes the first. */
    @BtfFixture(base = """
            [1] STRUCT 'device' size=8 vlen=0
            [2] STRUCT 'device' size=16 vlen=0
            """, split = """
            [3] PTR '(anon)' type_id=2
            [4] TYPEDEF 'handle' type_id=3
            """)
    static class ChangedRoundTripTestCase {
        @Test
        @ExpectRoundTrip(layout = BASE_REF)
        void test() {}
    }

    @Test
    void aRoundTripThatChangesAType() {
        Throwable failure = failureOf(ChangedRoundTripTestCase.class);

        assertThat(failure)
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("@ExpectRoundTrip(layout = BASE_REF) on " + HERE + "$ChangedRoundTripTestCase.test"
                        + " has changed [3] PTR '(anon)', which leads to [2] STRUCT 'device':"
                        + " afterwards it is [1] STRUCT 'device'");
        assertThat(((AssertionFailedError) failure).getExpected().getValue()).isEqualTo("""
                [3] PTR '(anon)' type_id=2
                [4] TYPEDEF 'handle' type_id=3
                """);
        assertThat(((AssertionFailedError) failure).getActual().getValue()).isEqualTo("""
                [3] PTR '(anon)' type_id=1
                [4] TYPEDEF 'handle' type_id=3
                """);
    }

    @Test
    @DriverFixture
    void plainAssertionsPass(Btf split) {
        Relocation failed = relocate(split, GROWN_TIMER);
        Relocation grown = relocate(split, GROWN_DEVICE);
        Relocation same = relocate(split, SAME);

        assertFailsOn(failed, "timer");
        assertFailsOn(failed, "timer", SIZE_DIFFERS);
        assertSucceeds(grown);
        assertFinding(grown, "device", SIZE_BEHIND_POINTER);
        assertNoFindings(same);
        assertRoundTrip(split, Layout.DISTILLED);
        assertRoundTrip(split, Layout.BASE_REF);
    }

    @Test
    @DriverFixture
    void plainAssertionsFail(Btf split) {
        Relocation failed = relocate(split, GROWN_TIMER);
        Relocation grown = relocate(split, GROWN_DEVICE);

        assertThat(message(() -> assertFailsOn(grown, "timer"))).isEqualTo("""
                relocation: expected to fail on 'timer', but MAPPED: STRUCT 'timer' size=8 in the module, found in the\
                 target as [1].
                The relocation succeeded.""");
        assertThat(message(() -> assertFailsOn(grown, "timer", MISSING))).isEqualTo("""
                relocation: expected to fail on 'timer' because MISSING, but MAPPED: STRUCT 'timer' size=8 in the module,\
                 found in the target as [1].
                The relocation succeeded.""");
        assertThat(message(() -> assertSucceeds(failed))).isEqualTo("""
                relocation: cannot relocate:
                  STRUCT 'timer' size=8 in the module, STRUCT size=12 [2] in the target\
                 (embedded by value, so the sizes must be equal)
                    needed by struct driver.timer → timer (embedded)""");
        assertThat(message(() -> assertFinding(failed, "device", OTHER_KIND)))
                .isEqualTo("relocation: expected the finding OTHER_KIND on 'device', but there are none.");
        assertThat(message(() -> assertNoFindings(grown))).isEqualTo("""
                relocation: expected no findings, but there are:
                  SIZE_BEHIND_POINTER: STRUCT 'device' size=96 has another size behind a pointer: [2] STRUCT 'device'\
                 size=128""");
    }

    @Test
    @BtfFixture(base = """
            [1] STRUCT 'device' size=8 vlen=0
            [2] STRUCT 'device' size=16 vlen=0
            """, split = "[3] PTR '(anon)' type_id=2")
    void aPlainRoundTripFails(Btf split) {
        assertThat(message(() -> assertRoundTrip(split, BASE_REF)))
                .isEqualTo("round trip has changed [3] PTR '(anon)', which leads to [2] STRUCT 'device':"
                        + " afterwards it is [1] STRUCT 'device'");
    }

    private static Relocation relocate(Btf split, String target) {
        return new Relocator(RawDump.parse(target))
                .relocate(Distiller.distill(split).split());
    }

    private static String message(ThrowingCallable assertion) {
        return String.valueOf(
                catchThrowableOfType(AssertionFailedError.class, assertion).getMessage());
    }
}
