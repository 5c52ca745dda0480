// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** BTF can be written with the header of 24 bytes and with that of 32, which has room to tell of a layout section. */
class HeaderLengthTest {

    @ParameterizedTest
    @CsvSource({"24, 32", "32, 24", "24, 24", "32, 32", "40, 24", "40, 32"})
    void onlyTheHeaderChanges(int before, int after) {
        for (ByteOrder byteOrder : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            Btf btf = Btf.read(
                    new Blob().byteOrder(byteOrder).headerLength(before).bytes());

            Btf changed = btf.withHeaderLength(after);

            assertThat(changed.headerLength()).isEqualTo(after);
            assertThat(changed.toBytes())
                    .isEqualTo(
                            new Blob().byteOrder(byteOrder).headerLength(after).bytes());
            assertThat(btf.headerLength()).isEqualTo(before);
        }
    }

    @Test
    void splitBtfKeepsItsBase() {
        Btf base = Btf.read(new Blob().bytes());
        Btf split = Btf.read(
                new Blob().types(0, Blob.info(Kind.CONST, 0), 1).strings("").bytes(), base);

        Btf changed = split.withHeaderLength(32);

        assertThat(changed.base()).isSameAs(base);
        assertThat(changed.ownTypes()).containsExactly(new BtfType.Const(1));
        assertThat(Btf.read(changed.toBytes(), base).hasSameTypes(split)).isTrue();
    }

    @Test
    void aLayoutSectionNeedsTheLongHeader() {
        byte[] bytes = new Blob().headerLength(32).layout(0, 0, 0, 0).bytes();
        Btf btf = Btf.read(bytes);

        assertThat(btf.withHeaderLength(32).toBytes()).isEqualTo(bytes);
        assertThatThrownBy(() -> btf.withHeaderLength(24))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("a header of 24 bytes cannot tell of the layout section that this BTF has");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 23, 28, 40, Integer.MAX_VALUE})
    void otherLengthsAreRefused(int length) {
        Btf btf = Btf.read(new Blob().bytes());

        assertThatThrownBy(() -> btf.withHeaderLength(length))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("a header of " + length + " bytes, not 24 or 32");
    }
}
