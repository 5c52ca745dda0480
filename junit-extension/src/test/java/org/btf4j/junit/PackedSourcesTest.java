// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.junit.BtfAssertions.assertRawDump;
import static org.btf4j.junit.TestCases.failureOf;
import static org.btf4j.junit.TestCases.whyNotInjected;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.btf4j.file.Compression;
import org.btf4j.model.Btf;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Modules and kernels as distributions ship them. */
class PackedSourcesTest {

    private static final String PACKED = "file:target/packed/";
    private static final Path FOLDER = Path.of("target", "packed");
    private static final Path SAMPLE = Path.of(System.getProperty("btf.sampleDirectory"));

    @BeforeAll
    static void pack() throws IOException {
        Files.createDirectories(FOLDER);
        byte[] module = Files.readAllBytes(SAMPLE.resolve("driver.ko"));
        Files.write(FOLDER.resolve("driver.ko.xz"), Compression.XZ.pack(module));
        Files.write(FOLDER.resolve("driver.ko.zst"), Compression.ZSTD.pack(module));
        Files.write(FOLDER.resolve("cut.ko.xz"), Arrays.copyOf(Compression.XZ.pack(module), 1000));
        byte[] dump = Files.readAllBytes(SAMPLE.resolve("expected/vmlinux.txt"));
        Files.write(FOLDER.resolve("vmlinux.txt.gz"), Compression.GZIP.pack(dump));
        Files.write(FOLDER.resolve("vmlinuz"), image(Files.readAllBytes(SAMPLE.resolve("vmlinux"))));
    }

    /** A bootable image with the boot header that tells where the kernel is, from protocol 2.08 on. */
    private static byte[] image(byte[] kernel) {
        byte[] packed = Compression.GZIP.pack(kernel);
        ByteBuffer image = ByteBuffer.allocate(1024 + packed.length).order(ByteOrder.LITTLE_ENDIAN);
        image.put(0x1f1, (byte) 1).putShort(0x1fe, (short) 0xaa55);
        image.put(0x202, "HdrS".getBytes(StandardCharsets.US_ASCII)).putShort(0x206, (short) 0x208);
        image.putInt(0x248, 0).putInt(0x24c, packed.length).put(1024, packed);
        return image.array();
    }

    @Test
    @BtfFixture(base = PACKED + "vmlinuz", split = PACKED + "driver.ko.xz")
    void aModuleOverABootableKernel(Btf split) {
        assertRawDump(SampleModuleTest.SAMPLE + "expected/driver.before.txt", split);
        assertRawDump(SampleModuleTest.SAMPLE + "expected/vmlinux.txt", Objects.requireNonNull(split.base()));
    }

    @Test
    @BtfFixture(base = SampleModuleTest.SAMPLE + "vmlinux", split = PACKED + "driver.ko.zst")
    void aModuleThatIsPackedInAnotherWay(Btf split) {
        assertRawDump(SampleModuleTest.SAMPLE + "expected/driver.before.txt", split);
    }

    @Test
    @BtfFixture(base = PACKED + "vmlinux.txt.gz")
    void aDump(Btf kernel) {
        assertRawDump(SampleModuleTest.SAMPLE + "expected/vmlinux.txt", kernel);
    }

    static class CutTestCase {
        @Test
        @BtfFixture(base = SampleModuleTest.SAMPLE + "vmlinux", split = PACKED + "cut.ko.xz")
        void test(Btf btf) {}
    }

    @Test
    void aModuleThatIsCutOff() {
        assertThat(whyNotInjected(failureOf(CutTestCase.class)))
                .hasMessage("split of @BtfFixture on " + PackedSourcesTest.class.getName() + "$CutTestCase.test: "
                        + FOLDER.resolve("cut.ko.xz").toAbsolutePath()
                        + ": found an xz file that is broken (it ends too early), expected a whole one and nothing behind"
                        + " it");
    }
}
