// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that nobody else sees and that is gone when it is closed, for bytes that are too many for the memory.
 *
 * <p>It lies in the folder {@code java.io.tmpdir}. On Unix it loses its name when it is opened, so that not even a killed
 * process leaves it behind. Not thread-safe.
 */
final class ScratchFile extends OutputStream {

    private final Path folder;
    private final FileChannel channel;

    private ScratchFile(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** An empty one. */
    static ScratchFile create() throws IOException {
        return create(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());
    }

    static ScratchFile create(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "btf4j-", null);
        try {
            return new ScratchFile(
                    folder,
                    FileChannel.open(
                            file,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw new IOException(
                    "cannot be unpacked into a file in " + folder + ": " + e.getMessage()
                            + ". -Djava.io.tmpdir=FOLDER takes another folder.",
                    e);
        }
    }

    /** For reading what was written. */
    FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
