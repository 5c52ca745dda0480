// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BtfSourceTest {

    @TempDir
    Path directory;

    @Test
    void readsAKernelAndItsRawBtfAlike() throws IOException {
        byte[] expected = Sample.bytes("vmlinux.btf");

        assertThat(BtfSource.read(Sample.path("vmlinux")).toBytes()).isEqualTo(expected);
        assertThat(BtfSource.read(Sample.path("vmlinux.btf")).toBytes()).isEqualTo(expected);
    }

    @Test
    void readsSplitBtfOverABase() throws IOException {
        Btf base = BtfSource.read(Sample.path("vmlinux"));

        byte[] expected = Sample.bytes("driver.btf");
        assertThat(BtfSource.read(Sample.path("driver.ko"), BtfSource.BTF, base).toBytes())
                .isEqualTo(expected);
        assertThat(BtfSource.read(Sample.path("driver.btf"), BtfSource.BTF, base)
                        .toBytes())
                .isEqualTo(expected);
    }

    @Test
    void readsTheSectionThatItIsToldTo() throws IOException {
        Path distilled = Sample.path("expected/driver-distilled.ko");

        assertThat(BtfSource.read(distilled, BtfSource.BTF_BASE, null).toBytes())
                .isEqualTo(Sample.bytes("expected/driver.base.btf"));
    }

    @Test
    void readsTheRunningKernel() throws IOException {
        assumeTrue(
                Files.isReadable(BtfSource.RUNNING_KERNEL),
                () -> "SKIPPED: the running kernel does not show its BTF at " + BtfSource.RUNNING_KERNEL);

        assertThat(BtfSource.read(BtfSource.RUNNING_KERNEL).find("task_struct", Kind.STRUCT))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''           | found an empty file, expected an ELF file (0x7f454c46) or raw BTF (0x9feb or 0xeb9f)
            7f454c       | found a file that starts with 0x7f454c, expected an ELF file (0x7f454c46) or raw BTF (0x9feb or 0xeb9f)
            23212f62     | found a file that starts with 0x23212f62, expected an ELF file (0x7f454c46) or raw BTF (0x9feb or 0xeb9f)
            425a6839     | found a bzip2 file, expected an ELF file or raw BTF. Decompress it first, for example with 'bunzip2 --keep'.
            4d5aea07     | found an EFI program that is no kernel image for x86, expected an ELF file or raw BTF. Of a unified kernel image 'objcopy -O binary --only-section=.linux' gets the kernel image out.
            """)
    void saysWhatAFileIsThatHoldsNoBtf(String hex, String message) throws IOException {
        Path file = Files.write(directory.resolve("file"), HexFormat.of().parseHex(hex));

        assertThatThrownBy(() -> BtfSource.read(file))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(file + ": " + message);
    }

    @Test
    void namesTheFileOfBadContents() throws IOException {
        Path raw = Files.write(directory.resolve("raw.btf"), new byte[] {(byte) 0x9f, (byte) 0xeb, 1});
        Path elf = Files.write(
                directory.resolve("vmlinux"),
                new TestElf(TestElf.Flavour.BIG_32)
                        .section(".BTF", "no BTF".getBytes(StandardCharsets.US_ASCII))
                        .toBytes());

        assertThatThrownBy(() -> BtfSource.read(raw))
                .isInstanceOf(BtfFormatException.class)
                .hasMessageStartingWith(raw.toString());
        assertThatThrownBy(() -> BtfSource.read(elf))
                .isInstanceOf(BtfFormatException.class)
                .hasMessageStartingWith(elf + ", section .BTF");
    }

    @Test
    void namesTheSectionThatIsMissing() {
        Path file = Sample.path("driver-no-btf.ko");

        assertThatThrownBy(() -> BtfSource.read(file))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(file + ": found an ELF file without a section .BTF, expected one with it. Build it with"
                        + " CONFIG_DEBUG_INFO_BTF=y (modules: CONFIG_DEBUG_INFO_BTF_MODULES=y) and do not strip that"
                        + " section.");
    }

    @Test
    void leavesTroubleWithTheFileSystemAsItIs() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> BtfSource.read(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing.toString());
        assertThatThrownBy(() -> BtfSource.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessage(directory + ": Is a directory");
    }
}
