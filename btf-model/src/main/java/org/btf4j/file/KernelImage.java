// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Locale;
import org.btf4j.model.BtfFormatException;

/**
 * A bootable kernel image for x86, a {@code vmlinuz} or {@code bzImage}, in which the kernel's ELF file is packed.
 *
 * <p>Where it lies is in the boot header, from boot protocol 2.08 on (Linux 2.6.26, {@code Documentation/arch/x86/boot.rst}).
 * The image of a kernel with EFI stub is a Windows executable too, and one that is signed has a signature behind the kernel;
 * neither matters here.
 *
 * <p>A packed kernel is one stream, xz with a filter for machine code. Behind it stands in four bytes what it unpacks to
 * ({@code size_append} in {@code scripts/Makefile.lib}); gzip has that number of its own.
 *
 * @param offset where the packed kernel starts
 * @param length how many bytes it has, the number behind it not counted
 * @param unpackedSize the lowest 32 bits of the size that the image says it unpacks to
 */
record KernelImage(long offset, long length, Form form, int unpackedSize) {

    /** How many bytes of the file are enough to tell an image from other files. */
    static final int START_SIZE = 0x206;

    private static final int SETUP_SECTORS = 0x1f1;
    private static final int BOOT_FLAG = 0x1fe;
    private static final int MAGIC = 0x202;
    private static final int VERSION = 0x206;
    private static final int PAYLOAD_OFFSET = 0x248;
    private static final int PAYLOAD_LENGTH = 0x24c;
    private static final int HEADER_END = 0x250;

    private static final int SECTOR = 512;
    private static final int SIZE_FIELD = 4;

    private static final String ADVICE =
            "Take the vmlinux that is packed in it, which the kernel's scripts/extract-vmlinux gets out.";

    /** How kernels are packed, with the first bytes of what is packed so. */
    enum Form {
        GZIP("1f8b"),
        XZ("fd377a585a00"),
        ZSTD("28b52ffd"),
        LZ4("02214c18"),
        BZIP2("425a68"),
        LZMA("5d0000"),
        LZO("894c5a4f000d0a1a0a");

        private final String start;

        Form(String start) {
            this.start = start;
        }

        boolean isRead() {
            return compareTo(LZ4) <= 0;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a file that begins so is such an image; short ones are not. */
    static boolean is(byte[] start, int length) {
        return length >= START_SIZE
                && start[BOOT_FLAG] == 0x55
                && start[BOOT_FLAG + 1] == (byte) 0xaa
                && start[MAGIC] == 'H'
                && start[MAGIC + 1] == 'd'
                && start[MAGIC + 2] == 'r'
                && start[MAGIC + 3] == 'S';
    }

    /**
     * Reads the boot header.
     *
     * @throws BtfFormatException if the header contradicts the size of the file, is too old, or the kernel is packed in a form
     *     that is not read
     */
    static KernelImage of(ByteSource source) throws IOException {
        if (source.size() < HEADER_END) {
            throw BtfFormatException.found("a bootable kernel image of " + source.size() + " bytes")
                    .expected("a whole boot header, " + HEADER_END + " bytes")
                    .toException();
        }
        ByteBuffer header = ByteBuffer.wrap(source.read(0, HEADER_END)).order(ByteOrder.LITTLE_ENDIAN);
        int version = Short.toUnsignedInt(header.getShort(VERSION));
        if (version < 0x208) {
            throw BtfFormatException.found("a bootable kernel image with boot protocol " + (version >> 8) + "."
                            + String.format(Locale.ROOT, "%02d", version & 0xff))
                    .expected("2.08 or later, which tells where the kernel lies")
                    .at(VERSION)
                    .advice(ADVICE)
                    .toException();
        }
        int sectors = header.get(SETUP_SECTORS) & 0xff;
        // 0 has meant 4 since the first boot protocol.
        long offset = (1 + (sectors == 0 ? 4 : sectors)) * (long) SECTOR
                + Integer.toUnsignedLong(header.getInt(PAYLOAD_OFFSET));
        long length = Integer.toUnsignedLong(header.getInt(PAYLOAD_LENGTH));
        if (offset > source.size() || length > source.size() - offset || length < Compression.START_SIZE + SIZE_FIELD) {
            throw BtfFormatException.found(
                            "a bootable kernel image with a kernel of " + length + " bytes at offset " + offset)
                    .expected("it within the " + source.size() + " bytes of the file")
                    .at(PAYLOAD_OFFSET)
                    .advice("The file may be cut off.")
                    .toException();
        }
        Form form = form(source, offset);
        int size = ByteBuffer.wrap(source.read(offset + length - SIZE_FIELD, SIZE_FIELD))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        return new KernelImage(offset, form == Form.GZIP ? length : length - SIZE_FIELD, form, size);
    }

    private static Form form(ByteSource source, long offset) throws IOException {
        String start = HexFormat.of().formatHex(source.read(offset, 9));
        for (Form form : Form.values()) {
            if (start.startsWith(form.start)) {
                if (form.isRead()) {
                    return form;
                }
                throw notRead("packed by " + form, offset);
            }
        }
        throw notRead("that starts with 0x" + start.substring(0, 8), offset);
    }

    private static BtfFormatException notRead(String kernel, long offset) {
        return BtfFormatException.found("a bootable kernel image with a kernel " + kernel)
                .expected("one packed by gzip, xz, zstd or lz4")
                .at(offset)
                .advice(ADVICE)
                .toException();
    }

    /**
     * Unpacks the kernel.
     *
     * @param source the image that this was read from
     * @throws BtfFormatException if the packed kernel is broken, or unpacks to more or fewer bytes than it says; of lz4 that is
     *     the only check there is
     */
    void unpackTo(ScratchFile kernel, ByteSource source) throws IOException {
        unpacker().unpack(source.stream(offset, length), PlainFile.LARGEST, kernel);
        long size = kernel.channel().size();
        if ((int) size != unpackedSize) {
            throw BtfFormatException.found("a bootable kernel image with a kernel that unpacks to " + size + " bytes")
                    .expected(Integer.toUnsignedString(unpackedSize) + ", as it says")
                    .at(offset)
                    .toException();
        }
    }

    private Unpacker unpacker() {
        String what = "a bootable kernel image with a kernel packed by " + form;
        return switch (form) {
            case GZIP -> new Unpacker(what, GzipMembers::new);
            case XZ -> new Unpacker(what, packed -> Compression.XZ.unpacking(packed, PlainFile.MEMORY_KIB));
            case ZSTD -> new Unpacker(what, packed -> Compression.ZSTD.unpacking(packed, PlainFile.MEMORY_KIB));
            case LZ4 -> new Unpacker(what, Lz4Legacy::new);
            default -> throw new AssertionError(form);
        };
    }
}
