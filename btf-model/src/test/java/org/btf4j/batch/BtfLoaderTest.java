// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.Test;

/** What a dump shows is chosen as bpftool chooses it. */
class BtfLoaderTest {

    private static final Path SAMPLE =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));
    private static final Path DISTILLED = SAMPLE.resolve("expected/driver-distilled.ko");

    @Test
    void aLocationIsAPathOrTheRunningKernel() {
        assertThat(BtfLoader.locate("lib/vmlinux", Path.of("/project"))).isEqualTo(Path.of("/project/lib/vmlinux"));
        assertThat(BtfLoader.locate("../vmlinux", Path.of("/project/disk"))).isEqualTo(Path.of("/project/vmlinux"));
        assertThat(BtfLoader.locate("/boot/vmlinux", Path.of("/project"))).isEqualTo(Path.of("/boot/vmlinux"));
        assertThat(BtfLoader.locate("running", Path.of("/project"))).isEqualTo(Path.of("/sys/kernel/btf/vmlinux"));
    }

    @Test
    void aKernelIsReadFromElfAndRawAlike() throws IOException {
        Btf elf = BtfLoader.standalone(SAMPLE.resolve("vmlinux"));
        Btf raw = BtfLoader.standalone(SAMPLE.resolve("vmlinux.btf"));

        assertThat(elf.toBytes()).isEqualTo(raw.toBytes());
        assertThat(elf.typeCount()).isEqualTo(104);
    }

    @Test
    void aSplitModuleIsShownOverTheGivenBase() throws IOException {
        Btf kernel = BtfLoader.standalone(SAMPLE.resolve("vmlinux"));

        Btf split = BtfLoader.forDump(SAMPLE.resolve("driver.ko"), kernel, ".BTF");

        assertThat(split.firstId()).isEqualTo(104);
        assertThat(split.toBytes()).isEqualTo(Files.readAllBytes(SAMPLE.resolve("driver.btf")));
    }

    @Test
    void aDistilledModuleIsShownOverItsOwnBaseWhereNoneIsGiven() throws IOException {
        Btf split = BtfLoader.forDump(DISTILLED, null, ".BTF");

        assertThat(split.firstId()).isEqualTo(21);
        assertThat(split.toBytes()).isEqualTo(Files.readAllBytes(SAMPLE.resolve("expected/driver.split.btf")));
    }

    @Test
    void aDistilledModuleIsRelocatedToTheGivenBase() throws IOException {
        Btf next = BtfLoader.standalone(SAMPLE.resolve("vmlinux-next"));

        Btf split = BtfLoader.forDump(DISTILLED, next, ".BTF");

        assertThat(split.base()).isSameAs(next);
        assertThat(split.toBytes()).isEqualTo(Files.readAllBytes(SAMPLE.resolve("expected/driver.relocated-next.btf")));
    }

    @Test
    void theDistilledBaseItselfCanBeShown() throws IOException {
        Btf base = BtfLoader.forDump(DISTILLED, null, ".BTF.base");

        assertThat(base.toBytes()).isEqualTo(Files.readAllBytes(SAMPLE.resolve("expected/driver.base.btf")));
    }

    @Test
    void aSplitModuleOverAnotherKernelIsRefusedAndNotShownWithWrongNames() throws IOException {
        Btf next = BtfLoader.standalone(SAMPLE.resolve("vmlinux-next"));
        Path module = SAMPLE.resolve("driver.ko");

        assertThatThrownBy(() -> BtfLoader.forDump(module, next, ".BTF"))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(module
                        + ", type [114] ENUM 'gth': found the name 'gth', which starts in the middle of a string,"
                        + " expected the start of one. The base is not the one that this split BTF was encoded against:"
                        + " give that one.");
    }

    @Test
    void aDistilledModuleThatDoesNotFitTheBaseIsRefusedWithAllReasons() throws IOException {
        Btf changed = BtfLoader.standalone(SAMPLE.resolve("vmlinux-changed"));

        assertThatThrownBy(() -> BtfLoader.forDump(DISTILLED, changed, ".BTF"))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(DISTILLED + ": found a distilled module that cannot be relocated to the base:"
                        + " STRUCT 'timer' size=32 in the module, STRUCT size=40 [34] in the target (embedded by value,"
                        + " so the sizes must be equal);"
                        + " STRUCT 'ring' size=48 in the module, nothing of that name in the target,"
                        + " expected one counterpart in the"
                        + " base for each type of the distilled base. Without a base the module is shown over its own"
                        + " distilled base.");
    }
}
