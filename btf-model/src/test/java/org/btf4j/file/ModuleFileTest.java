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

class ModuleFileTest {

    private static final byte[] BTF = {1, 2, 3};

    @Test
    void readsSplitBtfOverTheKernel() throws IOException {
        ModuleFile module = ModuleFile.read(Sample.path("driver.ko"));

        Btf btf = module.btf(BtfSource.read(Sample.path("vmlinux")));

        assertThat(btf.toBytes()).isEqualTo(Sample.bytes("driver.btf"));
        assertThat(btf.firstId()).isEqualTo(104);
        assertThat(btf.typeCount()).isEqualTo(141);
        assertThat(module.hasBtf()).isTrue();
        assertThat(module.hasSection(BtfSource.BTF_BASE)).isFalse();
        assertThat(module.hasBtfIds()).isTrue();
        assertThat(module.isSigned()).isFalse();
        assertThat(module.section(".BTF.base")).isNull();
    }

    @Test
    void readsSplitBtfOverTheBaseThatADistilledModuleBrings() {
        ModuleFile module = Sample.module("expected/driver-distilled.ko");

        assertThat(module.hasSection(BtfSource.BTF_BASE)).isTrue();
        assertThat(module.base(BtfSource.BTF_BASE).toBytes()).isEqualTo(Sample.bytes("expected/driver.base.btf"));
        assertThat(module.btf(module.base(BtfSource.BTF_BASE)).toBytes())
                .isEqualTo(Sample.bytes("expected/driver.split.btf"));
    }

    @Test
    void getsBtfThatWasEncodedForIt(@TempDir Path folder) throws Exception {
        ModuleFile module = Sample.module("driver-dwarf.ko");
        assertThat(module.hasDwarf()).isTrue();
        assertThat(module.hasBtf()).isFalse();

        byte[] encoded = module.withEncodedBtf(Sample.bytes("driver.btf"));

        Binutils.readelf(Files.write(folder.resolve("encoded.ko"), encoded));
        assertThat(ModuleFile.of(encoded, "encoded").section(".BTF")).isEqualTo(Sample.bytes("driver.btf"));
        assertThat(ModuleFile.of(encoded, "encoded").section(".BTF_ids")).isEqualTo(module.section(".BTF_ids"));
        assertThat(Sample.module("driver-no-btf.ko").hasDwarf()).isFalse();
    }

    @Test
    void becomesTheDistilledModule() {
        ModuleFile distilled = ModuleFile.of(
                Sample.module("driver.ko")
                        .withBtf(
                                BtfSource.BTF_BASE,
                                Sample.bytes("expected/driver.split.btf"),
                                Sample.bytes("expected/driver.base.btf"),
                                id -> id == 54 ? 17 : id - 104 + 21),
                "distilled");

        ModuleFile expected = Sample.module("expected/driver-distilled.ko");
        assertThat(Sample.words(distilled, ".BTF_ids"))
                .containsExactly(3, 1, 43, 5, 49, 2, 53, 0, 17, 28, 49)
                .isEqualTo(Sample.words(expected, ".BTF_ids"));
        assertThat(distilled.section(".BTF")).isEqualTo(expected.section(".BTF"));
        assertThat(distilled.section(".BTF.base")).isEqualTo(expected.section(".BTF.base"));
    }

    @Test
    void becomesTheRelocatedModule() {
        ModuleFile relocated = ModuleFile.of(
                Sample.module("expected/driver-distilled.ko")
                        .withBtf(
                                BtfSource.BTF_BASE,
                                Sample.bytes("expected/driver.relocated-next.btf"),
                                null,
                                id -> id == 17 ? 9 : id - 21 + 113),
                "relocated");

        assertThat(relocated.hasSection(BtfSource.BTF_BASE)).isFalse();
        assertThat(relocated.section(".BTF")).isEqualTo(Sample.bytes("expected/driver.relocated-next.btf"));
        assertThat(Sample.words(relocated, ".BTF_ids"))
                .isEqualTo(Sample.words(Sample.module("expected/driver-relocated-next.ko"), ".BTF_ids"));
    }

    @Test
    void getsTheIdsThatResolveBtfidsFillsIn() throws IOException {
        Btf kernel = BtfSource.read(Sample.path("vmlinux"));
        Btf base = Btf.read(Sample.bytes("expected/driver.base.btf"));
        ModuleFile split = Sample.module("driver-noids.ko");
        ModuleFile distilled = Sample.module("driver-distilled-noids.ko");

        assertThat(split.withResolvedIds(split.btf(kernel)).toBytes()).isEqualTo(Sample.bytes("driver.ko"));
        assertThat(distilled.withResolvedIds(distilled.btf(base)).toBytes())
                .isEqualTo(Sample.bytes("expected/driver-distilled.ko"));
    }

    /** By name, and so in ignorance of the id map, by which {@link #becomesTheRelocatedModule} finds them. */
    @Test
    void getsTheIdsOfTheTargetAfterRelocation() throws IOException {
        byte[] before = Sample.bytes("driver-noids.ko");
        byte[] relocated = new ElfEditor(Images.open(before), before)
                .put(".BTF", Sample.bytes("expected/driver.relocated-next.btf"))
                .toBytes();
        ModuleFile module = ModuleFile.of(relocated, "relocated.ko");

        ResolvedIds resolved = module.withResolvedIds(module.btf(BtfSource.read(Sample.path("vmlinux-next"))));

        assertThat(Sample.words(ModuleFile.of(resolved.toBytes(), "resolved.ko"), ".BTF_ids"))
                .isEqualTo(Sample.words(Sample.module("expected/driver-relocated-next.ko"), ".BTF_ids"));
        assertThat(resolved.ids())
                .extracting(BtfId::toString)
                .containsExactly(
                        "set8 'sensor_kfuncs' [135] FUNC 'sensor_get' flags 0x5",
                        "set8 'sensor_kfuncs' [141] FUNC 'sensor_put' flags 0x2",
                        "set8 'sensor_kfuncs' [145] FUNC 'sensor_sum' flags 0x0",
                        "list 'sensor_types' [9] STRUCT 'device'",
                        "list 'sensor_types' [120] STRUCT 'sensor'",
                        "list 'sensor_types' [141] FUNC 'sensor_put'");
    }

    @Test
    void tellsWhatModinfoHasUnderAKey() {
        ModuleFile module = Sample.module("driver.ko");

        assertThat(module.modinfo("name")).isEqualTo("driver");
        assertThat(module.modinfo("vermagic")).isEqualTo("miniature 1");
        assertThat(module.modinfo("vermag")).isNull();
        assertThat(module.modinfo("alias")).isNull();
        assertThat(Sample.module("vmlinux").modinfo("vermagic")).isNull();
    }

    @Test
    void findsTheFirstTextOfAKeyAmongAnyNumberOfZeroBytes() {
        String texts = "alias=a\0\0\0alias=b\0empty=\0depends\0xname=no\0unended=x=y";
        ModuleFile module = ModuleFile.of(
                new TestElf(TestElf.Flavour.BIG_32)
                        .section(".modinfo", texts.getBytes(StandardCharsets.UTF_8))
                        .toBytes(),
                "driver.ko");

        assertThat(module.modinfo("alias")).isEqualTo("a");
        assertThat(module.modinfo("empty")).isEmpty();
        assertThat(module.modinfo("depends")).isNull();
        assertThat(module.modinfo("name")).isNull();
        assertThat(module.modinfo("unended")).isEqualTo("x=y");
    }

    @Test
    void losesItsSignatureWhenItGetsOtherBtf() {
        byte[] unsigned = Sample.bytes("driver.ko");
        ModuleFile signed = ModuleFile.of(ModuleSignatureTest.sign(unsigned), "signed.ko");

        assertThat(signed.isSigned()).isTrue();
        assertThat(signed.toBytes()).isEqualTo(ModuleSignatureTest.sign(unsigned));
        assertThat(signed.withBtf(BtfSource.BTF_BASE, Sample.bytes("driver.btf"), null, id -> id))
                .isEqualTo(unsigned);
    }

    @Test
    void namesTheFileOfABrokenSignature() {
        byte[] signed = ModuleSignatureTest.sign(new byte[20], new byte[8], 0, 0);

        assertThatThrownBy(() -> ModuleFile.of(signed, "dir/broken.ko"))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "dir/broken.ko: found a file that starts with 0x00000000, expected an ELF file (0x7f454c46) or raw"
                                + " BTF (0x9feb or 0xeb9f)");
    }

    @Test
    void refusesAModuleWithoutBtf() {
        ModuleFile module = Sample.module("driver-no-btf.ko");
        String message =
                "driver-no-btf.ko: found an ELF file without a section .BTF, expected one with it. Build it with"
                        + " CONFIG_DEBUG_INFO_BTF=y (modules: CONFIG_DEBUG_INFO_BTF_MODULES=y) and do not strip that section.";

        assertThat(module.hasBtf()).isFalse();
        assertThatThrownBy(() -> module.btf(null))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> module.withBtf(BtfSource.BTF_BASE, BTF, null, id -> id))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> module.base(BtfSource.BTF_BASE))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "driver-no-btf.ko: found an ELF file without a section .BTF.base, expected one with it. Only"
                                + " distilled modules have it.");
    }

    @Test
    void namesFileAndSectionOfBadBtf() {
        byte[] file =
                new TestElf(TestElf.Flavour.LITTLE_64).section(".BTF", BTF).toBytes();

        assertThatThrownBy(() -> ModuleFile.of(file, "bad.ko").btf(null))
                .isInstanceOf(BtfFormatException.class)
                .hasMessageStartingWith("bad.ko, section .BTF");
    }

    @Test
    void refusesToRenumberAModuleWhoseIdsAreNotMarked() {
        byte[] file = new TestElf(TestElf.Flavour.LITTLE_64)
                .section(".BTF", BTF)
                .words(".BTF_ids", 2, 1, 5)
                .toBytes();

        assertThatThrownBy(() -> ModuleFile.of(file, "stripped.ko").withBtf(BtfSource.BTF_BASE, BTF, null, id -> id))
                .isInstanceOf(BtfFormatException.class)
                .hasMessageStartingWith(
                        "stripped.ko, section .BTF_ids: found no symbol that starts with __BTF_ID__, expected");
    }

    @Test
    void refusesToRenumberAModuleWithBtfExt() {
        byte[] file = new TestElf(TestElf.Flavour.LITTLE_64)
                .section(".BTF", BTF)
                .section(".BTF.ext", BTF)
                .toBytes();

        assertThatThrownBy(() -> ModuleFile.of(file, "bpf.ko").withBtf(BtfSource.BTF_BASE, BTF, null, id -> id))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "bpf.ko: found a section .BTF.ext, which holds type ids, expected a module without it. Renumbering"
                                + " .BTF.ext is not supported; compile the module without it.");
    }

    @Test
    void saysWhatAFileIsThatIsNoModule(@TempDir Path directory) throws IOException {
        Path xz = Files.write(directory.resolve("driver.ko"), new byte[] {(byte) 0xfd, 0x37, 0x7a, 0x58, 0x5a, 0});
        Path missing = directory.resolve("missing.ko");

        assertThatThrownBy(() -> ModuleFile.read(xz))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(xz + ": found a compressed file, expected an ELF file");
        assertThatThrownBy(() -> ModuleFile.of(Sample.bytes("driver.btf"), "driver.btf"))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("driver.btf: found raw BTF, expected an ELF file");
        assertThatThrownBy(() -> ModuleFile.read(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing.toString());
        assertThatThrownBy(() -> ModuleFile.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessage(directory + ": Is a directory");
    }
}
