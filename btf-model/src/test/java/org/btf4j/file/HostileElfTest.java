// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged modules are either refused with a {@link BtfFormatException} or edited into sound ones, at a cost that fits their size. */
class HostileElfTest {

    private static final long MAXIMAL_ALLOCATION = 16 << 20;

    private int refused;
    private int edited;

    @ParameterizedTest
    @ValueSource(strings = {"driver.ko", "expected/driver-distilled.ko"})
    void survivesTruncationAtEveryLength(String name) {
        byte[] module = Sample.bytes(name);

        for (int length = 0; length < module.length; length++) {
            tryToEdit(Arrays.copyOf(module, length), name + " cut off at " + length);
        }

        // The section header table comes last, so no cut module is sound.
        assertThat(refused).isEqualTo(module.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"driver.ko", "expected/driver-distilled.ko"})
    void survivesFlippedBits(String name) {
        byte[] module = Sample.bytes(name);
        SplittableRandom random = new SplittableRandom(20261122);

        for (int variant = 0; variant < 5000; variant++) {
            byte[] damaged = module.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                int bit = random.nextInt(8 * damaged.length);
                damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            }
            tryToEdit(damaged, name + ", variant " + variant);
        }

        assertThat(refused).isGreaterThan(500);
        assertThat(edited).isGreaterThan(500);
    }

    /** Random words where they hurt: in the ELF header, the section header table, the symbol table and {@code .BTF_ids}. */
    @ParameterizedTest
    @ValueSource(strings = {"driver.ko", "expected/driver-distilled.ko"})
    void survivesAbsurdHeaders(String name) {
        byte[] module = Sample.bytes(name);
        ElfSectionTable table = headers(module);
        int tableOffset = (int) table.offset();
        SplittableRandom random = new SplittableRandom(588);
        byte[][] words = {
            {0, 0, 0, 0},
            {-1, -1, -1, -1},
            {-1, -1, -1, 0x7f},
            {0, 0, 0, -128},
            {1, 0, 0, 0},
            {0, 0, 1, 0},
            {-8, -1, -1, -1}
        };

        for (int variant = 0; variant < 5000; variant++) {
            byte[] damaged = module.clone();
            int at = switch (random.nextInt(4)) {
                case 0 -> 16 + 2 * random.nextInt(23);
                case 1 -> within(random, table, 5);
                case 2 -> within(random, table, 15);
                default -> tableOffset + 4 * random.nextInt((module.length - tableOffset) / 4);
            };
            byte[] word = words[random.nextInt(words.length)];
            System.arraycopy(word, 0, damaged, at, Math.min(word.length, damaged.length - at));
            tryToEdit(damaged, name + ", variant " + variant);
        }

        assertThat(refused).isGreaterThan(500);
        assertThat(edited).isGreaterThan(500);
    }

    @Test
    void survivesDamageBehindASignature() {
        byte[] signed = ModuleSignatureTest.sign(Sample.bytes("driver.ko"));
        SplittableRandom random = new SplittableRandom(40);

        for (int variant = 0; variant < 500; variant++) {
            byte[] damaged = signed.clone();
            damaged[signed.length - 1 - random.nextInt(40)] ^= (byte) (1 << random.nextInt(8));
            tryToEdit(damaged, "variant " + variant);
        }

        assertThat(refused).isGreaterThan(100);
    }

    private void tryToEdit(byte[] damaged, String description) {
        long before = allocated();
        try {
            ModuleFile module = ModuleFile.of(damaged, "damaged.ko");
            byte[] base = {1, 2, 3};
            byte[] distilled = module.withBtf(BtfSource.BTF_BASE, new byte[2000], base, id -> id);
            byte[] relocated = module.withBtf(BtfSource.BTF_BASE, new byte[100], null, id -> 1000 - id);
            assertThat(ModuleFile.of(distilled, "distilled").section(".BTF.base"))
                    .as(description)
                    .isEqualTo(base);
            assertThat(ModuleFile.of(relocated, "relocated").section(".BTF.base"))
                    .as(description)
                    .isNull();
            edited++;
        } catch (BtfFormatException e) {
            assertThat(e).as(description).hasMessageStartingWith("damaged.ko");
            refused++;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(description, e);
        }
        assertThat(allocated() - before)
                .as("bytes allocated for " + description)
                .isLessThan(MAXIMAL_ALLOCATION);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static ElfSectionTable headers(byte[] module) {
        try {
            return Images.open(module).table();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int within(SplittableRandom random, ElfSectionTable table, int index) {
        ElfSection section = table.sections().get(index);
        return (int) section.offset() + 4 * random.nextInt((int) section.size() / 4);
    }
}
