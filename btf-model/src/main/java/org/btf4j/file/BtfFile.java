// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/**
 * An open file that holds BTF, for whoever asks it more than one thing; {@link BtfSource} asks for all else.
 *
 * <p>Files that are packed by gzip, xz or zstd, and kernels in bootable images, are unpacked once, when the file is opened, into
 * a temporary file that nobody else can read and that is gone when this is closed. Unpacking is bounded: 1 GiB comes out at
 * most, 136 MiB of the heap are taken, and three times one within the other.
 *
 * <p>All problems with contents are {@link BtfFormatException}s that name the file, and say "(unpacked)" where offsets are those
 * of unpacked bytes; all problems with the file system are {@link IOException}s that name the file. Not thread-safe.
 */
public final class BtfFile implements AutoCloseable {

    private final Path file;
    private final PlainFile plain;

    private BtfFile(Path file, PlainFile plain) {
        this.file = file;
        this.plain = plain;
    }

    /** What is done with an open file. */
    interface Work<T> {
        T work() throws IOException;
    }

    /**
     * Opens a file of any contents.
     *
     * @throws BtfFormatException if it cannot be unpacked
     */
    public static BtfFile open(Path file) throws IOException {
        return new BtfFile(file, named(file, () -> PlainFile.open(file)));
    }

    /**
     * What the file holds, unpacked.
     *
     * @throws BtfFormatException if it is neither BTF nor ELF
     */
    public BtfSource.Content content() throws IOException {
        return work(() -> BtfSource.Content.of(plain.start(), plain.start().length));
    }

    /** Whether the file is an ELF file that has a section of that name and type {@code SHT_PROGBITS}. */
    public boolean hasSection(String section) throws IOException {
        return content() == BtfSource.Content.ELF
                && work(() -> ElfImage.open(plain.bytes()).find(section) != null);
    }

    /**
     * Reads BTF, split over the given base if there is one.
     *
     * @param section the section of an ELF file to read from; of no matter for raw BTF
     * @throws BtfFormatException if the file does not hold BTF over that base
     */
    public Btf read(String section, @Nullable Btf base) throws IOException {
        return content() == BtfSource.Content.ELF
                ? work(() -> BtfSource.parse(ElfImage.open(plain.bytes()), section, base))
                : work(() -> Btf.read(plain.readAll(), base));
    }

    /** Whether the file begins as texts do: every binary format begins with a number. */
    public boolean isText() {
        for (byte each : plain.start()) {
            if (each >= 0 && each < ' ' && "\t\n\r\f".indexOf(each) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The file as a text, in the charset of raw dumps, ISO 8859-1. */
    public String text() throws IOException {
        return work(() -> new String(plain.readAll(), StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        named(file, () -> {
            plain.close();
            return this;
        });
    }

    private <T> T work(Work<T> work) throws IOException {
        try {
            return named(file, work);
        } catch (BtfFormatException e) {
            throw e.in(plain.name());
        }
    }

    /** Most messages of failed reads ("Is a directory", "Input/output error") do not say which file it was. */
    static <T> T named(Path file, Work<T> work) throws IOException {
        try {
            return work.work();
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
