// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.junit.TestCases.select;

import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import org.btf4j.junit.BtfMatrix.Endian;
import org.btf4j.model.Btf;
import org.btf4j.model.Kind;
import org.btf4j.transform.Layout;
import org.btf4j.transform.Relocation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A test that runs once for each way to encode its BTF. */
@BtfFixture(base = """
        [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
        [2] STRUCT 'device' size=16 vlen=1
            'id' type_id=1 bits_offset=0
        """, split = "[3] PTR '(anon)' type_id=2")
class BtfMatrixTest {

    @BtfMatrix
    void fixturesAreInTheEncodingOfTheRun(Btf split, BtfMatrix.Cell cell) {
        for (Btf btf = split; btf != null; btf = btf.base()) {
            assertThat(btf.byteOrder()).isEqualTo(cell.endian().byteOrder());
            assertThat(btf.headerLength()).isEqualTo(cell.headerLength());
            assertThat(Btf.read(btf.toBytes(), btf.base()).hasSameTypes(btf)).isTrue();
        }
    }

    @BtfMatrix
    @ExpectDistilled(base = "[1] STRUCT 'device' size=16 vlen=0", split = "[2] PTR '(anon)' type_id=1")
    @ExpectRelocated(target = "[1] STRUCT 'device' size=400 vlen=0", split = "[2] PTR '(anon)' type_id=1")
    @ExpectRoundTrip
    void expectationsHoldInEachEncoding() {}

    @BtfMatrix(byteOrders = Endian.BIG, headerLengths = 32)
    void oneOfEachIsEnough(Btf split) {
        assertThat(split.byteOrder()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(split.headerLength()).isEqualTo(32);
    }

    @BtfShuffle(runs = 3)
    @BtfMatrix(
            layouts = {Layout.DISTILLED, Layout.BASE_REF},
            byteOrders = Endian.LITTLE,
            headerLengths = 24)
    @ExpectSameRelocation
    void shuffledTargetsAreThereForEachLayout(Relocation relocation, BtfMatrix.Cell cell) {
        assertThat(relocation.outcomes())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.type().kind())
                        .isEqualTo(cell.layout() == Layout.DISTILLED ? Kind.STRUCT : Kind.FWD));
    }

    @Nested
    class AConstructor {

        private final Btf inConstructor;

        AConstructor(Btf btf) {
            inConstructor = btf;
        }

        @BtfMatrix
        void getsTheSame(Btf btf) {
            assertThat(inConstructor).isSameAs(btf);
        }
    }

    static class NamesTestCase {

        static final Set<Btf> SEEN = new HashSet<>();

        @BtfMatrix(
                layouts = {Layout.BASE_REF, Layout.DISTILLED},
                headerLengths = {32, 24, 32})
        @BtfFixture(base = "[1] STRUCT 'device' size=8 vlen=0")
        void test(Btf base) {
            SEEN.add(base);
        }
    }

    @Test
    void eachRunSaysItsEncodingAndEqualOnesShareTheirBtf() {
        assertThat(select(NamesTestCase.class).execute().testEvents().succeeded().stream()
                        .map(event -> event.getTestDescriptor().getDisplayName()))
                .containsExactly(
                        "little-endian, 24-byte header, distilled",
                        "little-endian, 32-byte header, distilled",
                        "big-endian, 24-byte header, distilled",
                        "big-endian, 32-byte header, distilled",
                        "little-endian, 24-byte header, base-ref",
                        "little-endian, 32-byte header, base-ref",
                        "big-endian, 24-byte header, base-ref",
                        "big-endian, 32-byte header, base-ref");
        assertThat(NamesTestCase.SEEN).hasSize(4);
    }
}
