// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernels in bootable images for x86. */
class KernelImageTest {

    private static final String UNPACK =
            ". Take the vmlinux that is packed in it, which the kernel's scripts/extract-vmlinux gets out.";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void theKernelIsReadAsIfItWereNotPacked(TestImage.Packing packing) throws IOException {
        Path image = write(new TestImage(packing.pack(Sample.bytes("vmlinux"))).toBytes());

        assertThat(BtfSource.read(image).toBytes()).isEqualTo(Sample.bytes("vmlinux.btf"));
    }

    @Test
    void anImageMayBePackedItself() throws IOException {
        byte[] image = new TestImage(TestImage.Packing.XZ.pack(Sample.bytes("vmlinux"))).toBytes();
        Path packed = write(Compression.GZIP.pack(image));

        assertThat(BtfSource.read(packed).toBytes()).isEqualTo(Sample.bytes("vmlinux.btf"));
    }

    @Test
    void noSectorsOfBootCodeAreFour() throws IOException {
        Path image = write(new TestImage(TestImage.Packing.ZSTD.pack(Sample.bytes("vmlinux")))
                .sectors(0)
                .toBytes());

        assertThat(BtfSource.read(image).toBytes()).isEqualTo(Sample.bytes("vmlinux.btf"));
    }

    /** As relocations behind a kernel that may be loaded anywhere; here they make a second and a third block of lz4. */
    @Test
    void moreMayBePackedBehindTheKernel() throws IOException {
        Path image = write(new TestImage(TestImage.Packing.LZ4.pack(largeKernel())).toBytes());

        assertThat(BtfSource.read(image).toBytes()).isEqualTo(Sample.bytes("vmlinux.btf"));
    }

    @Test
    void theToolsPackAsKernelBuildsDo() throws IOException, InterruptedException {
        byte[] kernel = largeKernel();
        byte[] lz4 = PackTool.run(directory, kernel, "lz4", "-l", "-9", "-q", "-c");
        byte[] xz =
                PackTool.run(directory, kernel, "xz", "-c", "--check=crc32", "--x86", "--lzma2=preset=1,dict=128MiB");

        for (byte[] packed : new byte[][] {lz4, xz}) {
            Path image = write(new TestImage(TestImage.withSize(packed, kernel.length)).toBytes());
            assertThat(BtfSource.read(image).toBytes()).isEqualTo(Sample.bytes("vmlinux.btf"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            425a6839314159265359 | packed by bzip2
            5d00008000ffffffffff | packed by lzma
            894c5a4f000d0a1a0a10 | packed by lzo
            7f454c46020101000000 | that starts with 0x7f454c46
            """)
    void aKernelThatIsPackedInAnotherWayIsNamed(String start, String what) throws IOException {
        Path image = write(new TestImage(HexFormat.of().parseHex(start)).toBytes());

        assertRefused(
                image,
                image + ", offset " + TestImage.kernelOffset() + ": found a bootable kernel image with a kernel " + what
                        + ", expected one packed by gzip, xz, zstd or lz4" + UNPACK);
    }

    @Test
    void anImageThatDoesNotSayWhereItsKernelLiesIsRefused() throws IOException {
        Path image = write(new TestImage(TestImage.Packing.GZIP.pack(new byte[9]))
                .version(0x207)
                .toBytes());

        assertRefused(
                image,
                image
                        + ", offset 518: found a bootable kernel image with boot protocol 2.07, expected 2.08 or later, which"
                        + " tells where the kernel lies" + UNPACK);
    }

    @ParameterizedTest
    @CsvSource({"44, 0", "44, 9", "44, 2147483647", "44, -1", "2147483647, 100", "-1, 100", "-1, -1"})
    void aKernelOutsideOfTheFileIsRefused(int offset, int length) throws IOException {
        byte[] bytes = new TestImage(TestImage.Packing.GZIP.pack(new byte[9]))
                .claim(offset, length)
                .toBytes();
        Path image = write(bytes);

        assertRefused(
                image,
                image + ", offset 584: found a bootable kernel image with a kernel of " + Integer.toUnsignedLong(length)
                        + " bytes at offset " + (1536 + Integer.toUnsignedLong(offset)) + ", expected it within the "
                        + bytes.length + " bytes of the file. The file may be cut off.");
    }

    @Test
    void anImageThatEndsInItsHeaderIsRefused() throws IOException {
        byte[] bytes = new TestImage(TestImage.Packing.GZIP.pack(new byte[9])).toBytes();
        Path image = write(Arrays.copyOf(bytes, 0x206));

        assertRefused(
                image, image + ": found a bootable kernel image of 518 bytes, expected a whole boot header, 592 bytes");
    }

    /** lz4 has no checksum, so this is what tells. */
    @Test
    void aKernelThatUnpacksToAnotherSizeIsRefused() throws IOException {
        Path image = write(new TestImage(TestImage.withSize(TestImage.lz4(new byte[1000], 8 << 20), 1001)).toBytes());

        assertRefused(
                image,
                image
                        + ", offset 1580: found a bootable kernel image with a kernel that unpacks to 1000 bytes, expected"
                        + " 1001, as it says");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            02214c18 ffffffff 00           | a block of 4294967295 packed bytes
            02214c18 00000000 00           | a block of 0 packed bytes
            02214c18 02000000 10           | it ends too early
            02214c18 0200                  | it ends too early
            02214c18 02000000 10aa 01      | it ends too early
            02214c18 02000000 10aa 02000000 10aa | a block that is not the last one unpacks to less than 8 MiB
            """)
    void blocksOfLz4ThatContradictTheFormatAreRefused(String hex, String reason) throws IOException {
        byte[] packed = HexFormat.of().parseHex(hex.replace(" ", ""));
        Path image = write(new TestImage(TestImage.withSize(Arrays.copyOf(packed, packed.length), 1)).toBytes());

        assertRefused(
                image,
                image + ": found a bootable kernel image with a kernel packed by lz4 that is broken (" + reason
                        + "), expected a whole one and nothing behind it");
    }

    @Test
    void blocksOfLz4ThatAreTooLargeAreRefused() throws IOException {
        Path image =
                write(new TestImage(TestImage.withSize(TestImage.lz4(new byte[9 << 20], 9 << 20), 9 << 20)).toBytes());

        assertRefused(
                image,
                image
                        + ": found a bootable kernel image with a kernel packed by lz4 that is broken (a block unpacks to more"
                        + " than 8 MiB), expected a whole one and nothing behind it");
    }

    @Test
    void whatIsInTheImageIsNamedIfItIsNoKernel() throws IOException {
        Path image = write(new TestImage(TestImage.Packing.GZIP.pack(new byte[9])).toBytes());

        assertRefused(
                image,
                image
                        + " (unpacked): found a file that starts with 0x00000000, expected an ELF file (0x7f454c46) or raw BTF"
                        + " (0x9feb or 0xeb9f)");
    }

    private static byte[] largeKernel() {
        byte[] kernel = Sample.bytes("vmlinux");
        byte[] large = Arrays.copyOf(kernel, 17 << 20);
        byte[] relocations = new byte[1 << 16];
        new SplittableRandom(9).nextBytes(relocations);
        System.arraycopy(relocations, 0, large, (8 << 20) - (1 << 15), relocations.length);
        return large;
    }

    private Path write(byte[] image) throws IOException {
        return Files.write(directory.resolve("vmlinuz"), image);
    }

    private static void assertRefused(Path image, String message) {
        assertThatThrownBy(() -> BtfSource.read(image))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(message);
    }
}
