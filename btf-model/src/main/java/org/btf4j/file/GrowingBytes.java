// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes whose number is not known before they have come.
 *
 * <p>They are kept in pieces and put together once. An array that doubles would be copied again and again, and at its last
 * growth take three times the memory of its contents.
 */
final class GrowingBytes extends OutputStream {

    private static final int SMALLEST_PIECE = 1 << 16;
    private static final int LARGEST_PIECE = 1 << 23;

    private final long most;
    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = new byte[SMALLEST_PIECE];
    private int lastLength;
    private long size;

    /** Room for that many bytes. */
    GrowingBytes(long most) {
        this.most = most;
    }

    /** There is no room for all bytes that are to be written. */
    static final class FullException extends IOException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public void write(int value) throws FullException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws FullException {
        if (length > most - size) {
            throw new FullException();
        }
        int written = 0;
        while (written < length) {
            if (lastLength == last.length) {
                full.add(last);
                last = new byte[(int) Math.min(size, LARGEST_PIECE)];
                lastLength = 0;
            }
            int count = Math.min(length - written, last.length - lastLength);
            System.arraycopy(bytes, from + written, last, lastLength, count);
            lastLength += count;
            size += count;
            written += count;
        }
    }

    /** All bytes in one array. */
    byte[] toBytes() {
        byte[] bytes = new byte[Math.toIntExact(size)];
        int at = 0;
        for (byte[] piece : full) {
            System.arraycopy(piece, 0, bytes, at, piece.length);
            at += piece.length;
        }
        System.arraycopy(last, 0, bytes, at, lastLength);
        return bytes;
    }
}
