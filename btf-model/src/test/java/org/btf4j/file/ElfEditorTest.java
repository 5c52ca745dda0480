// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElfEditorTest {

    private static final byte[] LONGER = "x".repeat(3000).getBytes(US_ASCII);
    private static final byte[] SHORTER = "short".getBytes(US_ASCII);
    private static final byte[] BASE = "a base".getBytes(US_ASCII);

    @TempDir
    Path directory;

    @Test
    void givesBackTheSameBytesWhenNothingChanges() throws IOException {
        byte[] module = Sample.bytes("driver.ko");
        byte[] btf = Images.data(module, ".BTF");

        assertThat(edit(module).put(".BTF", btf).toBytes()).isEqualTo(module);
        assertThat(edit(module).remove(".BTF.base").toBytes()).isEqualTo(module);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 1441, 1443, 3000})
    void replacesAndAddsSectionsAndKeepsAllElse(int length) throws Exception {
        byte[] module = Sample.bytes("driver.ko");
        byte[] btf = Arrays.copyOf(LONGER, length);

        byte[] edited = edit(module).put(".BTF", btf).put(".BTF.base", BASE).toBytes();

        assertThat(Images.data(edited, ".BTF")).isEqualTo(btf);
        assertThat(Images.data(edited, ".BTF.base")).isEqualTo(BASE);
        assertSameButForPlaces(module, edited, ".BTF", ".shstrtab");
        assertThat(sections(edited)).hasSize(19);
        assertThat(sections(edited).get(18))
                .isEqualTo(new ElfSection(
                        18,
                        161,
                        ElfConstants.SHT_PROGBITS,
                        0,
                        0,
                        sections(edited).get(18).offset(),
                        6,
                        0,
                        0,
                        1,
                        0));
    }

    @Test
    void isReadByReadelfAsBeforeButForWhatWasEdited() throws Exception {
        byte[] module = Sample.bytes("driver.ko");
        byte[] edited = edit(module).put(".BTF", LONGER).put(".BTF.base", BASE).toBytes();

        List<String> before = withoutPlaces(Binutils.readelf(write("before.ko", module)));
        List<String> after = withoutPlaces(Binutils.readelf(write("after.ko", edited)));

        assertThat(before).contains("[14] .BTF PROGBITS 0005a2 00 0 0 1");
        List<String> expected = new ArrayList<>(before);
        expected.set(expected.indexOf("[14] .BTF PROGBITS 0005a2 00 0 0 1"), "[14] .BTF PROGBITS 000bb8 00 0 0 1");
        int names = expected.indexOf("[17] .shstrtab STRTAB 0000a1 00 0 0 1");
        expected.set(names, "[17] .shstrtab STRTAB 0000ab 00 0 0 1");
        expected.add(names + 1, "[18] .BTF.base PROGBITS 000006 00 0 0 1");
        assertThat(after).isEqualTo(expected);
    }

    @Test
    void isWhatObjcopyMakesToo() throws Exception {
        byte[] module = Sample.bytes("driver.ko");
        String btf = write("btf", LONGER).toString();
        String base = write("base", BASE).toString();

        byte[] edited = edit(module).put(".BTF", LONGER).put(".BTF.base", BASE).toBytes();

        byte[] byObjcopy = Binutils.objcopy(
                module, directory, "--update-section", ".BTF=" + btf, "--add-section", ".BTF.base=" + base);
        // A second pass, so that both files have the order of sections that objcopy prefers.
        assertThat(Binutils.objcopy(edited, directory)).isEqualTo(Binutils.objcopy(byObjcopy, directory));
    }

    @ParameterizedTest
    @EnumSource
    void editsBothClassesAndByteOrders(TestElf.Flavour flavour) throws Exception {
        byte[] file = flavoured(flavour).toBytes();

        byte[] edited = edit(file).put(".BTF", LONGER).put(".BTF.base", BASE).toBytes();

        assertThat(Images.data(edited, ".BTF")).isEqualTo(LONGER);
        assertThat(Images.data(edited, ".BTF.base")).isEqualTo(BASE);
        assertSameButForPlaces(file, edited, ".BTF", ".shstrtab");
        Binutils.readelf(write("edited.ko", edited));
        assertThat(Binutils.objcopy(edited, directory, "-I", flavour.target)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void appendsToOneTableForTheNamesOfSectionsAndSymbols(TestElf.Flavour flavour) throws Exception {
        byte[] file = flavoured(flavour).sharedNames().toBytes();

        byte[] edited = edit(file).put(".BTF", SHORTER).put(".BTF.base", BASE).toBytes();

        assertSameButForPlaces(file, edited, ".BTF", ".strtab");
        Binutils.readelf(write("edited.ko", edited));
    }

    @ParameterizedTest
    @EnumSource
    void keepsExtendedNumbering(TestElf.Flavour flavour) throws IOException {
        byte[] file = flavoured(flavour).extendedNumbering().toBytes();

        byte[] edited = edit(file).put(".BTF", LONGER).toBytes();

        assertThat(Images.data(edited, ".BTF")).isEqualTo(LONGER);
        assertThat(symbolNames(edited, ".data")).containsExactly("variable", "");
    }

    @Test
    void startsExtendedNumberingWhenTheSectionsBecomeTooMany() throws IOException {
        TestElf elf = new TestElf(TestElf.Flavour.LITTLE_64);
        while (elf.symbolTableIndex() < 0xfefc) {
            elf.section(".text", new byte[0]);
        }
        byte[] file = elf.toBytes();
        assertThat(sectionCount(file)).isEqualTo(0xfeff);

        byte[] edited = edit(file).put(".BTF.base", BASE).toBytes();

        assertThat(sectionCount(edited)).isZero();
        assertThat(sections(edited).get(0).size()).isEqualTo(0xff00);
        assertThat(sections(edited)).hasSize(0xff00);
        assertThat(Images.data(edited, ".BTF.base")).isEqualTo(BASE);
    }

    @Test
    void dropsARemovedSectionThatIsTheLast() throws IOException {
        byte[] module = Sample.bytes("driver.ko");
        byte[] added = edit(module).put(".BTF.base", BASE).toBytes();

        byte[] removed = edit(added).remove(".BTF.base").toBytes();

        assertThat(sections(removed)).hasSize(18);
        assertSameButForPlaces(module, removed, ".shstrtab");
    }

    @Test
    void usesTheNameThatARemovedSectionLeft() throws IOException {
        byte[] added = edit(Sample.bytes("driver.ko")).put(".BTF.base", BASE).toBytes();

        byte[] addedAgain = edit(edit(added).remove(".BTF.base").toBytes())
                .put(".BTF.base", BASE)
                .toBytes();

        assertThat(addedAgain).isEqualTo(added);
    }

    /** pahole and objcopy put {@code .BTF.base} before the symbol table. */
    @Test
    void leavesAnInactiveHeaderForARemovedSectionInTheMiddle() throws Exception {
        byte[] module = Sample.bytes("expected/driver-distilled.ko");
        List<ElfSection> before = sections(module);
        int index = Images.section(Images.open(module), ".BTF.base").index();
        assertThat(index).isLessThan(before.size() - 1);

        byte[] removed = edit(module).remove(".BTF.base").toBytes();

        assertThat(Images.open(removed).findOfAnyType(".BTF.base")).isNull();
        assertThat(sections(removed).get(index)).isEqualTo(ElfSection.inactive(index));
        assertThat(removed.length)
                .isCloseTo(module.length - (int) before.get(index).size(), within(7));
        assertSameButForPlaces(module, removed, ".BTF.base");
        Binutils.readelf(write("removed.ko", removed));
        assertThat(Binutils.objcopy(removed, directory))
                .isEqualTo(Binutils.objcopy(module, directory, "--remove-section", ".BTF.base"));
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheHeaderOfARemovedSectionThatASectionSymbolPointsTo(TestElf.Flavour flavour) throws Exception {
        byte[] file = new TestElf(flavour)
                .section(".BTF", SHORTER)
                .section(".BTF.base", BASE)
                .sectionSymbol(".BTF.base")
                .toBytes();

        byte[] removed = edit(file).remove(".BTF.base").toBytes();

        assertThat(sections(removed).get(2)).isEqualTo(ElfSection.inactive(2));
        Binutils.readelf(write("removed.ko", removed));
    }

    @Test
    void givesAnEmptySectionContents() throws IOException {
        byte[] file = new TestElf(TestElf.Flavour.LITTLE_64)
                .section(".BTF", new byte[0])
                .section(".data", new byte[5])
                .toBytes();

        byte[] edited = edit(file).put(".BTF", LONGER).toBytes();

        assertThat(Images.data(edited, ".BTF")).isEqualTo(LONGER);
        assertSameButForPlaces(file, edited, ".BTF");
    }

    @Test
    void doesNotChangeItsInput() throws IOException {
        byte[] module = Sample.bytes("driver.ko");

        edit(module).put(".BTF", LONGER).put(".BTF.base", BASE).toBytes();

        assertThat(module).isEqualTo(Sample.bytes("driver.ko"));
    }

    @Test
    void refusesRelocatedSections() throws IOException {
        TestElf elf = new TestElf(TestElf.Flavour.LITTLE_64).section(".BTF", SHORTER);
        byte[] file = elf.section(new TestElf.Section(".rela.BTF", 4, 0x40, 3, 1, 8, 24, new byte[24]))
                .toBytes();

        assertRefused(
                () -> edit(file).put(".BTF", LONGER),
                "section .BTF: found relocations for this section in section [2], expected none."
                        + " This section cannot be edited.");
        assertRefused(
                () -> edit(file).remove(".BTF"),
                "section .BTF: found relocations for this section in section [2], expected none."
                        + " This section cannot be edited.");
    }

    @Test
    void refusesToResizeAllocatedSections() {
        assertRefused(
                () -> edit(Sample.bytes("driver.ko")).put(".BTF_ids", new byte[40]),
                "section .BTF_ids: found 40 bytes for an allocated section of 44 bytes, expected as many, for symbols and code"
                        + " may refer to them. This section cannot be edited.");
    }

    @Test
    void refusesToReplaceCompressedSections() {
        byte[] file = new TestElf(TestElf.Flavour.LITTLE_64)
                .section(".BTF", 1, ElfConstants.SHF_COMPRESSED, 1, SHORTER)
                .toBytes();

        assertRefused(
                () -> edit(file).put(".BTF", LONGER),
                "section .BTF: found a compressed section, expected a plain one. This section cannot be edited.");
    }

    @Test
    void refusesToAddANamesake() {
        byte[] file =
                new TestElf(TestElf.Flavour.LITTLE_64).reserve(".BTF", 8, 1).toBytes();

        assertRefused(
                () -> edit(file).put(".BTF", LONGER),
                "section .BTF: found a section of type 8, expected type 1. This section cannot be edited.");
    }

    @Test
    void refusesToRemoveWhatOtherSectionsOrSymbolsNeed() {
        TestElf.Flavour flavour = TestElf.Flavour.LITTLE_64;
        byte[] symbol = new TestElf(flavour)
                .section(".BTF.base", BASE)
                .symbol("base_start", ".BTF.base", 0, 0)
                .toBytes();
        byte[] link = new TestElf(flavour)
                .section(".BTF.base", BASE)
                .section(new TestElf.Section(".order", 1, 0x80, 1, 0, 1, 0, BASE))
                .toBytes();
        byte[] group = new TestElf(flavour)
                .section(".BTF.base", 1, ElfConstants.SHF_GROUP, 1, BASE)
                .toBytes();

        assertRefused(
                () -> edit(symbol).remove(".BTF.base"),
                "section .BTF.base: found the symbol 'base_start' defined here, expected none."
                        + " This section cannot be edited.");
        assertRefused(
                () -> edit(link).remove(".BTF.base"),
                "section .BTF.base: found section [2] that refers to this one, expected none."
                        + " This section cannot be edited.");
        assertRefused(
                () -> edit(group).remove(".BTF.base"),
                "section .BTF.base: found a member of a section group, expected a section by itself."
                        + " This section cannot be edited.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # field          | at   | bytes | value | message
            executable       | 16   | 2     | 2     | found an ELF file of type 2, expected type 1 (relocatable), as kernel modules are. Sections of other files can be read but not edited.
            program headers  | 56   | 2     | 1     | found 1 program headers in a relocatable file, expected none
            header size      | 52   | 2     | 56    | found an ELF header that claims 56 bytes, expected 64 bytes
            odd alignment    | 5568 | 8     | 3     | found section [14] with alignment 3, expected 0 or a power of two
            alignment 2^63   | 5568 | 8     | -9223372036854775808 | found section [14] with alignment 9223372036854775808, expected 0 or a power of two
            alignment 2^40   | 5632 | 8     | 1099511627776 | found section [15] with alignment 1099511627776, which moves to offset 1099511630024, expected a file of at most 2147483639 bytes that is not mostly padding
            bytes in a gap   | 2246 | 1     | 7     | offset 2246: found data that belongs to no section, expected nothing but zeros outside the sections. An edited file would lose it.
            """)
    void refusesFilesThatItCannotEdit(String field, int at, int bytes, long value, String message) {
        byte[] file = Sample.bytes("driver.ko");
        for (int i = 0; i < bytes; i++) {
            file[at + i] = (byte) (value >> (8 * i));
        }

        assertRefused(() -> edit(file).put(".BTF", LONGER).toBytes(), message);
    }

    @Test
    void refusesToLoseWhatFollowsTheSections() {
        byte[] signed = ModuleSignatureTest.sign(Sample.bytes("driver.ko"));

        assertRefused(
                () -> edit(signed).put(".BTF", LONGER).toBytes(),
                "offset 6178: found data that belongs to no section, expected nothing but zeros outside the sections."
                        + " An edited file would lose it.");
    }

    private static TestElf flavoured(TestElf.Flavour flavour) {
        return new TestElf(flavour)
                .section(".text", 1, 6, 16, new byte[19])
                .section(".data", 1, 3, 8, new byte[16])
                .reserve(".bss", 64, 32)
                .section(".BTF", SHORTER)
                .section(".note.GNU-stack", new byte[0])
                .section(".comment", 1, 0, 4, "comment".getBytes(US_ASCII))
                .symbol("variable", ".data", 8, 4)
                .sectionSymbol(".data");
    }

    private static ElfEditor edit(byte[] file) throws IOException {
        return new ElfEditor(Images.open(file), file);
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    private static List<ElfSection> sections(byte[] file) throws IOException {
        return Images.open(file).table().sections();
    }

    /** As the ELF header of a 64-bit little-endian file has it. */
    private static int sectionCount(byte[] file) {
        return Short.toUnsignedInt(
                ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(60));
    }

    private static List<String> symbolNames(byte[] file, String section) throws IOException {
        ElfImage image = Images.open(file);
        ElfSymbols symbols = ElfSymbols.of(image, Images.section(image, section));
        return symbols.symbols().stream().map(symbols::name).toList();
    }

    /** Of every section that both files have: the same header but for offset and size, and the same bytes unless edited. */
    private static void assertSameButForPlaces(byte[] before, byte[] after, String... editedNames) throws IOException {
        ElfImage old = Images.open(before);
        List<ElfSection> edited =
                Arrays.stream(editedNames).map(old::findOfAnyType).toList();
        List<ElfSection> oldSections = sections(before);
        List<ElfSection> newSections = sections(after);
        for (int i = 1; i < oldSections.size(); i++) {
            ElfSection expected = oldSections.get(i);
            ElfSection found = newSections.get(i);
            if (found.equals(ElfSection.inactive(i)) && edited.contains(expected)) {
                continue;
            }
            assertThat(found.withPlace(0, 0)).isEqualTo(expected.withPlace(0, 0));
            if (found.alignment() > 1 && found.isFileBacked()) {
                assertThat(found.offset() % found.alignment())
                        .as("alignment of [" + i + "]")
                        .isZero();
            }
            if (!edited.contains(expected)) {
                assertThat(found.size()).isEqualTo(expected.size());
                assertThat(contents(after, found)).isEqualTo(contents(before, expected));
            }
        }
    }

    private static byte[] contents(byte[] file, ElfSection section) {
        return section.isFileBacked()
                ? Arrays.copyOfRange(file, (int) section.offset(), (int) (section.offset() + section.size()))
                : new byte[0];
    }

    /** What readelf prints, with the offsets of sections and of their headers taken out. */
    private static List<String> withoutPlaces(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.contains("Start of section headers")
                        && !line.contains("Number of section headers")
                        && !line.startsWith("There are ")
                        && !line.startsWith("File: "))
                .map(line -> line.replaceAll("^(Relocation section '.*') at offset 0x[0-9a-f]+", "$1"))
                .map(line -> line.replaceAll("^ +(\\[[ 0-9]+\\] .*) [0-9a-f]{16} [0-9a-f]{6} ", "$1 "))
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }

    private static void assertRefused(ThrowingCallable edit, String message) {
        assertThatThrownBy(edit).isInstanceOf(BtfFormatException.class).hasMessage(message);
    }
}
