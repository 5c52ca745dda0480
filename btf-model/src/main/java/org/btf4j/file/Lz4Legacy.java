// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks lz4 in the legacy frame of {@code lz4 -l}, which is what kernels packed with lz4 have.
 *
 * <p>After the magic number come blocks, each behind its packed size. All of them unpack to 8 MiB but the last, which may be
 * shorter. There is no checksum.
 *
 * <p>commons-compress knows the blocks, but only the newer frame around them.
 */
final class Lz4Legacy extends InputStream {

    static final int MAGIC = 0x184c2102;

    private static final int BLOCK = 8 << 20;

    /** What lz4 makes of a block that cannot be packed: 255 literals take 256 bytes. */
    private static final int LARGEST_PACKED_BLOCK = BLOCK + BLOCK / 255 + 16;

    private final InputStream packed;
    private @Nullable Block block;

    /**
     * Unpacks a stream that is read to its end.
     *
     * @throws IOException if it does not begin with the magic number
     */
    Lz4Legacy(InputStream packed) throws IOException {
        this.packed = packed;
        byte[] magic = packed.readNBytes(4);
        if (magic.length < 4 || word(magic) != MAGIC) {
            throw new IOException("no magic number of a legacy frame");
        }
        this.block = nextBlock();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        while (block != null && length > 0) {
            int count = block.read(target, from, length);
            if (count >= 0) {
                return count;
            }
            boolean full = block.unpacked == BLOCK;
            block = nextBlock();
            if (block != null && !full) {
                // Else a few bytes could ask for a decoder each.
                throw new IOException("a block that is not the last one unpacks to less than 8 MiB");
            }
        }
        return block == null ? -1 : 0;
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }

    private @Nullable Block nextBlock() throws IOException {
        byte[] size = packed.readNBytes(4);
        if (size.length == 0) {
            return null;
        }
        if (size.length < 4) {
            throw new EOFException();
        }
        if (word(size) < 1 || word(size) > LARGEST_PACKED_BLOCK) {
            throw new IOException("a block of " + Integer.toUnsignedString(word(size)) + " packed bytes");
        }
        return new Block(new Limited(packed, word(size)));
    }

    private static int word(byte[] bytes) {
        return (bytes[0] & 0xff) | (bytes[1] & 0xff) << 8 | (bytes[2] & 0xff) << 16 | bytes[3] << 24;
    }

    /** A block that counts what it unpacks to. */
    private static final class Block {

        private final Limited packed;
        private final InputStream plain;
        private int unpacked;

        Block(Limited packed) {
            this.packed = packed;
            this.plain = new BlockLZ4CompressorInputStream(packed);
        }

        int read(byte[] target, int from, int length) throws IOException {
            int count = plain.read(target, from, length);
            if (count < 0) {
                if (packed.left > 0) {
                    throw new IOException("a block ends before its packed bytes do");
                }
                return -1;
            }
            unpacked += count;
            if (unpacked > BLOCK) {
                throw new IOException("a block unpacks to more than 8 MiB");
            }
            return count;
        }
    }

    /** The packed bytes of one block. */
    private static final class Limited extends InputStream {

        private final InputStream in;
        private int left;

        Limited(InputStream in, int left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                return -1;
            }
            left--;
            return whole(in.read());
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = whole(in.read(target, from, Math.min(length, left)));
            left -= count;
            return count;
        }

        private static int whole(int read) throws IOException {
            if (read < 0) {
                throw new EOFException();
            }
            return read;
        }
    }
}
