// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.MemoryLimitException;

/**
 * Unpacks compressed bytes, with a bound on what comes out, and tells what is wrong with them.
 *
 * <p>Decoders report broken input as an {@link IOException}, like trouble with the disk. Here the first becomes a
 * {@link BtfFormatException}, the second stays what it is.
 *
 * @param what what is unpacked, with its article, for example {@code an xz file}
 * @param decoder makes the stream that unpacks another
 */
record Unpacker(String what, Decoder decoder) {

    /** The largest window that kernels unpack. */
    static final int ZSTD_WINDOW_LOG = 27;

    /** The decoding stream over a stream of packed bytes. */
    interface Decoder {
        InputStream over(InputStream packed) throws IOException;
    }

    /**
     * Unpacks from one stream, which is closed, to another, which is not.
     *
     * @param largest how many bytes are let through at most
     * @throws IOException if the source cannot be read or the target cannot be written
     * @throws BtfFormatException if the bytes are broken or stand for more than {@code largest}
     */
    void unpack(InputStream packed, long largest, OutputStream plain) throws IOException {
        try {
            unpackWithinMemory(packed, largest, plain);
        } catch (MemoryLimitException limit) {
            throw BtfFormatException.found(what + " that takes " + limit.getMemoryNeeded() + " KiB of memory to unpack")
                    .expected("at most " + limit.getMemoryLimit() + " KiB")
                    .advice("Unpack it first.")
                    .toException();
        }
    }

    /**
     * The same for who can try again with more memory.
     *
     * @throws MemoryLimitException if the decoder takes more memory than it may
     */
    void unpackWithinMemory(InputStream packed, long largest, OutputStream plain) throws IOException {
        Source source = new Source(packed);
        byte[] piece = new byte[1 << 16];
        long left = largest;
        try (InputStream in = open(source)) {
            for (int count = read(in, piece, source); count >= 0; count = read(in, piece, source)) {
                left -= count;
                if (left < 0) {
                    throw tooLarge(largest);
                }
                plain.write(piece, 0, count);
            }
        }
    }

    private InputStream open(Source source) throws IOException {
        try {
            return decoder.over(source);
        } catch (IOException e) {
            throw told(e, source);
        }
    }

    private int read(InputStream in, byte[] piece, Source source) throws IOException {
        try {
            return in.read(piece);
        } catch (IOException e) {
            throw told(e, source);
        }
    }

    /** No cause that says nothing or the same in other words: Maven prints all of them in one line. */
    private BtfFormatException told(IOException e, Source source) throws IOException {
        if (source.failure != null) {
            throw source.failure;
        }
        if (e instanceof MemoryLimitException limit) {
            throw limit;
        }
        if (e instanceof ZstdIOException zstd && zstd.getErrorCode() == Zstd.errFrameParameterWindowTooLarge()) {
            return BtfFormatException.found(what + " with a window of more than " + (1 << ZSTD_WINDOW_LOG) + " bytes")
                    .expected("at most that, as kernels do")
                    .advice("Unpack it first.")
                    .toException();
        }
        return e.getMessage() == null
                ? broken("it ends too early").toException()
                : broken(e.getMessage()).toException(e);
    }

    private BtfFormatException.Problem broken(String reason) {
        return BtfFormatException.found(what + " that is broken (" + reason + ")")
                .expected("a whole one and nothing behind it");
    }

    private BtfFormatException tooLarge(long largest) {
        return BtfFormatException.found(what + " that unpacks to more than " + largest + " bytes")
                .expected("at most that")
                .advice("It may have been made to exhaust memory; if it is what it should be, unpack it first.")
                .toException();
    }

    /** Remembers that it was the source that failed, not the decoder. */
    private static final class Source extends FilterInputStream {

        private @Nullable IOException failure;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            try {
                return in.read(target, from, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
