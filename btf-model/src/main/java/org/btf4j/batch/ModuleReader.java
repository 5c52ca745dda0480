// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.btf4j.file.Compression;
import org.btf4j.model.BtfFormatException;

/** Reads modules into memory, compressed ones within a limit. Stateless and thread-safe. */
final class ModuleReader {

    /** Twice the largest module of a distribution, amdgpu with 30 MB. */
    private static final long LEAST_LIMIT = 64L << 20;

    private static final int MAXIMAL_SIZE = Integer.MAX_VALUE - 8;

    private ModuleReader() {}

    /** A module as it is, compressed or not. */
    static byte[] read(Path file) throws IOException {
        try {
            long size = Files.size(file);
            if (size > MAXIMAL_SIZE) {
                throw new IOException(size + " bytes, but at most " + MAXIMAL_SIZE + " can be read into memory");
            }
            return Files.readAllBytes(file);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * A module that is not compressed any more.
     *
     * @throws BtfFormatException if it is broken, or too large for the memory that there is
     */
    static byte[] unpack(Path file, Compression compression, byte[] packed) {
        try {
            return compression.unpack(packed, limit());
        } catch (BtfFormatException e) {
            throw e.in(file.toString());
        }
    }

    /** A few kilobytes can stand for gigabytes; so a module may take no more than an eighth of the memory. */
    private static long limit() {
        return Math.min(MAXIMAL_SIZE, Math.max(LEAST_LIMIT, Runtime.getRuntime().maxMemory() / 8));
    }
}
