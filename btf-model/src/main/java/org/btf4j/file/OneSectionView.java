// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import net.fornwall.jelf.BackingFile;
import net.fornwall.jelf.ElfException;

/**
 * An ELF file as jelf is shown it: the same bytes, but with a header by which one section is the only one.
 *
 * <p>jelf 0.12.0 keeps the section count in a signed 16-bit field, makes an object per section and per program header
 * before it checks anything, and truncates offsets to 32 bits where it reads from a mapped file. With this view it never
 * sees more than the section that was asked for and checked, in files of any size.
 *
 * <p>Has a position, so not thread-safe: one view for one read.
 */
final class OneSectionView implements BackingFile {

    /** jelf reads symbols byte by byte; this many are fetched at once. */
    private static final int WINDOW = 1 << 13;

    private final ByteSource source;
    private final byte[] header;
    private final byte[] window = new byte[WINDOW];
    private long windowStart;
    private int windowLength;
    private long position;

    OneSectionView(ByteSource source, ElfHeader header, long sectionHeaderOffset) {
        this.source = source;
        this.header = header.withSectionTable(sectionHeaderOffset, 1, 0);
    }

    @Override
    public void seek(long offset) {
        checkRange(offset, 0);
        position = offset;
    }

    @Override
    public void skip(int count) {
        seek(position + count);
    }

    @Override
    public short readUnsignedByte() {
        checkRange(position, 1);
        if (position < header.length) {
            return (short) (header[(int) position++] & 0xff);
        }
        if (position < windowStart || position >= windowStart + windowLength) {
            windowLength = (int) Math.min(WINDOW, source.size() - position);
            windowStart = position;
            fetch(windowStart, window, 0, windowLength);
        }
        return (short) (window[(int) (position++ - windowStart)] & 0xff);
    }

    @Override
    public int read(byte[] target) {
        checkRange(position, target.length);
        int fromHeader = (int) Math.max(0, Math.min(target.length, header.length - position));
        if (fromHeader > 0) {
            System.arraycopy(header, (int) position, target, 0, fromHeader);
        }
        fetch(position + fromHeader, target, fromHeader, target.length - fromHeader);
        position += target.length;
        return target.length;
    }

    private void checkRange(long offset, int length) {
        if (offset < 0 || offset > source.size() - length) {
            throw new ElfException(
                    "offset " + offset + ", length " + length + " in a file of " + source.size() + " bytes");
        }
    }

    private void fetch(long offset, byte[] target, int from, int length) {
        try {
            source.read(offset, target, from, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
