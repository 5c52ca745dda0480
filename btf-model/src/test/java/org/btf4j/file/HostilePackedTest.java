// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged packed files are either refused with a {@link BtfFormatException} or give what was packed, at a cost that fits their
 * size. Only lz4 has no checksum, so that other BTF may come out of it.
 */
class HostilePackedTest {

    private static final long MAXIMAL_ALLOCATION = 12 << 20;
    private static final byte[] KERNEL = Sample.bytes("vmlinux");
    private static final byte[] BTF = Sample.bytes("vmlinux.btf");

    private Path file;
    private int refused;
    private int other;

    @BeforeEach
    void place(@TempDir Path directory) {
        file = directory.resolve("damaged");
    }

    static Stream<Arguments> packedFiles() throws IOException {
        Stream.Builder<Arguments> all = Stream.builder();
        for (Compression form : List.of(Compression.GZIP, Compression.XZ, Compression.ZSTD)) {
            all.add(Arguments.of(Named.of("BTF packed by " + form, form.pack(BTF))));
        }
        for (TestImage.Packing packing : TestImage.Packing.values()) {
            all.add(Arguments.of(Named.of("image with " + packing, new TestImage(packing.pack(KERNEL)).toBytes())));
        }
        return all.build();
    }

    @ParameterizedTest
    @MethodSource("packedFiles")
    void survivesTruncation(byte[] packed) throws IOException {
        int step = Math.max(1, packed.length / 250);
        int tried = 0;
        for (int length = 0; length < packed.length - 11; length += step) {
            tryToRead(Arrays.copyOf(packed, length), "cut off at " + length);
            tried++;
        }

        // Of an image the last 11 bytes are a signature; of a file they are part of what tells that it is whole.
        assertThat(refused).isEqualTo(tried);
    }

    @ParameterizedTest
    @MethodSource("packedFiles")
    void survivesFlippedBits(byte[] packed) throws IOException {
        SplittableRandom random = new SplittableRandom(20261122);

        for (int variant = 0; variant < 400; variant++) {
            byte[] damaged = packed.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                int bit = random.nextInt(8 * damaged.length);
                damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            }
            tryToRead(damaged, "variant " + variant);
        }

        assertThat(refused).isGreaterThan(100);
        if (!KernelImage.is(packed, packed.length) || packed[TestImage.kernelOffset()] != 0x02) {
            assertThat(other).isZero();
        }
    }

    /** Where sizes and places stand: in the boot header, at the start of what is packed, and at its end. */
    @ParameterizedTest
    @MethodSource("packedFiles")
    void survivesAbsurdNumbers(byte[] packed) throws IOException {
        SplittableRandom random = new SplittableRandom(588);
        byte[][] words = {
            {0, 0, 0, 0},
            {-1, -1, -1, -1},
            {-1, -1, -1, 0x7f},
            {0, 0, 0, -128},
            {1, 0, 0, 0},
            {0, 0, 1, 0}
        };
        boolean image = KernelImage.is(packed, packed.length);
        int start = image ? TestImage.kernelOffset() : 0;
        int end = packed.length - (image ? 11 : 0);

        for (int variant = 0; variant < 200; variant++) {
            byte[] damaged = packed.clone();
            int at = switch (random.nextInt(3)) {
                case 0 -> image ? 0x1f1 + random.nextInt(0x60) : 0;
                case 1 -> start + random.nextInt(24);
                default -> end - 4 - random.nextInt(24);
            };
            System.arraycopy(words[random.nextInt(words.length)], 0, damaged, at, 4);
            tryToRead(damaged, "variant " + variant);
        }

        assertThat(refused).isGreaterThan(100);
    }

    /** A few hundred bytes that unpack, at the third time, to 16 MiB of zeros. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aBombThatIsNoBtfIsUnpackedIntoNoMemory(Compression form) throws IOException {
        UnaryOperator<byte[]> pack = form::pack;
        byte[] bomb = pack.andThen(pack).andThen(pack).apply(new byte[16 << 20]);

        tryToRead(bomb, "bomb of " + bomb.length + " bytes");

        assertThat(refused).isOne();
    }

    private void tryToRead(byte[] damaged, String description) throws IOException {
        Files.write(file, damaged);
        long before = allocated();
        try {
            if (!Arrays.equals(BtfSource.read(file).toBytes(), BTF)) {
                other++;
            }
        } catch (BtfFormatException e) {
            assertThat(e).as(description).hasMessageStartingWith(file.toString());
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
}
