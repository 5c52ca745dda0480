// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.ModuleFacts;
import org.btf4j.report.SizeDistribution.Bucket;
import org.junit.jupiter.api.Test;

class SizeDistributionTest {

    @Test
    void bucketsAreTwiceAsWideAsTheOneBeforeAndHaveNoGaps() {
        assertThat(SizeDistribution.of(1000, 64, 127, 128, 100))
                .isEqualTo(new SizeDistribution(
                        List.of(
                                new Bucket(64, 127, 3),
                                new Bucket(128, 255, 1),
                                new Bucket(256, 511, 0),
                                new Bucket(512, 1023, 1)),
                        5,
                        64,
                        283,
                        127,
                        1000,
                        1419));
    }

    @Test
    void theMedianOfAnEvenNumberIsTheLowerOfTheTwoInTheMiddle() {
        assertThat(SizeDistribution.of(1, 2, 3, 100).median()).isEqualTo(2);
    }

    @Test
    void oneSizeIsOneBucket() {
        assertThat(SizeDistribution.of(1))
                .isEqualTo(new SizeDistribution(List.of(new Bucket(1, 1, 1)), 1, 1, 1, 1, 1, 1));
    }

    @Test
    void modulesWithoutSmallBaseDoNotCount() {
        ModuleFacts distilled = new ModuleFacts(900, 300, 497, "", "", List.of(), List.of());
        ModuleFacts notDistilled = new ModuleFacts(900, 300, 0, "", "", List.of(), List.of());

        assertThat(SizeDistribution.of(Reports.of(
                        new ReportData.Module(
                                Reports.module("a.ko", CheckVerdict.FITS).check(), distilled, null),
                        new ReportData.Module(Reports.unchecked("b.ko").check(), notDistilled, null),
                        new ReportData.Module(Reports.unchecked("c.ko").check(), null, null))))
                .isEqualTo(new SizeDistribution(List.of(new Bucket(256, 511, 1)), 1, 497, 497, 497, 497, 497));
    }

    @Test
    void noModuleIsNoDistribution() {
        assertThat(SizeDistribution.of(Reports.of())).isEqualTo(new SizeDistribution(List.of(), 0, 0, 0, 0, 0, 0));
    }
}
