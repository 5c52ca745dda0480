// SPDX-License-Identifier: Apache-2.0
package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.btf4j.junit.BtfEvolve;
import org.btf4j.junit.BtfFixture;
import org.btf4j.junit.BtfShuffle;
import org.btf4j.junit.ExpectSameRelocation;
import org.btf4j.junit.ExpectVerdicts;
import org.btf4j.transform.EvolvedTarget;
import org.btf4j.transform.Relocation;

/** A driver's types over its kernel's, both as C declares them, and 1,200 kernels that the driver could meet. */
@BtfFixture(base = "resource:btf/kernel.h", split = "resource:btf/driver.h")
class DriverScenariosTest {

    @BtfShuffle(runs = 600)
    @ExpectSameRelocation
    void everyBuildOfItsKernelIsAsGoodAsAnother() {}

    @BtfShuffle(runs = 400, seed = 600)
    void loadsOnEveryBuildOfItsKernel(Relocation relocation) {
        assertTrue(relocation.succeeded());
    }

    @BtfEvolve(runs = 150)
    @ExpectVerdicts
    void fitsWhereTheRulesOfKernelsSaySo() {}

    @BtfEvolve(runs = 50, types = "gpio_chip")
    void neverLoadsWithAGpioChipOfAnotherSize(EvolvedTarget target, Relocation relocation) {
        assertEquals(target.expectsSuccess(), relocation.succeeded());
    }
}
