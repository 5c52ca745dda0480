// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZOutputStream;

/**
 * Writes small bootable kernel images for tests; knows nothing of the code that reads them.
 *
 * <p>Of real images they have the boot header, the kernel at an odd place, and a signature behind.
 */
final class TestImage {

    private static final int SETUP = 512 * 3;
    private static final int OFFSET = 44;

    private final byte[] packed;
    private int version = 0x20f;
    private int sectors = 2;
    private int claimedOffset = OFFSET;
    private int claimedLength;

    /** An image with a packed kernel, behind which there is its size where that is due. */
    TestImage(byte[] packed) {
        this.packed = packed;
        this.claimedLength = packed.length;
    }

    TestImage version(int number) {
        version = number;
        return this;
    }

    /** Boot code of so many sectors; 0 stands for 4. */
    TestImage sectors(int number) {
        sectors = number;
        return this;
    }

    /** What the boot header says of the kernel's place, true or not. */
    TestImage claim(int offset, int length) {
        claimedOffset = offset;
        claimedLength = length;
        return this;
    }

    byte[] toBytes() {
        int code = 512 * (1 + (sectors == 0 ? 4 : sectors));
        byte[] signature = "a signature".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer image = ByteBuffer.allocate(code + OFFSET + packed.length + signature.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        image.put(0, new byte[] {'M', 'Z'}).put(0x1f1, (byte) sectors);
        image.putShort(0x1fe, (short) 0xaa55).put(0x202, "HdrS".getBytes(StandardCharsets.US_ASCII));
        image.putShort(0x206, (short) version).putInt(0x248, claimedOffset).putInt(0x24c, claimedLength);
        image.put(code + OFFSET, packed).put(code + OFFSET + packed.length, signature);
        return image.array();
    }

    /** Where the kernel starts in an image made without further ado. */
    static int kernelOffset() {
        return SETUP + OFFSET;
    }

    /** How a kernel is packed for its image. */
    enum Packing {
        GZIP {
            @Override
            byte[] pack(byte[] kernel) {
                return Compression.GZIP.pack(kernel);
            }
        },
        XZ {
            @Override
            byte[] pack(byte[] kernel) throws IOException {
                ByteArrayOutputStream packed = new ByteArrayOutputStream();
                FilterOptions[] filters = {new X86Options(), new LZMA2Options(1)};
                try (XZOutputStream out = new XZOutputStream(packed, filters, org.tukaani.xz.XZ.CHECK_CRC32)) {
                    out.write(kernel);
                }
                return withSize(packed.toByteArray(), kernel.length);
            }
        },
        ZSTD {
            @Override
            byte[] pack(byte[] kernel) {
                return withSize(Compression.ZSTD.pack(kernel), kernel.length);
            }
        },
        LZ4 {
            @Override
            byte[] pack(byte[] kernel) throws IOException {
                return withSize(lz4(kernel, 8 << 20), kernel.length);
            }
        };

        abstract byte[] pack(byte[] kernel) throws IOException;
    }

    /** A legacy frame of lz4 with blocks of that size; 8 MiB is the right one. */
    static byte[] lz4(byte[] plain, int blockSize) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(word(0x184c2102));
        for (int from = 0; from < plain.length; from += blockSize) {
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            try (OutputStream out = new BlockLZ4CompressorOutputStream(block)) {
                out.write(plain, from, Math.min(blockSize, plain.length - from));
            }
            frame.write(word(block.size()));
            block.writeTo(frame);
        }
        return frame.toByteArray();
    }

    /** What stands behind a kernel that is not packed by gzip. */
    static byte[] withSize(byte[] packed, int size) {
        byte[] both = Arrays.copyOf(packed, packed.length + 4);
        System.arraycopy(word(size), 0, both, packed.length, 4);
        return both;
    }

    static byte[] word(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
