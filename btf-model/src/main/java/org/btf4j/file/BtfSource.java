// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Reads BTF from whatever file holds it; the file's first bytes decide, not its name.
 *
 * <p>Raw BTF is BTF and nothing else. Of an ELF file, for example a {@code vmlinux}, with or without symbols, or the stub of one
 * that Debian's packages of kernel headers have from Linux 6.12 on, only the headers and the wanted section are read, so its
 * size does not matter. Either may be packed by gzip, xz or zstd, and a kernel in a bootable image for x86, a {@code vmlinuz};
 * {@link BtfFile} says how far they are unpacked.
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
     * Reads BTF that stands alone, such as a kernel's: raw, or the section {@code .BTF} of an ELF file.
     *
     * @throws BtfFormatException if the file does not hold BTF that stands alone
     */
    public static Btf read(Path file) throws IOException {
        return read(file, BTF, null);
    }

    /**
     * Reads BTF, split over the given base if there is one.
     *
     * @param section the section of an ELF file to read from; of no matter for raw BTF
     * @throws BtfFormatException if the file does not hold BTF over that base
     */
    public static Btf read(Path file, String section, @Nullable Btf base) throws IOException {
        try (BtfFile open = BtfFile.open(file)) {
            return open.read(section, base);
        }
    }

    /**
     * Reads BTF from bytes that are in memory, raw BTF or an ELF file, neither of them packed.
     *
     * @param file the name that errors tell
     * @param section the section of an ELF file to read from; of no matter for raw BTF
     * @param base what the BTF is split over; null if it stands alone
     * @throws BtfFormatException if the bytes are not BTF over that base
     */
    public static Btf parse(byte[] bytes, String file, String section, @Nullable Btf base) {
        try {
            Content content = Content.of(bytes, bytes.length);
            return switch (content) {
                case RAW -> Btf.read(bytes, base);
                case ELF -> parse(ElfImage.open(ByteSource.of(bytes)), section, base);
                case PACKED, KERNEL_IMAGE ->
                    throw BtfFormatException.found(content.toString())
                            .expected(Content.ELF + " or " + Content.RAW)
                            .toException();
            };
        } catch (BtfFormatException e) {
            throw e.in(file);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e);
        }
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

    /**
     * Reads all bytes of a file; of one in sysfs too, which may have more bytes than its size says.
     *
     * @throws IOException if it cannot be read, or is too large for an array; the message names it
     */
    public static byte[] readAll(Path file) throws IOException {
        return BtfFile.named(file, () -> {
            long size = Files.size(file);
            if (size > MAXIMAL_SIZE) {
                throw new IOException(size + " bytes, but at most " + MAXIMAL_SIZE + " can be read into memory");
            }
            return Files.readAllBytes(file);
        });
    }

    /** What a file holds, as its first bytes show. */
    public enum Content {
        /** BTF and nothing else, of either byte order. */
        RAW("raw BTF"),
        /** An ELF file: a kernel, a module, any object. */
        ELF("an ELF file"),
        /** A file packed in a form that {@link Compression} knows. */
        PACKED("a compressed file"),
        /** A bootable image for x86, which has a kernel packed in it. */
        KERNEL_IMAGE("a bootable kernel image");

        /** How many bytes are enough to decide. */
        static final int START_SIZE = KernelImage.START_SIZE;

        private final String description;

        Content(String description) {
            this.description = description;
        }

        /**
         * Decides by the first bytes of a file.
         *
         * @param start an array that begins with them
         * @param length how many there are; some 500 are enough, fewer will do in a shorter file
         * @throws BtfFormatException if it is none of these; the message names some other formats that a user may have at hand
         */
        public static Content of(byte[] start, int length) {
            String hex = HexFormat.of().formatHex(start, 0, Math.min(length, START_SIZE));
            if (hex.startsWith("9feb") || hex.startsWith("eb9f")) {
                return RAW;
            }
            if (hex.startsWith("7f454c46")) {
                return ELF;
            }
            if (Compression.of(start, length) != Compression.NONE) {
                return PACKED;
            }
            if (KernelImage.is(start, length)) {
                return KERNEL_IMAGE;
            }
            for (ForeignFormat format : ForeignFormat.values()) {
                if (format.begins(hex)) {
                    throw BtfFormatException.found(format.description)
                            .expected("an ELF file or raw BTF")
                            .advice(format.advice)
                            .toException();
                }
            }
            throw BtfFormatException.found(
                            length == 0
                                    ? "an empty file"
                                    : "a file that starts with 0x" + hex.substring(0, Math.min(8, hex.length())))
                    .expected("an ELF file (0x7f454c46) or raw BTF (0x9feb or 0xeb9f)")
                    .toException();
        }

        @Override
        public String toString() {
            return description;
        }
    }
}
