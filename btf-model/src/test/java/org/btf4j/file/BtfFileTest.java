// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BtfFileTest {

    @TempDir
    Path directory;

    @Test
    void tellsWhatAFileHolds() throws IOException {
        try (BtfFile elf = BtfFile.open(Sample.path("vmlinux"));
                BtfFile raw = BtfFile.open(Sample.path("vmlinux.btf"))) {
            assertThat(elf.content()).isEqualTo(BtfSource.Content.ELF);
            assertThat(raw.content()).isEqualTo(BtfSource.Content.RAW);
            assertThat(elf.isText()).isFalse();
            assertThat(raw.isText()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void readsPackedFilesAsIfTheyWereNot(Compression form) throws IOException {
        Btf kernel = BtfSource.read(packed(form, "vmlinux.btf"));
        assertThat(kernel.toBytes()).isEqualTo(Sample.bytes("vmlinux.btf"));

        assertThat(BtfSource.read(packed(form, "vmlinux")).toBytes()).isEqualTo(kernel.toBytes());
        try (BtfFile module = BtfFile.open(packed(form, "expected/driver-distilled.ko"))) {
            assertThat(module.content()).isEqualTo(BtfSource.Content.ELF);
            assertThat(module.hasSection(BtfSource.BTF_BASE)).isTrue();
            assertThat(module.hasSection(".BTF.base_ref")).isFalse();
            Btf base = module.read(BtfSource.BTF_BASE, null);
            assertThat(base.toBytes()).isEqualTo(Sample.bytes("expected/driver.base.btf"));
            assertThat(module.read(BtfSource.BTF, base).toBytes())
                    .isEqualTo(Sample.module("expected/driver-distilled.ko").section(".BTF"));
        }
    }

    @Test
    void knowsSectionsOfElfFilesOnly() throws IOException {
        try (BtfFile module = BtfFile.open(Sample.path("driver.ko"));
                BtfFile raw = BtfFile.open(Sample.path("driver.btf"))) {
            assertThat(module.hasSection(BtfSource.BTF_BASE)).isFalse();
            assertThat(module.hasSection(BtfSource.BTF)).isTrue();
            assertThat(raw.hasSection(BtfSource.BTF)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void readsTexts(Compression form) throws IOException {
        byte[] text = "struct stra\u00dfe {\n\tint i;\r\n};\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(directory.resolve("types.h"), form.pack(text));

        try (BtfFile open = BtfFile.open(file)) {
            assertThat(open.isText()).isTrue();
            assertThat(open.text()).isEqualTo("struct straße {\n\tint i;\r\n};\n");
            assertThatThrownBy(open::content)
                    .isInstanceOf(BtfFormatException.class)
                    .hasMessage(file + (form == Compression.NONE ? "" : " (unpacked)")
                            + ": found a file that starts with 0x73747275, expected an ELF file (0x7f454c46) or raw BTF"
                            + " (0x9feb or 0xeb9f)");
        }
    }

    @Test
    void saysWhereOffsetsAreThoseOfUnpackedBytes() throws IOException {
        byte[] broken = Sample.bytes("vmlinux.btf");
        broken[3] = 1;
        Path plain = Files.write(directory.resolve("plain.btf"), broken);
        Path packed = Files.write(directory.resolve("packed.btf"), Compression.XZ.pack(broken));
        String problem = "offset 3: found flags 0x1, expected flags 0";

        assertThatThrownBy(() -> BtfSource.read(plain)).hasMessageStartingWith(plain + ", " + problem);
        assertThatThrownBy(() -> BtfSource.read(packed)).hasMessageStartingWith(packed + " (unpacked), " + problem);
    }

    @Test
    void unpacksThreeTimesButNoMore() throws IOException {
        byte[] bytes = Sample.bytes("vmlinux.btf");
        for (Compression form : new Compression[] {Compression.GZIP, Compression.XZ, Compression.ZSTD}) {
            bytes = form.pack(bytes);
        }
        Path three = Files.write(directory.resolve("three"), bytes);
        Path four = Files.write(directory.resolve("four"), Compression.GZIP.pack(bytes));

        assertThat(BtfSource.read(three).toBytes()).isEqualTo(Sample.bytes("vmlinux.btf"));
        assertThatThrownBy(() -> BtfSource.read(four))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(four + ": found a file that is packed more than 3 times, expected at most that");
    }

    @ParameterizedTest
    @CsvSource({"GZIP, a gzip file", "XZ, an xz file", "ZSTD, a zstd file"})
    void namesTheFileThatCannotBeUnpacked(Compression form, String what) throws IOException {
        byte[] packed = form.pack(Sample.bytes("vmlinux"));
        packed[packed.length / 2] ^= 1;
        Path file = Files.write(directory.resolve("vmlinux"), packed);

        assertThatThrownBy(() -> BtfFile.open(file))
                .isInstanceOf(BtfFormatException.class)
                .hasMessageStartingWith(file + ": found " + what + " that is broken (")
                .hasMessageEndingWith("), expected a whole one and nothing behind it");
    }

    @Test
    void leavesTroubleWithTheFileSystemAsItIs() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> BtfFile.open(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing.toString());
        assertThatThrownBy(() -> BtfFile.open(directory))
                .isInstanceOf(IOException.class)
                .hasMessage(directory + ": Is a directory");
    }

    private Path packed(Compression form, String name) throws IOException {
        return Files.write(directory.resolve("packed"), form.pack(Sample.bytes(name)));
    }
}
