// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.btf4j.model.BtfFormatException;

/**
 * An open file as it is read: itself or, where it is packed, what was packed in it.
 *
 * <p>A kernel unpacks to tens or hundreds of megabytes of which a few are wanted, so what is unpacked goes into a
 * {@link ScratchFile}. Not thread-safe.
 */
final class PlainFile implements AutoCloseable {

    /** The largest vmlinux with debugging information has some 600 MB. */
    static final long LARGEST = 1L << 30;

    /** Room for a dictionary of 128 MiB, the largest that kernels are packed with. */
    static final int MEMORY_KIB = 136 << 10;

    /** A compressed image of a kernel has two. */
    private static final int MOST_LAYERS = 3;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final String name;
    private final FileChannel channel;
    private final byte[] start;

    private PlainFile(String name, FileChannel channel) throws IOException {
        this.name = name;
        this.channel = channel;
        this.start = input(channel).readNBytes(KernelImage.START_SIZE);
    }

    /**
     * Opens a file, and unpacks it as long as there is something to unpack.
     *
     * @throws BtfFormatException if what it is packed in is broken, or stands for too many bytes
     * @throws IOException if it cannot be read, or if there is no room for what is unpacked
     */
    static PlainFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            PlainFile plain = new PlainFile(file.toString(), channel);
            for (int layers = 0; plain.isPacked(); layers++) {
                if (layers == MOST_LAYERS) {
                    throw BtfFormatException.found("a file that is packed more than " + MOST_LAYERS + " times")
                            .expected("at most that")
                            .in(file.toString())
                            .toException();
                }
                plain = plain.unpacked(file + " (unpacked)");
                channel.close();
                channel = plain.channel;
            }
            return plain;
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private boolean isPacked() {
        return KernelImage.is(start, start.length) || Compression.of(start, start.length) != Compression.NONE;
    }

    private PlainFile unpacked(String newName) throws IOException {
        ScratchFile scratch = ScratchFile.create();
        try {
            if (KernelImage.is(start, start.length)) {
                KernelImage.of(bytes()).unpackTo(scratch, bytes());
            } else {
                Compression.of(start, start.length).unpacker(MEMORY_KIB).unpack(input(channel), LARGEST, scratch);
            }
            return new PlainFile(newName, scratch.channel());
        } catch (BtfFormatException e) {
            scratch.close();
            throw e.in(name);
        } catch (IOException | RuntimeException | Error e) {
            scratch.close();
            throw e;
        }
    }

    /** The name that errors tell. */
    String name() {
        return name;
    }

    /** The first bytes, as many as any format takes to be told, or fewer if there are fewer; not to be changed. */
    byte[] start() {
        return start;
    }

    /** The bytes, for reading at any offset. */
    ByteSource bytes() throws IOException {
        return ByteSource.of(channel);
    }

    /** All bytes; of a file in sysfs too, which may have more than its size says. */
    byte[] readAll() throws IOException {
        if (channel.size() > LARGEST_ARRAY) {
            throw new IOException(channel.size() + " bytes, but at most " + LARGEST_ARRAY + " can be read into memory");
        }
        return input(channel).readAllBytes();
    }

    private static InputStream input(FileChannel channel) throws IOException {
        return Channels.newInputStream(channel.position(0));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
