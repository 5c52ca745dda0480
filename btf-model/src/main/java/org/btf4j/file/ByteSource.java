// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Bytes that can be read at any offset, from an array or from an open file.
 *
 * <p>A kernel image has hundreds of megabytes of which a few are wanted, so it is read by pieces. It is not mapped: a mapped
 * file cannot be deleted on Windows, and shrinking one that is being read kills the process.
 *
 * <p>Reads at explicit offsets only, hence as thread-safe as what it reads from.
 */
interface ByteSource {

    /** The number of bytes. */
    long size();

    /**
     * Fills the target with the bytes from the offset on.
     *
     * @throws EOFException if the source ends before the target is full
     */
    void read(long offset, byte[] target, int from, int length) throws IOException;

    /** The given number of bytes from the offset on; the caller has checked both against {@link #size()}. */
    default byte[] read(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        read(offset, bytes, 0, length);
        return bytes;
    }

    /** A stream of the given number of bytes from the offset on; the caller has checked both against {@link #size()}. */
    default InputStream stream(long offset, long length) {
        return new InputStream() {
            private long position = offset;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int from, int count) throws IOException {
                long left = offset + length - position;
                if (left == 0) {
                    return -1;
                }
                int some = (int) Math.min(left, count);
                ByteSource.this.read(position, target, from, some);
                position += some;
                return some;
            }
        };
    }

    /** A source over an array, which is not copied and must not change. */
    static ByteSource of(byte[] bytes) {
        return new ByteSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public void read(long offset, byte[] target, int from, int length) throws IOException {
                if (offset < 0 || offset > bytes.length - length) {
                    throw endsBefore(offset, length);
                }
                System.arraycopy(bytes, (int) offset, target, from, length);
            }
        };
    }

    /** A source over an open file, which stays open; its size is asked for once. */
    static ByteSource of(FileChannel channel) throws IOException {
        long size = channel.size();
        return new ByteSource() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public void read(long offset, byte[] target, int from, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(target, from, length);
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer, offset + buffer.position() - from) < 0) {
                        throw endsBefore(offset, length);
                    }
                }
            }
        };
    }

    private static EOFException endsBefore(long offset, int length) {
        return new EOFException("the file ends before the " + length + " bytes at offset " + offset + " are read");
    }
}
