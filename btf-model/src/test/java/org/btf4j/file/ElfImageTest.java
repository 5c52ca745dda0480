// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ElfImageTest {

    private static final byte[] CONTENTS = "contents".getBytes(US_ASCII);

    @ParameterizedTest
    @EnumSource
    void findsSectionsInBothClassesAndByteOrders(TestElf.Flavour flavour) throws IOException {
        byte[] file = new TestElf(flavour)
                .section(".text", new byte[7])
                .section(".BTF", CONTENTS)
                .section(".BTF.base", new byte[0])
                .toBytes();

        ElfImage image = Images.open(file);

        assertThat(image.data(Images.section(image, ".BTF"), ".BTF")).isEqualTo(CONTENTS);
        assertThat(image.data(Images.section(image, ".BTF.base"), ".BTF.base")).isEmpty();
        assertThat(image.find(".BT")).isNull();
        assertThat(image.find(".BTF_ids")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void findsTheSymbolsOfOneSection(TestElf.Flavour flavour) throws IOException {
        byte[] file = new TestElf(flavour)
                .section(".data", new byte[16])
                .section(".BTF_ids", new byte[16])
                .symbol("elsewhere", ".data", 4, 4)
                .symbol("first", ".BTF_ids", 8, 4)
                .symbol("far", ".BTF_ids", 0xffff_fff0L, 0x8000_0000L)
                .toBytes();
        ElfImage image = Images.open(file);

        ElfSymbols symbols = ElfSymbols.of(image, Images.section(image, ".BTF_ids"));

        assertThat(symbols.symbols()).extracting(symbols::name).containsExactly("first", "far");
        assertThat(symbols.symbols())
                .extracting(ElfSymbols.Symbol::value, ElfSymbols.Symbol::size)
                .containsExactly(tuple(8L, 4L), tuple(0xffff_fff0L, 0x8000_0000L));
    }

    @ParameterizedTest
    @EnumSource
    void readsExtendedSectionNumbering(TestElf.Flavour flavour) throws IOException {
        byte[] file = new TestElf(flavour)
                .section(".BTF_ids", CONTENTS)
                .symbol("first", ".BTF_ids", 4, 4)
                .extendedNumbering()
                .toBytes();
        ElfImage image = Images.open(file);

        ElfSymbols symbols = ElfSymbols.of(image, Images.section(image, ".BTF_ids"));

        assertThat(symbols.symbols()).extracting(symbols::name).containsExactly("first");
    }

    @Test
    void readsMoreSectionsThanSixteenBitsCount() throws IOException {
        TestElf elf = new TestElf(TestElf.Flavour.LITTLE_64);
        for (int i = 0; i < 70_000; i++) {
            elf.section(".text", new byte[0]);
        }
        byte[] file = elf.section(".BTF", CONTENTS).withoutSymbolTable().toBytes();

        ElfImage image = Images.open(file);

        assertThat(Images.section(image, ".BTF").index()).isEqualTo(70_001);
        assertThat(image.data(Images.section(image, ".BTF"), ".BTF")).isEqualTo(CONTENTS);
    }

    /** An offset that is cut to 32 bits would lead to the decoy. */
    @Test
    void readsBeyondFourGibibytes(@TempDir Path directory) throws IOException {
        long gibibytes4 = 1L << 32;
        Map<Long, byte[]> chunks = new TestElf(TestElf.Flavour.LITTLE_64)
                .section(".BTF", CONTENTS)
                .firstOffset(gibibytes4 + 4096)
                .chunks();
        Path file = directory.resolve("large");
        try (FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.SPARSE,
                StandardOpenOption.WRITE,
                StandardOpenOption.READ)) {
            channel.write(ByteBuffer.wrap("decoy---".getBytes(US_ASCII)), 4096);
            for (Map.Entry<Long, byte[]> chunk : chunks.entrySet()) {
                channel.write(ByteBuffer.wrap(chunk.getValue()), chunk.getKey());
            }

            ElfImage image = ElfImage.open(ByteSource.of(channel));

            assertThat(Images.section(image, ".BTF").offset()).isEqualTo(gibibytes4 + 4096);
            assertThat(image.data(Images.section(image, ".BTF"), ".BTF")).isEqualTo(CONTENTS);
        }
    }

    @Test
    void countsOnlySectionsOfTheTypeThatBtfHas() throws IOException {
        byte[] file = new TestElf(TestElf.Flavour.LITTLE_64)
                .reserve(".BTF", 8, 1)
                .section(".BTF.base", 7, 0, 1, new byte[8])
                .toBytes();

        ElfImage image = Images.open(file);

        assertThat(image.find(".BTF")).isNull();
        assertThat(image.find(".BTF.base")).isNull();
    }

    @Test
    void refusesToChooseBetweenSectionsOfOneName() throws IOException {
        byte[] file = new TestElf(TestElf.Flavour.LITTLE_64)
                .section(".BTF", CONTENTS)
                .section(".BTF", CONTENTS)
                .toBytes();
        ElfImage image = Images.open(file);

        assertThatThrownBy(() -> image.find(".BTF"))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("section .BTF: found two sections of this name, [1] and [2], expected one");
    }

    @Test
    void refusesCompressedSections() throws IOException {
        byte[] file = new TestElf(TestElf.Flavour.LITTLE_64)
                .section(".BTF", ElfConstants.SHT_PROGBITS, ElfConstants.SHF_COMPRESSED, 1, CONTENTS)
                .toBytes();
        ElfImage image = Images.open(file);

        assertThatThrownBy(() -> image.data(Images.section(image, ".BTF"), ".BTF"))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "section .BTF: found a compressed section, expected its plain bytes. Decompress it with 'objcopy"
                                + " --decompress-debug-sections'.");
    }

    /** The sample module has 5776 bytes, 18 section headers at 4624, names in section 17. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # field               | at   | bytes | value                | message
            class                 | 4    | 1     | 3                    | offset 4: found ELF class 3, expected 1 (32-bit) or 2 (64-bit)
            encoding              | 5    | 1     | 0                    | offset 5: found ELF data encoding 0, expected 1 (little-endian) or 2 (big-endian)
            version               | 6    | 1     | 2                    | offset 6: found ELF version 2, expected 1
            no table              | 40   | 8     | 0                    | found an ELF file without section headers, expected one with sections, one of which holds BTF
            table in header       | 40   | 8     | 63                   | found the section header table with 64 bytes at offset 63, expected it within the 5776 bytes of the file. The file may be cut off.
            table behind end      | 40   | 8     | 5713                 | found the section header table with 64 bytes at offset 5713, expected it within the 5776 bytes of the file. The file may be cut off.
            table beyond 2^63     | 40   | 8     | -8                   | found the section header table with 64 bytes at offset 18446744073709551608, expected it within the 5776 bytes of the file. The file may be cut off.
            table beyond 4 GiB    | 40   | 8     | 4294971920           | found the section header table with 64 bytes at offset 4294971920, expected it within the 5776 bytes of the file. The file may be cut off.
            header size           | 58   | 2     | 40                   | found section headers of 40 bytes, expected 64 bytes
            too many headers      | 60   | 2     | 19                   | found the section header table with 1216 bytes at offset 4624, expected it within the 5776 bytes of the file. The file may be cut off.
            no count anywhere     | 60   | 2     | 0                    | found 0 sections, expected 1 to 262144
            no name table         | 62   | 2     | 0                    | found section name table index 0, expected an index from 1 to 17
            name table index      | 62   | 2     | 18                   | found section name table index 18, expected an index from 1 to 17
            name table type       | 62   | 2     | 15                   | found section name table [15] of type 2, expected type 3 (string table)
            first header          | 4628 | 4     | 1                    | offset 4624: found type 1 in the first section header, expected 0, for the first one describes no section
            section behind end    | 5544 | 8     | 5777                 | found section [14] with 1442 bytes at offset 5777, expected it within the 5776 bytes of the file. The file may be cut off.
            section beyond 2^63   | 5544 | 8     | -1                   | found section [14] with 1442 bytes at offset 18446744073709551615, expected it within the 5776 bytes of the file. The file may be cut off.
            section size          | 5552 | 8     | 4977                 | found section [14] with 4977 bytes at offset 800, expected it within the 5776 bytes of the file. The file may be cut off.
            section size 2^63     | 5552 | 8     | -9223372036854775808 | found section [14] with 9223372036854775808 bytes at offset 800, expected it within the 5776 bytes of the file. The file may be cut off.
            on the ELF header     | 5544 | 8     | 63                   | offset 63: found section [14] on bytes of the ELF header, expected sections that share no bytes
            on another section    | 5552 | 8     | 1449                 | offset 2248: found section [15] on bytes of section [14], expected sections that share no bytes
            on the table          | 5744 | 8     | 400                  | offset 4456: found section [17] on bytes of the section header table, expected sections that share no bytes
            name                  | 5520 | 4     | 161                  | found section [14] with its name at 161, expected a place within the 161 bytes of the section name table
            names without end     | 5744 | 4     | 160                  | offset 4615: found a section name table whose last byte is not zero, expected names that end with a zero byte
            """)
    void checksTheHeadersFirst(String field, int at, int bytes, long value, String message) {
        byte[] file = Sample.bytes("driver.ko");
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < bytes; i++) {
            buffer.put(at + i, (byte) (value >> (8 * i)));
        }

        assertThatThrownBy(() -> Images.open(file))
                .as(field)
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(message);
    }

    @Test
    void refusesHostileCountsBeforeItAllocates() {
        byte[] file = new TestElf(TestElf.Flavour.LITTLE_64)
                .section(".BTF", CONTENTS)
                .extendedNumbering()
                .toBytes();
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong((int) buffer.getLong(40) + 32, 0x7fff_ffffL);

        assertThatThrownBy(() -> Images.open(file))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("found 2147483647 sections, expected 1 to 262144");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # field        | at   | bytes | value | message
            entry size     | 5640 | 8     | 0     | offset 2248: found a symbol table of 864 bytes with entries of 0 bytes, expected a multiple of 24
            entry size     | 5640 | 8     | 16    | offset 2248: found a symbol table of 864 bytes with entries of 16 bytes, expected a multiple of 24
            size           | 5616 | 8     | 863   | offset 2248: found a symbol table of 863 bytes with entries of 24 bytes, expected a multiple of 24
            names' section | 5624 | 4     | 14    | offset 2248: found a symbol table whose names are in section [14], expected the index of a string table
            names' section | 5624 | 4     | -1    | offset 2248: found a symbol table whose names are in section [4294967295], expected the index of a string table
            """)
    void checksTheSymbolTable(String field, int at, int bytes, long value, String message) throws IOException {
        byte[] file = Sample.bytes("driver.ko");
        for (int i = 0; i < bytes; i++) {
            file[at + i] = (byte) (value >> (8 * i));
        }
        ElfImage image = Images.open(file);
        ElfSection section = Images.section(image, ".BTF_ids");

        assertThatThrownBy(() -> ElfSymbols.of(image, section))
                .as(field)
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(message);
    }

    @Test
    void refusesSymbolNamesWithoutEnd() throws IOException {
        byte[] file = new TestElf(TestElf.Flavour.LITTLE_64)
                .section(".BTF_ids", CONTENTS)
                .symbol("n".repeat(1024), ".BTF_ids", 0, 4)
                .toBytes();
        ElfImage image = Images.open(file);
        ElfSymbols symbols = ElfSymbols.of(image, Images.section(image, ".BTF_ids"));

        assertThatThrownBy(() -> symbols.name(symbols.symbols().get(0)))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "found a symbol name at 1 of the symbol name table that does not end, expected at most 1024 bytes"
                                + " and a zero byte");
    }
}
