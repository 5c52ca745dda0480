// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.btf4j.model.BtfFormatException;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/**
 * The forms in which distributions ship modules: as they are, or packed by gzip, xz or zstd.
 *
 * <p>{@link #unpack(byte[], long)} takes what {@code gzip -d}, {@code xz -d} and {@code zstd -d} take, several streams behind
 * each other too, but no other bytes behind them. {@link #pack} makes what kernel builds make ({@code scripts/Makefile.modinst}),
 * so that kmod can read it, and so can a kernel that unpacks modules itself ({@code CONFIG_MODULE_DECOMPRESS}, Linux 5.17 and
 * later, {@code kernel/module/decompress.c}). Such a kernel reads one stream and no more; in a gzip header it knows of nothing
 * optional but the file name, of xz only the check CRC32, of zstd windows of up to 128 MiB.
 *
 * <p>The same bytes are packed to the same bytes, on any machine; only for gzip does it take the same zlib in the Java
 * runtime. Stateless and thread-safe.
 */
@SuppressWarnings("ImmutableEnumChecker") // nobody writes to the arrays
public enum Compression {
    /** Not packed. */
    NONE("", "plain") {
        @Override
        public byte[] unpack(byte[] packed, long largest) {
            return packed;
        }

        @Override
        public byte[] pack(byte[] plain) {
            return plain;
        }

        @Override
        InputStream unpacking(InputStream packed, int memoryKib) {
            return packed;
        }
    },

    /** One member without time stamp, name or comment. */
    GZIP(".gz", "gzip", 0x1f, 0x8b) {
        @Override
        public byte[] pack(byte[] plain) {
            return packed(plain, GZIPOutputStream::new);
        }

        @Override
        InputStream unpacking(InputStream packed, int memoryKib) throws IOException {
            return new GzipMembers(packed);
        }
    },

    /** One stream with CRC32 and a dictionary of 1 MiB, without filters for machine code. */
    XZ(".xz", "xz", 0xfd, '7', 'z', 'X', 'Z', 0) {
        @Override
        public byte[] pack(byte[] plain) {
            return packed(plain, out -> {
                LZMA2Options options = new LZMA2Options();
                options.setDictSize(1 << 20);
                return new XZOutputStream(out, options, org.tukaani.xz.XZ.CHECK_CRC32);
            });
        }

        @Override
        InputStream unpacking(InputStream packed, int memoryKib) throws IOException {
            return new XZInputStream(packed, memoryKib);
        }
    },

    /** One frame of level 3, with the size of what is in it and a checksum; its window is at most 2 MiB. */
    ZSTD(".zst", "zstd", 0x28, 0xb5, 0x2f, 0xfd) {
        @Override
        public byte[] pack(byte[] plain) {
            try (ZstdCompressCtx context = new ZstdCompressCtx()) {
                return context.setLevel(3)
                        .setContentSize(true)
                        .setChecksum(true)
                        .compress(plain);
            }
        }

        @Override
        InputStream unpacking(InputStream packed, int memoryKib) throws IOException {
            return new ZstdInputStreamNoFinalizer(packed).setLongMax(Unpacker.ZSTD_WINDOW_LOG);
        }
    };

    /** How many bytes of a file's start are enough to tell its form. */
    public static final int START_SIZE = 6;

    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** What {@code xz -9} needs; little enough for two threads in a heap of 256 MiB. */
    private static final int MODULE_MEMORY_KIB = 72 << 10;

    /** What {@code xz -6} needs, and eight times that of kernel builds. */
    private static final int USUAL_MEMORY_KIB = 10 << 10;

    /** Modules are seldom packed to less than a fifth of their size, small ones excepted. */
    private static final int USUAL_RATIO = 8;

    private static final int SMALL = 1 << 20;

    /** Held by the thread that takes more; several at a time would exhaust the memory. */
    private static final Object MORE_MEMORY = new Object();

    private final String suffix;
    private final String label;
    private final byte[] start;

    Compression(String suffix, String label, int... start) {
        this.suffix = suffix;
        this.label = label;
        this.start = new byte[start.length];
        for (int i = 0; i < start.length; i++) {
            this.start[i] = (byte) start[i];
        }
    }

    /**
     * Tells the form of a file by its first bytes.
     *
     * @param start an array that begins with them
     * @param length how many there are: {@link #START_SIZE} or, in a shorter file, fewer
     */
    public static Compression of(byte[] start, int length) {
        for (Compression form : values()) {
            if (form != NONE
                    && length >= form.start.length
                    && Arrays.equals(start, 0, form.start.length, form.start, 0, form.start.length)) {
                return form;
            }
        }
        return NONE;
    }

    /** Tells by its name, before a file is read, what form it ought to have; its bytes decide. */
    public static Compression ofName(String name) {
        for (Compression form : values()) {
            if (form != NONE && name.endsWith(form.suffix)) {
                return form;
            }
        }
        return NONE;
    }

    /** What the name of a file of this form ends with: {@code .gz}, {@code .xz}, {@code .zst}, or nothing. */
    public String suffix() {
        return suffix;
    }

    /**
     * The bytes as they were before they were packed; what is not packed comes back as it is, whatever its size.
     *
     * <p>Takes memory for the result, the same once more while it grows, and for the decoder: some 2 MiB for a module of a
     * kernel build, 65 MiB for one of {@code xz -9}, never more than 72 MiB on the heap and 128 MiB beside it. What takes a
     * decoder of more than 10 MiB on the heap, or unpacks to more than eight times its size and a mebibyte, is unpacked by one
     * thread at a time. No number in the packed bytes sizes an array.
     *
     * @param largest how many bytes the result may have: a few kilobytes can stand for gigabytes
     * @throws BtfFormatException if the bytes are broken, cut off, or followed by others, or stand for more than {@code largest}
     */
    public byte[] unpack(byte[] packed, long largest) {
        long most = Math.min(largest, LARGEST_ARRAY);
        try {
            GrowingBytes plain = new GrowingBytes(SMALL + (long) USUAL_RATIO * packed.length);
            unpacker(USUAL_MEMORY_KIB).unpackWithinMemory(new ByteArrayInputStream(packed), most, plain);
            return plain.toBytes();
        } catch (MemoryLimitException | GrowingBytes.FullException e) {
            synchronized (MORE_MEMORY) {
                return unpackWithMoreMemory(packed, most);
            }
        } catch (IOException e) {
            throw memoryFailed(e);
        }
    }

    private byte[] unpackWithMoreMemory(byte[] packed, long most) {
        GrowingBytes plain = new GrowingBytes(most);
        try {
            unpacker(MODULE_MEMORY_KIB).unpack(new ByteArrayInputStream(packed), most, plain);
        } catch (IOException e) {
            throw memoryFailed(e);
        }
        return plain.toBytes();
    }

    /** Packs the bytes, in a form that kernels unpack. */
    public abstract byte[] pack(byte[] plain);

    /**
     * What unpacks files of this form.
     *
     * @param memoryKib how much of the heap the decoder may take
     */
    Unpacker unpacker(int memoryKib) {
        return new Unpacker((this == XZ ? "an " : "a ") + label + " file", packed -> unpacking(packed, memoryKib));
    }

    abstract InputStream unpacking(InputStream packed, int memoryKib) throws IOException;

    /** The name of the tool that packs so. */
    @Override
    public String toString() {
        return label;
    }

    /** What packs bytes on their way to another stream. */
    private interface Packing {
        OutputStream onto(OutputStream packed) throws IOException;
    }

    private static byte[] packed(byte[] plain, Packing packing) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = packing.onto(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw memoryFailed(e);
        }
        return packed.toByteArray();
    }

    private static UncheckedIOException memoryFailed(IOException e) {
        return new UncheckedIOException("reading or writing memory failed", e);
    }
}
