// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.junit.TestCases.select;

import org.btf4j.model.Btf;
import org.btf4j.model.Kind;
import org.btf4j.transform.EvolvedTarget;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.TypeChange;
import org.junit.jupiter.api.Test;

/** A test over changed targets, with a body and without. */
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
        [6] ENUM 'color' encoding=UNSIGNED size=4 vlen=2
            'RED' val=0
            'GREEN' val=1
        [7] PTR '(anon)' type_id=6
        """, split = """
        [8] STRUCT 'driver' size=32 vlen=3
            'list' type_id=2 bits_offset=0
            'dev' type_id=5 bits_offset=128
            'paint' type_id=7 bits_offset=192
        """)
class BtfEvolveTest {

    @BtfEvolve(runs = 100)
    @ExpectVerdicts
    void needsNoBody() {}

    @BtfEvolve(runs = 10)
    @BtfMatrix
    @ExpectVerdicts
    void runsInEveryEncoding(EvolvedTarget target, BtfMatrix.Cell cell) {
        assertThat(target.btf().byteOrder()).isEqualTo(cell.endian().byteOrder());
    }

    @BtfEvolve(changes = TypeChange.GROWN, types = "device", runs = 3)
    void aStructBehindAPointerMayGrow(EvolvedTarget target, Relocation relocation) {
        assertThat(target.description()).isEqualTo("STRUCT 'device' has grown, 32 to 40 bytes");
        assertThat(relocation.succeeded()).isTrue();
    }

    @BtfEvolve(changes = TypeChange.GROWN, types = "list_head", runs = 3)
    void aStructInsideAnotherMayNotGrow(Btf split, EvolvedTarget target, Relocation relocation) {
        assertThat(target.expectsSuccess()).isFalse();
        assertThat(relocation.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason())
                        .isEqualTo("STRUCT 'list_head' size=16 in the module, STRUCT size=24 [%d] in the target"
                                        .formatted(target.btf().find("list_head", Kind.STRUCT)[0])
                                + " (embedded by value, so the sizes must be equal)"));
    }

    static class RunsTestCase {
        @BtfEvolve(runs = 3, seed = 5, types = "device")
        @BtfFixture(base = "[1] STRUCT 'device' size=8 vlen=0", split = "[2] PTR '(anon)' type_id=1")
        void test() {}
    }

    @Test
    void eachRunSaysItsSeedAndItsChange() {
        assertThat(select(RunsTestCase.class).execute().testEvents().succeeded().stream()
                        .map(event -> event.getTestDescriptor().getDisplayName()))
                .containsExactly(
                        "run 1 of 3, seed 5: device MADE_FORWARD",
                        "run 2 of 3, seed 6: device DOUBLED",
                        "run 3 of 3, seed 7: device GROWN");
    }
}
