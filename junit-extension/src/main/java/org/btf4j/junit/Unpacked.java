// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * A file as it was before it was compressed with gzip, xz or zstd, the forms in which distributions ship modules.
 *
 * <p>What is unpacked goes into a temporary file with a bound on its size, since a few kilobytes can stand for gigabytes.
 */
@SuppressWarnings("ImmutableEnumChecker") // nobody writes to the array
enum Unpacked {
    /** {@code .gz}. */
    GZIP("gzip", 0x1f, 0x8b) {
        @Override
        InputStream unpacking(InputStream packed) throws IOException {
            return new GZIPInputStream(packed);
        }
    },
    /** {@code .xz}. */
    XZ("xz", 0xfd, '7', 'z', 'X', 'Z', 0) {
        @Override
        InputStream unpacking(InputStream packed) throws IOException {
            return new XZInputStream(packed, MEMORY_KIB);
        }
    },
    /** {@code .zst}. */
    ZSTD("zstd", 0x28, 0xb5, 0x2f, 0xfd) {
        @Override
        InputStream unpacking(InputStream packed) throws IOException {
            return new ZstdInputStream(packed).setLongMax(WINDOW_LOG);
        }
    };

    /** The largest vmlinux with debugging information has some 600 MB. */
    static final long LARGEST = 1L << 30;

    /** Kernels are packed with dictionaries of up to 128 MiB, modules with far smaller ones. */
    private static final int MEMORY_KIB = 256 << 10;

    private static final int WINDOW_LOG = 27;

    private final String label;
    private final byte[] start;

    Unpacked(String label, int... start) {
        this.label = label;
        this.start = new byte[start.length];
        for (int i = 0; i < start.length; i++) {
            this.start[i] = (byte) start[i];
        }
    }

    abstract InputStream unpacking(InputStream packed) throws IOException;

    /**
     * Gives the work a file that is not compressed: the one there is, or a temporary one that is gone afterwards.
     *
     * @throws BtfFormatException if the file is broken, or unpacks to more than {@code largest} bytes
     */
    static <T> T on(Path file, long largest, TestFile.Work<T> work) throws IOException {
        Unpacked form = of(file);
        if (form == null) {
            return work.with(file);
        }
        Path plain = Files.createTempFile("btf", null);
        try {
            form.unpack(file, plain, largest);
            return work.with(plain);
        } finally {
            Files.deleteIfExists(plain);
        }
    }

    private static @Nullable Unpacked of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(6);
            return Arrays.stream(values())
                    .filter(form -> head.length >= form.start.length
                            && Arrays.equals(head, 0, form.start.length, form.start, 0, form.start.length))
                    .findFirst()
                    .orElse(null);
        }
    }

    private void unpack(Path packed, Path plain, long largest) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(packed));
                OutputStream out = Files.newOutputStream(plain)) {
            copy(file, out, largest);
        }
    }

    private void copy(InputStream packed, OutputStream out, long largest) throws IOException {
        try (InputStream in = unpacking(packed)) {
            byte[] piece = new byte[1 << 16];
            long left = largest;
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                left -= count;
                if (left < 0) {
                    throw BtfFormatException.found(
                                    "a file that " + label + " unpacks to more than " + largest + " bytes")
                            .expected("no more than that")
                            .toException();
                }
                out.write(piece, 0, count);
            }
        } catch (IOException e) {
            throw BtfFormatException.found("a broken " + label + " file (" + e.getMessage() + ")")
                    .expected("one that " + label + " can unpack")
                    .toException(e);
        }
    }
}
