// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip, one member or several behind each other (RFC 1952).
 *
 * <p>{@link java.util.zip.GZIPInputStream} takes other bytes behind the last member, or a broken member there, for the end,
 * and which of them depends on the Java version. Here both are errors.
 */
final class GzipMembers extends InputStream {

    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECK = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;

    private final BufferedInputStream packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] piece = new byte[1 << 13];
    private int pieceLength;
    private boolean inMember;

    /**
     * Unpacks a stream that is read to its end.
     *
     * @throws IOException if it does not begin with a member
     */
    GzipMembers(InputStream packed) throws IOException {
        this.packed = new BufferedInputStream(packed);
        readHeader();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inMember) {
            int count = inflate(target, from, length);
            if (count > 0) {
                crc.update(target, from, count);
                return count;
            }
            if (inflater.finished()) {
                readTrailer();
                if (isMore()) {
                    readHeader();
                }
            } else if (inflater.needsDictionary()) {
                throw new IOException("a preset dictionary is needed");
            } else {
                packed.mark(piece.length);
                pieceLength = packed.read(piece);
                if (pieceLength < 0) {
                    throw new EOFException();
                }
                inflater.setInput(piece, 0, pieceLength);
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }

    private int inflate(byte[] target, int from, int length) throws IOException {
        try {
            return inflater.inflate(target, from, length);
        } catch (DataFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private boolean isMore() throws IOException {
        packed.mark(1);
        boolean more = packed.read() >= 0;
        packed.reset();
        return more;
    }

    private void readHeader() throws IOException {
        ByteBuffer header = littleEndian(10);
        if (Short.toUnsignedInt(header.getShort()) != MAGIC) {
            throw new IOException("there are other bytes behind its end");
        }
        int method = header.get();
        if (method != DEFLATE) {
            throw new IOException("compression method " + (method & 0xff));
        }
        int flags = header.get();
        if ((flags & 0xe0) != 0) {
            throw new IOException("reserved flags are set");
        }
        if ((flags & EXTRA) != 0) {
            packed.skipNBytes(Short.toUnsignedInt(littleEndian(2).getShort()));
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECK) != 0) {
            packed.skipNBytes(2);
        }
        inflater.reset();
        crc.reset();
        inMember = true;
    }

    private void readTrailer() throws IOException {
        packed.reset();
        packed.skipNBytes(pieceLength - inflater.getRemaining());
        ByteBuffer trailer = littleEndian(8);
        if (trailer.getInt() != (int) crc.getValue()) {
            throw new IOException("its CRC32 does not fit");
        }
        if (trailer.getInt() != (int) inflater.getBytesWritten()) {
            throw new IOException("its size does not fit");
        }
        inMember = false;
    }

    private void skipText() throws IOException {
        int read;
        do {
            read = packed.read();
            if (read < 0) {
                throw new EOFException();
            }
        } while (read != 0);
    }

    private ByteBuffer littleEndian(int length) throws IOException {
        byte[] bytes = packed.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
