// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Reads BTF from whatever file holds it; the file's first bytes decide, not its name.
 *
 * <p>A raw file is BTF and nothing else. Of an ELF file, for example a {@code vmlinux}, only the headers and the wanted
 * section are read, so its size does not matter.
 *
 * <p>All problems with contents are {@link BtfFormatException}s that name the file and the section; all problems with the
 * file system are {@link IOException}s that name the file. Stateless and thread-safe.
 */
public final class BtfSource {

    /** The section that holds a file's BTF. */
    public static final String BTF = ".BTF";

    /** The section that holds the base that a distilled module brings. */
    public static final String BTF_BASE = ".BTF.base";

    /** Where a Linux kernel built with {@code CONFIG_DEBUG_INFO_BTF} shows its own BTF. */
    public static final Path RUNNING_KERNEL = Path.of("/sys/kernel/btf/vmlinux");

    private static final int MAXIMAL_SIZE = Integer.MAX_VALUE - 8;

    private BtfSource() {}

    /**
     * What the file holds.
     *
     * @throws BtfFormatException if it is neither BTF nor ELF
     */
    public static Content content(Path file) throws IOException {
        return open(file, BtfSource::content);
    }

    /**
     * Reads BTF that stands alone, such as a kernel's: a raw file, or the section {@code .BTF} of an ELF file.
     *
     * @throws BtfFormatException if the file does not hold BTF that stands alone
     */
    public static Btf read(Path file) throws IOException {
        return read(file, BTF, null);
    }

    /**
     * Reads BTF, split over the given base if there is one.
     *
     * @param section the section of an ELF file to read from; of no matter for a raw file
     * @throws BtfFormatException if the file does not hold BTF over that base
     */
    public static Btf read(Path file, String section, @Nullable Btf base) throws IOException {
        if (content(file) == Content.ELF) {
            return open(file, channel -> parse(ElfImage.open(ByteSource.of(channel)), section, base));
        }
        byte[] bytes = readAll(file);
        try {
            return Btf.read(bytes, base);
        } catch (BtfFormatException e) {
            throw e.in(file.toString());
        }
    }

    /** Whether the file is an ELF file that has a section of that name and type {@code SHT_PROGBITS}. */
    public static boolean hasSection(Path file, String section) throws IOException {
        return open(
                file,
                channel -> content(channel) == Content.ELF
                        && ElfImage.open(ByteSource.of(channel)).find(section) != null);
    }

    static Btf parse(ElfImage image, String section, @Nullable Btf base) throws IOException {
        ElfSection found = image.find(section);
        if (found == null) {
            throw noSuchSection(section);
        }
        try {
            return Btf.read(image.data(found, section), base);
        } catch (BtfFormatException e) {
            throw e.inSection(section);
        }
    }

    static BtfFormatException noSuchSection(String section) {
        return BtfFormatException.found("an ELF file without a section " + section)
                .expected("one with it")
                .advice(
                        section.equals(BTF)
                                ? "Build it with CONFIG_DEBUG_INFO_BTF=y (modules: CONFIG_DEBUG_INFO_BTF_MODULES=y) and do not strip"
                                        + " that section."
                                : "Only distilled modules have it.")
                .toException();
    }

    /** All bytes of a file; of one in sysfs too, which may have more bytes than its size says. */
    static byte[] readAll(Path file) throws IOException {
        try {
            long size = Files.size(file);
            if (size > MAXIMAL_SIZE) {
                throw new IOException(size + " bytes, but at most " + MAXIMAL_SIZE + " can be read into memory");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw named(file, e);
        }
    }

    private static Content content(FileChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(Content.START_SIZE);
        while (start.hasRemaining() && channel.read(start, start.position()) >= 0) {
            // The file may be shorter than its usual start.
        }
        return Content.of(start.array(), start.position());
    }

    /** What is done with an open file. */
    private interface Work<T> {
        T with(FileChannel channel) throws IOException;
    }

    private static <T> T open(Path file, Work<T> work) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return work.with(channel);
        } catch (BtfFormatException e) {
            throw e.in(file.toString());
        } catch (IOException e) {
            throw named(file, e);
        }
    }

    /** Most messages of failed reads ("Is a directory", "Input/output error") do not say which file it was. */
    private static IOException named(Path file, IOException e) {
        return e instanceof FileSystemException ? e : new IOException(file + ": " + e.getMessage(), e);
    }

    /** What a file holds, as its first bytes show. */
    public enum Content {
        /** BTF and nothing else, of either byte order. */
        RAW("raw BTF"),
        /** An ELF file: a kernel, a module, any object. */
        ELF("an ELF file");

        /** How many bytes are enough to decide. */
        static final int START_SIZE = 4;

        private final String description;

        Content(String description) {
            this.description = description;
        }

        /**
         * Decides by the first bytes of a file.
         *
         * @param start an array that begins with them
         * @param length how many there are; may be fewer than {@link #START_SIZE} in a short file
         * @throws BtfFormatException if it is neither; the message names some other formats that a user may have at hand
         */
        public static Content of(byte[] start, int length) {
            String hex = HexFormat.of().formatHex(start, 0, Math.min(length, START_SIZE));
            if (hex.startsWith("9feb") || hex.startsWith("eb9f")) {
                return RAW;
            }
            if (hex.equals("7f454c46")) {
                return ELF;
            }
            for (ForeignFormat format : ForeignFormat.values()) {
                if (hex.startsWith(format.start)) {
                    throw BtfFormatException.found(format.description)
                            .expected("an ELF file or raw BTF")
                            .advice(format.advice)
                            .toException();
                }
            }
            throw BtfFormatException.found(length == 0 ? "an empty file" : "a file that starts with 0x" + hex)
                    .expected("an ELF file (0x7f454c46) or raw BTF (0x9feb or 0xeb9f)")
                    .toException();
        }

        @Override
        public String toString() {
            return description;
        }
    }
}
