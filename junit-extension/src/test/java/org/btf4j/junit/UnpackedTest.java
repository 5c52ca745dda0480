// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Modules and kernels as distributions ship them. */
class UnpackedTest {

    private static final Path MODULE = Path.of(System.getProperty("btf.sampleDirectory"), "driver.ko");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> whatWasPackedIsThereWhileItIsNeededAndGoneAfterwards() {
        return forEach(this::unpack);
    }

    private void unpack(Unpacked form) throws IOException {
        Path packed = Files.write(folder.resolve(form + ".ko"), packed(form, Files.readAllBytes(MODULE)));

        Path plain = Unpacked.on(packed, Unpacked.LARGEST, file -> {
            assertThat(file).hasSameBinaryContentAs(MODULE);
            return file;
        });

        assertThat(plain).doesNotExist();
        assertThat(packed).exists();
    }

    @Test
    void whatIsNotPackedIsTakenAsItIs() throws IOException {
        Path same = Unpacked.on(MODULE, Unpacked.LARGEST, file -> file);

        assertThat(same).isEqualTo(MODULE);
    }

    @TestFactory
    Stream<DynamicTest> aFewBytesThatStandForVeryManyAreRefused() {
        return forEach(this::refuseBomb);
    }

    private void refuseBomb(Unpacked form) throws IOException {
        Path bomb = Files.write(folder.resolve(form + ".bomb"), packed(form, new byte[2_000_000]));
        assertThat(Files.size(bomb)).isLessThan(10_000);

        assertThatThrownBy(() -> Unpacked.on(bomb, 1_000_000, file -> file))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("found a file that " + name(form)
                        + " unpacks to more than 1000000 bytes, expected no more than that");
    }

    @TestFactory
    Stream<DynamicTest> aFileThatIsCutShortIsRefused() {
        return forEach(this::refuseCut);
    }

    private void refuseCut(Unpacked form) throws IOException {
        byte[] whole = packed(form, Files.readAllBytes(MODULE));
        Path cut = Files.write(folder.resolve(form + ".cut"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> Unpacked.on(cut, Unpacked.LARGEST, file -> file))
                .isInstanceOf(BtfFormatException.class)
                .hasMessageStartingWith("found a broken " + name(form) + " file (")
                .hasMessageEndingWith("), expected one that " + name(form) + " can unpack");
    }

    private static Stream<DynamicTest> forEach(ThrowingConsumer<Unpacked> test) {
        return DynamicTest.stream(Stream.of(Unpacked.values()), UnpackedTest::name, test);
    }

    private static String name(Unpacked form) {
        return switch (form) {
            case GZIP -> "gzip";
            case XZ -> "xz";
            case ZSTD -> "zstd";
        };
    }

    private static byte[] packed(Unpacked form, byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = switch (form) {
            case GZIP -> new GZIPOutputStream(bytes);
            case XZ -> new XZOutputStream(bytes, new LZMA2Options());
            case ZSTD -> new ZstdOutputStream(bytes);
        }) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
