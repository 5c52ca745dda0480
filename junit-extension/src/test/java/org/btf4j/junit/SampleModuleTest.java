// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.btf4j.transform.TypeOutcome.Verdict.MISSING;
import static org.btf4j.transform.TypeOutcome.Verdict.SIZE_DIFFERS;

import org.btf4j.transform.Layout;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A real module and its kernel, in files that compilers and pahole made; what is expected, bpftool printed. */
@BtfFixture(base = SampleModuleTest.SAMPLE + "vmlinux", split = SampleModuleTest.SAMPLE + "driver.ko")
class SampleModuleTest {

    static final String SAMPLE = "file:../it-projects/src/it/quickstart/src/btf/";

    @Test
    @ExpectDistilled(base = SAMPLE + "expected/driver.base.txt", split = SAMPLE + "expected/driver.distilled.txt")
    void distils() {}

    @Test
    @ExpectRelocated(target = SAMPLE + "vmlinux", split = SAMPLE + "expected/driver.relocated.txt")
    @ExpectRelocated(target = SAMPLE + "vmlinux-next", split = SAMPLE + "expected/driver.relocated-next.txt")
    void relocates() {}

    @Test
    @ExpectRelocationFails(target = SAMPLE + "vmlinux-changed", type = "timer", reason = SIZE_DIFFERS)
    @ExpectRelocationFails(target = SAMPLE + "vmlinux-changed", type = "ring", reason = MISSING)
    void doesNotRelocateToAKernelThatCannotRunIt() {}

    @Test
    @ExpectRoundTrip
    @ExpectRoundTrip(layout = Layout.BASE_REF)
    void comesBack() {}

    @BtfShuffle
    @ExpectSameRelocation
    void relocatesToEveryBuildOfItsKernel() {}

    @BtfShuffle(layout = Layout.BASE_REF)
    @ExpectSameRelocation
    void relocatesToEveryBuildOfItsKernelInTheOtherLayout() {}

    @BtfEvolve(runs = 100, target = SAMPLE + "vmlinux-next")
    @ExpectVerdicts
    void relocatesToChangedKernelsByTheRules() {}

    @Nested
    @BtfFixture(base = SAMPLE + "vmlinux.btf", split = SAMPLE + "driver.btf")
    class AsRawBtf {
        @Test
        @ExpectDistilled(base = SAMPLE + "expected/driver.base.txt", split = SAMPLE + "expected/driver.distilled.txt")
        void distilsToTheSame() {}
    }

    @Nested
    @BtfFixture(base = SAMPLE + "expected/vmlinux.txt", split = SAMPLE + "expected/driver.before.txt")
    class AsDumps {
        @Test
        @ExpectDistilled(base = SAMPLE + "expected/driver.base.txt", split = SAMPLE + "expected/driver.distilled.txt")
        void distilsToTheSame() {}
    }

    /** A distilled module brings its base. */
    @Nested
    @BtfFixture(split = SAMPLE + "expected/driver-distilled.ko")
    class WithItsOwnBase {
        @Test
        @ExpectDistilled(base = SAMPLE + "expected/driver.base.txt", split = SAMPLE + "expected/driver.distilled.txt")
        @ExpectRelocated(target = SAMPLE + "vmlinux-next", split = SAMPLE + "expected/driver.relocated-next.txt")
        void doesTheSame() {}
    }
}
