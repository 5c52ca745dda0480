// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.btf4j.junit.assertj.Assertions.assertThat;
import static org.btf4j.transform.Finding.Cause.OTHER_KIND;
import static org.btf4j.transform.Finding.Cause.SIZE_BEHIND_POINTER;
import static org.btf4j.transform.Layout.BASE_REF;
import static org.btf4j.transform.Layout.DISTILLED;
import static org.btf4j.transform.RuleSet.KERNEL;
import static org.btf4j.transform.RuleSet.STRICT;
import static org.btf4j.transform.TypeOutcome.Verdict.MISSING;
import static org.btf4j.transform.TypeOutcome.Verdict.SIZE_DIFFERS;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.btf4j.junit.BtfFixture;
import org.btf4j.junit.FromFixture;
import org.btf4j.model.Btf;
import org.btf4j.transform.Distiller;
import org.btf4j.transform.Relocator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Fluent assertions, beside AssertJ's own. */
@BtfFixture(base = """
        [1] STRUCT 'gpio_chip' size=8 vlen=0
        [2] STRUCT 'device' size=96 vlen=0
        """, split = """
        [3] PTR '(anon)' type_id=2
        [4] STRUCT 'driver' size=16 vlen=2
            'chip' type_id=1 bits_offset=0
            'device' type_id=3 bits_offset=64
        """)
@BtfFixture(name = "same", base = """
        [1] STRUCT 'gpio_chip' size=8 vlen=0
        [2] STRUCT 'device' size=96 vlen=0
        """)
@BtfFixture(name = "grown chip", base = """
        [1] STRUCT 'gpio_chip' size=16 vlen=0
        [2] STRUCT 'unrelated' size=96 vlen=0
        """)
@BtfFixture(name = "grown device", base = """
        [1] STRUCT 'device' size=128 vlen=0
        [2] STRUCT 'gpio_chip' size=8 vlen=0
        """)
class FluentAssertionsTest {

    @Nested
    class Pass {

        @Test
        void onDumps(Btf split) {
            assertThat(split).hasRawDump("""
                    [3] PTR '(anon)' type_id=2
                    [4] STRUCT 'driver' size=16 vlen=2
                        'chip' type_id=1 bits_offset=0
                        'device' type_id=3 bits_offset=64
                    """).base().hasRawDump("""
                    [1] STRUCT 'gpio_chip' size=8 vlen=0
                    [2] STRUCT 'device' size=96 vlen=0
                    """);
            assertThat(split).ignoringIds().hasRawDump("""
                    [3] STRUCT 'driver' size=16 vlen=2
                        'chip' type_id=1 bits_offset=0
                        'device' type_id=4 bits_offset=64
                    [4] PTR '(anon)' type_id=2
                    """);
            assertThat(split.typeCount()).isEqualTo(5);
        }

        @Test
        void onDistilling(Btf split) {
            assertThat(split).distilled(BASE_REF).hasRawDump("""
                    [1] STRUCT 'gpio_chip' size=8 vlen=0
                    [2] FWD 'device' fwd_kind=struct
                    [3] PTR '(anon)' type_id=2
                    [4] STRUCT 'driver' size=16 vlen=2
                        'chip' type_id=1 bits_offset=0
                        'device' type_id=3 bits_offset=64
                    """);
            assertThat(Distiller.distill(split)).ignoringIds().hasRawDump("""
                    [1] STRUCT 'device' size=96 vlen=0
                    [2] STRUCT 'gpio_chip' size=8 vlen=0
                    [3] PTR '(anon)' type_id=1
                    [4] STRUCT 'driver' size=16 vlen=2
                        'chip' type_id=2 bits_offset=0
                        'device' type_id=3 bits_offset=64
                    """);
            assertThat(split).distilled().base().hasRawDump("""
                    [1] STRUCT 'gpio_chip' size=8 vlen=0
                    [2] STRUCT 'device' size=96 vlen=0
                    """);
            assertThat(split).distilled().split().base().hasRawDump("""
                    [1] STRUCT 'gpio_chip' size=8 vlen=0
                    [2] STRUCT 'device' size=96 vlen=0
                    """);
        }

        @Test
        void onRelocating(
                Btf split,
                @FromFixture("same") Btf same,
                @FromFixture("grown chip") Btf grownChip,
                @FromFixture("grown device") Btf grownDevice) {
            assertThat(split)
                    .distilled()
                    .relocatedTo(grownChip)
                    .failsOn("gpio_chip")
                    .because(SIZE_DIFFERS)
                    .andOn("device")
                    .because(MISSING);
            assertThat(split)
                    .distilled()
                    .relocatedTo(grownDevice)
                    .succeeds()
                    .hasFinding("device", SIZE_BEHIND_POINTER)
                    .split()
                    .hasRawDump("""
                            [3] PTR '(anon)' type_id=1
                            [4] STRUCT 'driver' size=16 vlen=2
                                'chip' type_id=2 bits_offset=0
                                'device' type_id=3 bits_offset=64
                            """);
            assertThat(split)
                    .distilled(BASE_REF)
                    .relocatedTo(same, STRICT)
                    .succeeds()
                    .hasNoFindings();
            assertThat(Distiller.distill(split).split()).relocatedTo(same).succeeds();
            assertThat(Distiller.distill(split, BASE_REF).split())
                    .relocatedTo(same, BASE_REF, KERNEL)
                    .succeeds();
            assertThat(new Relocator(same).relocate(Distiller.distill(split).split()))
                    .succeeds();
            assertThat(split).roundTrips().roundTrips(BASE_REF);
        }
    }

    @Nested
    class Fail {

        @Test
        void onDumps(Btf split) {
            AssertionFailedError failure = failure(
                    () -> assertThat(split).as("driver").base().hasRawDump("[1] STRUCT 'gpio_chip' size=8 vlen=0"));

            assertThat(failure).hasMessage("""
                    [driver] raw dump differs from line 2 on (- expected, + actual):
                    + [2] STRUCT 'device' size=96 vlen=0""");
            assertThat(failure.getExpected().getValue()).isEqualTo("[1] STRUCT 'gpio_chip' size=8 vlen=0\n");
            assertThat(failure.getActual().getValue()).isEqualTo("""
                    [1] STRUCT 'gpio_chip' size=8 vlen=0
                    [2] STRUCT 'device' size=96 vlen=0
                    """);
        }

        @Test
        void withoutADescription(Btf split) {
            assertThat(failure(() -> assertThat(split).ignoringIds().hasRawDump("[3] PTR '(anon)' type_id=2")))
                    .hasMessage("""
                            raw dump differs, ids ignored (- expected, + actual):
                            + STRUCT 'driver' size=16 vlen=2
                            + 	'chip' type_id=<STRUCT 'gpio_chip'> bits_offset=0
                            + 	'device' type_id=<PTR → STRUCT 'device'> bits_offset=64""");
        }

        @Test
        void withAMessageOfTheUsers(Btf split) {
            assertThat(failure(() -> assertThat(split)
                            .withFailMessage("the driver has changed")
                            .hasRawDump("")))
                    .hasMessage("the driver has changed");
        }

        @Test
        void onBtfThatStandsAlone(@FromFixture("same") Btf alone) {
            assertThat(failure(() -> assertThat(alone).base())).hasMessage("expected split BTF, but this stands alone");
            assertThat(failure(() -> assertThat(alone).as("kernel").distilled()))
                    .hasMessage("[kernel] found BTF that stands alone, expected split BTF over a base."
                            + " Only split BTF, that of a module, can be distilled.");
            assertThat(failure(() -> assertThat(alone).roundTrips()))
                    .hasMessage("found BTF that stands alone, expected split BTF over a base."
                            + " Only split BTF, that of a module, can be distilled.");
            assertThat(failure(() -> assertThat(alone).relocatedTo(alone)))
                    .hasMessage("found BTF that stands alone, expected split BTF over its distilled base."
                            + " Distil the module first.");
        }

        @Test
        void onRelocating(Btf split, @FromFixture("same") Btf same, @FromFixture("grown chip") Btf grownChip) {
            assertThat(failure(() -> assertThat(split)
                            .as("driver")
                            .distilled()
                            .relocatedTo(same)
                            .failsOn("gpio_chip")))
                    .hasMessage("""
                            [driver] relocation: expected to fail on 'gpio_chip', but MAPPED: STRUCT 'gpio_chip' size=8\
                             in the module, found in the target as [1].
                            The relocation succeeded.""");
            assertThat(failure(() -> assertThat(split)
                            .as("driver")
                            .distilled()
                            .relocatedTo(grownChip)
                            .failsOn("gpio_chip")
                            .because(MISSING)))
                    .hasMessageStartingWith("[driver] relocation: expected to fail on 'gpio_chip' because MISSING, but"
                            + " SIZE_DIFFERS: ");
            assertThat(failure(() ->
                            assertThat(split).distilled().relocatedTo(grownChip).split()))
                    .hasMessage("""
                            relocation: cannot relocate:
                              STRUCT 'gpio_chip' size=8 in the module, STRUCT size=16 [1] in the target\
                             (embedded by value, so the sizes must be equal)
                                needed by struct driver.chip → gpio_chip (embedded)
                              STRUCT 'device' size=96 in the module, nothing of that name in the target
                                needed by struct driver.device → ptr → device""");
            assertThat(failure(() -> assertThat(split)
                            .distilled(DISTILLED)
                            .relocatedTo(same)
                            .hasFinding("device", OTHER_KIND)))
                    .hasMessage("relocation: expected the finding OTHER_KIND on 'device', but there are none.");
        }

        @Test
        @SuppressWarnings("NullAway") // what a test gets by mistake
        void onNull() {
            assertThat(catchThrowableOfType(
                            AssertionError.class, () -> assertThat((Btf) null).hasRawDump("")))
                    .hasMessageContaining("Expecting actual not to be null");
        }
    }

    private static AssertionFailedError failure(ThrowingCallable assertion) {
        return catchThrowableOfType(AssertionFailedError.class, assertion);
    }
}
