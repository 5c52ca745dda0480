// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeBinsTest {

    @Test
    void aBinEndsBeforeThePowerOfTwoAtWhichTheNextOneStarts() {
        SizeBins bins = SizeBins.of(List.of(255L, 256L, 511L, 512L));

        assertThat(bins).isEqualTo(new SizeBins(7, 1, List.of(1, 2, 1)));
        assertThat(bins.from(1)).isEqualTo(256);
        assertThat(bins.to(1)).isEqualTo(511);
        assertThat(bins.most()).isEqualTo(1);
    }

    @Test
    void sizesThatLieFarApartGetWiderBinsInsteadOfMore() {
        SizeBins bins = SizeBins.of(List.of(1L, 1L << 12));

        assertThat(bins).isEqualTo(new SizeBins(0, 2, List.of(1, 0, 0, 0, 0, 0, 1)));
        assertThat(bins.to(0)).isEqualTo(3);
    }

    @Test
    void theLargestSizeHasABin() {
        SizeBins bins = SizeBins.of(List.of(1L, Long.MAX_VALUE));

        assertThat(bins).isEqualTo(new SizeBins(0, 6, List.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)));
        assertThat(bins.from(11)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "512, 512", "1024, 1K", "524288, 512K", "1048576, 1M", "1099511627776, 1T"})
    void powersOfTwoAreWrittenShortly(long size, String expected) {
        assertThat(SizeBins.shortened(size)).isEqualTo(expected);
    }
}
