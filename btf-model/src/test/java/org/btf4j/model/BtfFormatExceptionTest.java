// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The message names the place as far as it is known, what was found, what was expected, and what to do. */
class BtfFormatExceptionTest {

    @Test
    void whatWasFoundIsEnough() {
        assertThat(BtfFormatException.found("nothing").toException()).hasMessage("found nothing");
    }

    @Test
    void everythingThatIsKnownIsSaidInOrder() {
        BtfFormatException.Problem problem = BtfFormatException.found("kind 99")
                .advice("Try another.")
                .expected("kind 1")
                .type("[7] STRUCT 'device'")
                .at(1L << 40)
                .inSection(".BTF")
                .in("a.ko");

        assertThat(problem.toException())
                .hasMessage("a.ko, section .BTF, offset 1099511627776, type [7] STRUCT 'device': "
                        + "found kind 99, expected kind 1. Try another.")
                .hasNoCause();
    }

    @Test
    void aTextHasLinesInsteadOfOffsets() {
        assertThat(BtfFormatException.found("x").atLine(3).toException()).hasMessage("line 3: found x");
    }

    @Test
    void fileAndSectionAreAddedOnTheWayOut() {
        BtfFormatException inner = BtfFormatException.found("x").at(4).toException();

        BtfFormatException outer = inner.inSection(".BTF").in("a.ko");

        assertThat(outer).hasMessage("a.ko, section .BTF, offset 4: found x");
        assertThat(outer.getStackTrace()).isEqualTo(inner.getStackTrace());
        assertThat(outer).hasRootCause(inner);
        assertThat(inner).hasMessage("offset 4: found x");
    }

    @Test
    void aFileAndASectionThatAreNamedStay() {
        BtfFormatException named =
                BtfFormatException.found("x").in("a.ko").inSection(".BTF").toException();

        assertThat(named.in("b.ko").inSection(".BTF.base")).isSameAs(named);
    }

    @Test
    void aCauseIsKept() {
        RuntimeException cause = new IllegalStateException("why");

        assertThat(BtfFormatException.found("x").toException(cause)).hasCause(cause);
    }
}
