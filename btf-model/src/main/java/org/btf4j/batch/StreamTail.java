// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The end of what a program prints, all of which is read so that the program never waits for a reader.
 *
 * <p>What comes last tells why it gave up; a program that prints without end does not fill the memory.
 */
final class StreamTail {

    private static final int KEPT = 1 << 14;

    /** A program that has ended may have left one behind that holds the stream open, and that is not waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FutureTask<String> reader;

    private StreamTail(FutureTask<String> reader) {
        this.reader = reader;
    }

    /** Starts to read. */
    static StreamTail of(InputStream stream) {
        FutureTask<String> reader = new FutureTask<>(() -> read(stream));
        Thread thread = new Thread(reader, "program output");
        thread.setDaemon(true);
        thread.start();
        return new StreamTail(reader);
    }

    /**
     * The last bytes as text, once the program has ended.
     *
     * @throws IOException if they could not be read
     */
    String text() throws IOException, InterruptedException {
        try {
            return reader.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return "";
        } catch (ExecutionException e) {
            throw new IOException("cannot read what a program printed: " + e.getCause(), e);
        }
    }

    private static String read(InputStream stream) throws IOException {
        byte[] kept = new byte[2 * KEPT];
        int length = 0;
        try (stream) {
            for (int read; (read = stream.read(kept, length, kept.length - length)) >= 0; ) {
                length += read;
                if (length == kept.length) {
                    System.arraycopy(kept, KEPT, kept, 0, KEPT);
                    length = KEPT;
                }
            }
        }
        int start = Math.max(0, length - KEPT);
        return new String(kept, start, length - start, StandardCharsets.UTF_8);
    }
}
