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
            5d00008000   | found an lzma file, expected an ELF file or raw BTF. Decompress it first, for example with 'unlzma --keep'.
            894c5a4f000d0a1a0a | found an lzo file, expected an ELF file or raw BTF. Decompress it first, for example with 'lzop --decompress'.
            04224d186440 | found an lz4 file, expected an ELF file or raw BTF. Decompress it first, for example with 'unlz4 --keep'.
            02214c186440 | found an lz4 file, expected an ELF file or raw BTF. Decompress it first, for example with 'unlz4 --keep'.
            213c617263683e0a | found an archive, perhaps a Debian package, expected an ELF file or raw BTF. 'dpkg-deb --extract' gets the files out of a package.
            edabeedb0300 | found an RPM package, expected an ELF file or raw BTF. 'rpm2cpio' gets the files out of it.
            4d5aea07     | found an EFI program that is no kernel image for x86, expected an ELF file or raw BTF. Of a unified kernel image 'objcopy -O binary --only-section=.linux' gets the kernel image out.
            """)
    void saysWhatAFileIsThatHoldsNoBtf(String hex, String message) throws IOException {
        Path file = Files.write(directory.resolve("file"), HexFormat.of().parseHex(hex));

        assertThatThrownBy(() -> BtfSource.read(file))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(file + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4d5a0000 7a696d67           | 0  |          | a compressed EFI kernel image
            4d5a40fa ff77c814           | 56 | 41524d64 | a kernel image for arm64
            4d5a6f10 01b00400           | 56 | 52534305 | a kernel image for RISC-V
            27051956 00000000           | 0  |          | a kernel image for U-Boot
            """)
    void saysWhyAKernelForAnotherMachineIsNotRead(String start, int offset, String magic, String what)
            throws IOException {
        byte[] bytes = new byte[1000];
        byte[] beginning = HexFormat.of().parseHex(start.replace(" ", ""));
        System.arraycopy(beginning, 0, bytes, 0, beginning.length);
        if (magic != null) {
            System.arraycopy(HexFormat.of().parseHex(magic), 0, bytes, offset, 4);
        }
        Path file = Files.write(directory.resolve("Image"), bytes);

        assertThatThrownBy(() -> BtfSource.read(file))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        file + ": found " + what
                                + ", expected an ELF file or raw BTF. It has no sections by which to find"
                                + " BTF: take the vmlinux it was made of, or of a machine that runs it /sys/kernel/btf/vmlinux.");
    }

    @Test
    void readsBytesInMemory() {
        Btf base = BtfSource.parse(Sample.bytes("vmlinux"), "a kernel", BtfSource.BTF, null);

        assertThat(base.toBytes()).isEqualTo(Sample.bytes("vmlinux.btf"));
        assertThat(BtfSource.parse(Sample.bytes("driver.btf"), "a module", BtfSource.BTF, base)
                        .toBytes())
                .isEqualTo(Sample.bytes("driver.btf"));
        assertThat(BtfSource.parse(Sample.bytes("expected/driver-distilled.ko"), "a module", BtfSource.BTF_BASE, null)
                        .toBytes())
                .isEqualTo(Sample.bytes("expected/driver.base.btf"));
    }

    @Test
    void namesWhatTheBytesAreCalled() {
        byte[] packed = Compression.XZ.pack(Sample.bytes("driver.ko"));
        byte[] module = Sample.bytes("driver.ko");

        assertThatThrownBy(() -> BtfSource.parse(packed, "a.ko.xz", BtfSource.BTF, null))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("a.ko.xz: found a compressed file, expected an ELF file or raw BTF");
        assertThatThrownBy(() -> BtfSource.parse(module, "a.ko", BtfSource.BTF_BASE, null))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "a.ko: found an ELF file without a section .BTF.base, expected one with it. Only distilled modules"
                                + " have it.");
        assertThatThrownBy(() -> BtfSource.parse(new byte[0], "a.btf", BtfSource.BTF, null))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "a.btf: found an empty file, expected an ELF file (0x7f454c46) or raw BTF (0x9feb or 0xeb9f)");
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
