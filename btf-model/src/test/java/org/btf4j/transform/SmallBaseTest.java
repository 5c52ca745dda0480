// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.btf4j.transform.Dumps.btf;
import static org.btf4j.transform.Dumps.over;

import org.btf4j.model.Btf;
import org.btf4j.transform.SmallBase.Need;
import org.junit.jupiter.api.Test;

class SmallBaseTest {

    private static final Btf BASE = btf("""
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] STRUCT 'chip' size=16 vlen=0
            [3] STRUCT 'device' size=96 vlen=0
            [4] FWD 'firmware' fwd_kind=struct
            [5] ENUM 'state' encoding=UNSIGNED size=4 vlen=0
            [6] PTR '(anon)' type_id=3
            [7] TYPEDEF 'chip_t' type_id=2
            [8] FLOAT 'double' size=8
            """);

    private static final Btf SPLIT = over(BASE, """
            [9] STRUCT 'driver' size=24 vlen=2
                'chip' type_id=7 bits_offset=0
                'device' type_id=6 bits_offset=128
            """);

    @Test
    void kernelsCompareTheSizesOfNumbersOfEnumerationsAndOfWhatIsEmbedded() {
        assertThat(SmallBase.needs(SPLIT, Layout.DISTILLED))
                .containsExactly(
                        new Need(1, false, 4),
                        new Need(2, true, 16),
                        new Need(3, false, 0),
                        new Need(4, false, 0),
                        new Need(5, false, 4),
                        new Need(8, false, 8));
    }

    @Test
    void theSizeOfANamedEnumerationIsNotKnownInTheOtherLayout() {
        assertThat(SmallBase.needs(SPLIT, Layout.BASE_REF)).contains(new Need(5, false, 0));
    }

    @Test
    void btfThatStandsAloneHasNone() {
        assertThatThrownBy(() -> SmallBase.needs(BASE, Layout.DISTILLED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BTF that stands alone has no small base");
    }
}
