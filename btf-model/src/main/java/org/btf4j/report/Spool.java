// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What has to be known before it can be written where it belongs, packed in memory.
 *
 * <p>Reports repeat themselves, so that of a kilobyte some fifty bytes are kept. Not thread-safe.
 */
final class Spool {

    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final GZIPOutputStream packer;

    Spool() {
        try {
            this.packer = new GZIPOutputStream(packed);
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    /** Where to write to until {@link #contents()} is asked for. */
    OutputStream out() {
        return packer;
    }

    /** All that was written; nothing can be added from now on. */
    InputStream contents() {
        try {
            packer.close();
            return new BufferedInputStream(new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray())));
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    static UncheckedIOException inMemory(IOException e) {
        return new UncheckedIOException("writing to memory failed", e);
    }
}
