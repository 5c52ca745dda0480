// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Path;
import org.btf4j.file.BtfSource;
import org.btf4j.file.Compression;
import org.btf4j.model.BtfFormatException;

/** Reads modules, and unpacks them within a limit. Stateless and thread-safe. */
final class ModuleReader {

    /** Twice the largest module of a distribution, amdgpu with 30 MB. */
    private static final long LEAST_LIMIT = 64L << 20;

    private ModuleReader() {}

    /**
     * Reads a module that may be compressed.
     *
     * @throws BtfFormatException if it is broken, or too large for the memory that there is
     * @throws IOException if it cannot be read
     */
    static byte[] readPlain(Path file) throws IOException {
        return unpack(file, BtfSource.readAll(file));
    }

    /**
     * A module that is not compressed any more.
     *
     * @param read the module as it is, compressed or not
     * @throws BtfFormatException if it is broken, or too large for the memory that there is
     */
    static byte[] unpack(Path file, byte[] read) {
        try {
            return Compression.of(read, read.length).unpack(read, limit());
        } catch (BtfFormatException e) {
            throw e.in(file.toString());
        }
    }

    /** A few kilobytes can stand for gigabytes; so a module may take no more than an eighth of the memory. */
    private static long limit() {
        return Math.max(LEAST_LIMIT, Runtime.getRuntime().maxMemory() / 8);
    }
}
