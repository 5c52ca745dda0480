// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Modules as distributions ship them, in and out. */
class CompressionTest {

    private static final long ENOUGH = 1 << 24;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "NONE, '', 7f454c460201",
        "GZIP, .gz, 1f8b08000000",
        "XZ, .xz, fd377a585a00",
        "ZSTD, .zst, 28b52ffd6490",
        "NONE, '', fd377a585a",
        "NONE, '', 1f",
        "NONE, '', ''"
    })
    void tellsTheFormByTheFirstBytes(Compression form, String suffix, String start) {
        byte[] bytes = HexFormat.of().parseHex(start);

        assertThat(Compression.of(bytes, bytes.length)).isEqualTo(form);
        assertThat(form.suffix()).isEqualTo(suffix);
    }

    @ParameterizedTest
    @CsvSource({"a.ko, NONE", "a.ko.gz, GZIP", "a.ko.xz, XZ", "a.ko.zst, ZSTD", "a.xz.ko, NONE", "xz, NONE"})
    void tellsTheFormThatANamePromises(String name, Compression form) {
        assertThat(Compression.ofName(name)).isEqualTo(form);
    }

    @Test
    void looksAtNoMoreBytesThanThereAre() {
        byte[] start = HexFormat.of().parseHex("fd377a585a00");

        assertThat(Compression.of(start, 5)).isEqualTo(Compression.NONE);
        assertThat(Compression.of(start, Compression.START_SIZE)).isEqualTo(Compression.XZ);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPackedUnpacksToTheSame(Compression form) {
        for (int size : new int[] {0, 1, 5, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 300_000}) {
            byte[] plain = text(size);

            byte[] packed = form.pack(plain);

            assertThat(form.unpack(packed, ENOUGH)).isEqualTo(plain);
            assertThat(form.pack(plain)).isEqualTo(packed);
            if (form != Compression.NONE) {
                assertThat(Compression.of(packed, packed.length)).isEqualTo(form);
            }
        }
    }

    @Test
    void whatIsNotPackedIsTakenAsItIs() {
        byte[] module = Sample.bytes("driver.ko");

        assertThat(Compression.NONE.unpack(module, 1)).isSameAs(module);
        assertThat(Compression.NONE.pack(module)).isSameAs(module);
    }

    /** A kernel's gzip reader skips ten bytes and a file name, whatever the flags say. */
    @Test
    void gzipHasNeitherTimeNorNameNorMachine() {
        assertThat(Compression.GZIP.pack(Sample.bytes("driver.ko")))
                .startsWith(HexFormat.of().parseHex("1f8b08 00 00000000 00 ff".replace(" ", "")));
    }

    /** Stream flags 01 are CRC32, which a kernel's reader knows; dictionary 0x10 is 1 MiB. */
    @Test
    void xzHasTheCheckAndTheDictionaryOfKernelBuilds() {
        assertThat(Compression.XZ.pack(Sample.bytes("driver.ko")))
                .startsWith(
                        HexFormat.of().parseHex("fd377a585a00 0001 6922de36 02 00 21 01 10 000000".replace(" ", "")));
    }

    @Test
    void zstdTellsTheSizeAndHasAChecksumAndASmallWindow() {
        byte[] small = Compression.ZSTD.pack(Sample.bytes("driver.ko"));
        byte[] large = Compression.ZSTD.pack(text(3_000_000));

        assertThat(Zstd.getFrameContentSize(small)).isEqualTo(5776);
        assertThat(small[4]).as("one segment, checksum, size in two bytes").isEqualTo((byte) 0x64);
        assertThat(Zstd.getFrameContentSize(large)).isEqualTo(3_000_000);
        assertThat(large[4]).as("window, checksum, size in four bytes").isEqualTo((byte) 0x84);
        assertThat(large[5]).as("window of 2 MiB").isEqualTo((byte) ((21 - 10) << 3));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void theToolTakesWhatIsPacked(Compression form) throws IOException, InterruptedException {
        byte[] module = Sample.bytes("driver.ko");
        byte[] packed = form.pack(module);

        PackTool.run(directory, packed, form.toString(), "-t", "-q");
        assertThat(PackTool.run(directory, packed, form.toString(), "-dc")).isEqualTo(module);
    }

    @ParameterizedTest
    @CsvSource({
        "GZIP, gzip -c",
        "GZIP, gzip -9c",
        "XZ, xz -c --check=crc32 --lzma2=dict=2MiB",
        "XZ, xz -9c",
        "XZ, xz -c --check=sha256",
        "XZ, xz -c --check=none --x86 --lzma2",
        "XZ, xz -c --block-size=1000",
        "ZSTD, zstd -cq",
        "ZSTD, zstd -cq --no-check -T0",
        "ZSTD, zstd -cq --ultra -22 --long=27"
    })
    void whatTheToolPacksIsUnpacked(Compression form, String command) throws IOException, InterruptedException {
        byte[] module = Sample.bytes("driver.ko");
        String[] words = command.split(" ", -1);

        byte[] packed = PackTool.run(directory, module, words[0], Arrays.copyOfRange(words, 1, words.length));

        assertThat(Compression.of(packed, packed.length)).isEqualTo(form);
        assertThat(form.unpack(packed, ENOUGH)).isEqualTo(module);
    }

    /** As the tools take them: members of gzip, streams of xz, frames of zstd. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void severalBehindEachOtherAreOne(Compression form) {
        byte[] packed = joined(form.pack(text(100_000)), form.pack(text(70_000)));

        assertThat(form.unpack(packed, ENOUGH)).isEqualTo(joined(text(100_000), text(70_000)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void whatUnpacksToAThousandTimesItsSizeIsUnpackedWithinTheLimitOnly(Compression form) {
        byte[] plain = new byte[4 << 20];
        byte[] packed = form.pack(plain);

        assertThat(form.unpack(packed, plain.length)).isEqualTo(plain);
        assertThatThrownBy(() -> form.unpack(packed, plain.length - 1))
                .isInstanceOf(BtfFormatException.class)
                .hasMessageContaining(" file that unpacks to more than " + (plain.length - 1) + " bytes, expected");
    }

    @Test
    void memoryThatIsNeededOnlyLaterIsTakenThen() throws IOException, InterruptedException {
        byte[] large = PackTool.run(directory, text(70_000), "xz", "-c", "--lzma2=preset=0,dict=16MiB");

        assertThat(Compression.XZ.unpack(joined(Compression.XZ.pack(text(100_000)), large), ENOUGH))
                .isEqualTo(joined(text(100_000), text(70_000)));
    }

    /** Flags 0x1e: a check of the header, an extra field of three bytes, a name, a comment. */
    @Test
    void gzipMayTellMoreThanAKernelUnderstands() {
        byte[] packed = Compression.GZIP.pack(text(100));
        byte[] header = HexFormat.of().parseHex("1f8b081e0000000000ff" + "0300616263" + "6b6f00" + "6300" + "1234");

        assertThat(Compression.GZIP.unpack(joined(header, Arrays.copyOfRange(packed, 10, packed.length)), ENOUGH))
                .isEqualTo(text(100));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 9, compression method 9",
        "3, 128, reserved flags are set",
        "-8, 1, its CRC32 does not fit",
        "-4, 101, its size does not fit"
    })
    void gzipThatContradictsItselfIsRefused(int at, int value, String reason) {
        byte[] packed = Compression.GZIP.pack(text(100));
        packed[at < 0 ? packed.length + at : at] = (byte) value;

        assertThatThrownBy(() -> Compression.GZIP.unpack(packed, ENOUGH))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("found a gzip file that is broken (" + reason
                        + "), expected a whole one and nothing behind it");
    }

    @Test
    void xzMayBePadded() {
        byte[] packed = joined(Compression.XZ.pack(text(100)), new byte[8]);

        assertThat(Compression.XZ.unpack(packed, ENOUGH)).isEqualTo(text(100));
    }

    @ParameterizedTest
    @CsvSource({"GZIP, a gzip file", "XZ, an xz file", "ZSTD, a zstd file"})
    void fewBytesThatStandForVeryManyAreRefused(Compression form, String what) {
        byte[] bomb = form.pack(new byte[2_000_000]);
        assertThat(bomb).hasSizeLessThan(3_000);

        assertThatThrownBy(() -> form.unpack(bomb, 1_999_999))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "found " + what + " that unpacks to more than 1999999 bytes, expected at most that. It may have"
                                + " been made to exhaust memory; if it is what it should be, unpack it first.");
        assertThat(form.unpack(bomb, 2_000_000)).hasSize(2_000_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GZIP | a gzip file that is broken (it ends too early)
            XZ   | an xz file that is broken (it ends too early)
            ZSTD | a zstd file that is broken (Truncated source)
            """)
    void whatIsCutOffIsRefused(Compression form, String found) {
        byte[] packed = form.pack(Sample.bytes("driver.ko"));

        assertThatThrownBy(() -> form.unpack(Arrays.copyOf(packed, packed.length / 2), ENOUGH))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("found " + found + ", expected a whole one and nothing behind it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GZIP | a gzip file that is broken (there are other bytes behind its end)
            XZ   | an xz file that is broken (Garbage after a valid XZ Stream)
            ZSTD | a zstd file that is broken (Unknown frame descriptor)
            """)
    void otherBytesBehindAreRefused(Compression form, String found) {
        byte[] packed = joined(
                form.pack(Sample.bytes("driver.ko")),
                "~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> form.unpack(packed, ENOUGH))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("found " + found + ", expected a whole one and nothing behind it");
    }

    /** The header of the first block is at offset 12, its dictionary in byte 4, its CRC32 in bytes 8 to 11. */
    @Test
    void aDictionaryThatWouldTakeMuchMemoryIsRefused() {
        byte[] packed = Compression.XZ.pack(Sample.bytes("driver.ko"));
        packed[12 + 4] = 2 * (27 - 12);
        CRC32 crc = new CRC32();
        crc.update(packed, 12, 8);
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).putInt(12 + 8, (int) crc.getValue());

        assertThatThrownBy(() -> Compression.XZ.unpack(packed, ENOUGH))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "found an xz file that takes 131176 KiB of memory to unpack, expected at most 73728 KiB. Unpack it"
                                + " first.");
    }

    /** A frame with a window of 256 MiB and, if the number were true, 2^62 bytes. */
    @Test
    void aWindowThatWouldTakeMuchMemoryIsRefused() {
        byte[] packed = HexFormat.of().parseHex("28b52ffd c0 90 0000000000000040 010000".replace(" ", ""));

        assertThatThrownBy(() -> Compression.ZSTD.unpack(packed, ENOUGH))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "found a zstd file with a window of more than 134217728 bytes, expected at most that, as kernels do."
                                + " Unpack it first.");
    }

    /** Repetitive, but not the same everywhere. */
    private static byte[] text(int size) {
        SplittableRandom random = new SplittableRandom(size);
        byte[] text = new byte[size];
        for (int i = 0; i < size; i++) {
            text[i] = i % 3 == 0 ? (byte) random.nextInt() : (byte) 'x';
        }
        return text;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
