// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.btf4j.file.ElfConstants.EI_CLASS;
import static org.btf4j.file.ElfConstants.EI_DATA;
import static org.btf4j.file.ElfConstants.EI_VERSION;
import static org.btf4j.file.ElfConstants.ELFCLASS32;
import static org.btf4j.file.ElfConstants.ELFCLASS64;
import static org.btf4j.file.ElfConstants.ELFDATA2LSB;
import static org.btf4j.file.ElfConstants.ELFDATA2MSB;
import static org.btf4j.file.ElfConstants.EV_CURRENT;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.btf4j.model.BtfFormatException;

/**
 * What the first bytes of an ELF file say about the rest, checked as far as it can be checked without the section headers.
 *
 * <p>Immutable.
 */
final class ElfHeader {

    private static final int IDENTIFICATION_SIZE = 16;
    private static final int SIZE_32 = 52;
    private static final int SIZE_64 = 64;

    private final boolean is64;
    private final ByteOrder order;
    private final byte[] bytes;

    private ElfHeader(boolean is64, ByteOrder order, byte[] bytes) {
        this.is64 = is64;
        this.order = order;
        this.bytes = bytes;
    }

    static ElfHeader read(ByteSource source) throws IOException {
        if (source.size() < IDENTIFICATION_SIZE) {
            throw tooShort(source, "an ELF header");
        }
        byte[] identification = source.read(0, IDENTIFICATION_SIZE);
        if (BtfSource.Content.of(identification, IDENTIFICATION_SIZE) != BtfSource.Content.ELF) {
            throw BtfFormatException.found("no ELF file").expected("one").toException();
        }
        int fileClass = identification[EI_CLASS] & 0xff;
        if (fileClass != ELFCLASS32 && fileClass != ELFCLASS64) {
            throw wrong("ELF class " + fileClass, "1 (32-bit) or 2 (64-bit)", EI_CLASS);
        }
        int encoding = identification[EI_DATA] & 0xff;
        if (encoding != ELFDATA2LSB && encoding != ELFDATA2MSB) {
            throw wrong("ELF data encoding " + encoding, "1 (little-endian) or 2 (big-endian)", EI_DATA);
        }
        if (identification[EI_VERSION] != EV_CURRENT) {
            throw wrong("ELF version " + (identification[EI_VERSION] & 0xff), "1", EI_VERSION);
        }
        boolean is64 = fileClass == ELFCLASS64;
        int size = is64 ? SIZE_64 : SIZE_32;
        if (source.size() < size) {
            throw tooShort(source, "an ELF header of " + size + " bytes");
        }
        ByteOrder order = encoding == ELFDATA2LSB ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return new ElfHeader(is64, order, source.read(0, size));
    }

    /** Whether the file is of the 64-bit class; else it is of the 32-bit one. */
    boolean is64() {
        return is64;
    }

    /** The byte order of all words that belong to the ELF format. */
    ByteOrder order() {
        return order;
    }

    /** The size that a header has in a file of this class. */
    int size() {
        return bytes.length;
    }

    /** The file's type, for example {@link ElfConstants#ET_REL}. */
    int type() {
        return unsignedShort(16);
    }

    int programHeaderCount() {
        return unsignedShort(is64 ? 56 : 44);
    }

    /** The size of the header as the file has it. */
    int headerSize() {
        return unsignedShort(is64 ? 52 : 40);
    }

    /** Where the section header table starts; 0 in a file without one. */
    long sectionTableOffset() {
        return is64 ? buffer().getLong(40) : Integer.toUnsignedLong(buffer().getInt(32));
    }

    /** The size of a section header as the file has it. */
    int sectionHeaderSize() {
        return unsignedShort(is64 ? 58 : 46);
    }

    /** The size that a section header must have in a file of this class. */
    int expectedSectionHeaderSize() {
        return is64 ? ElfSection.SIZE_64 : ElfSection.SIZE_32;
    }

    /** The number of sections, or 0 where the first section header gives it. */
    int sectionCount() {
        return unsignedShort(sectionCountOffset());
    }

    int sectionCountOffset() {
        return is64 ? 60 : 48;
    }

    /** The index of the section name table, or {@link ElfConstants#SHN_XINDEX} where the first section header gives it. */
    int nameTableIndex() {
        return unsignedShort(nameTableIndexOffset());
    }

    int nameTableIndexOffset() {
        return is64 ? 62 : 50;
    }

    /** The header with another section header table and without program headers. */
    byte[] withSectionTable(long offset, int sectionCount, int nameTableIndex) {
        byte[] changed = bytes.clone();
        ByteBuffer buffer = ByteBuffer.wrap(changed).order(order);
        if (is64) {
            buffer.putLong(32, 0).putLong(40, offset).putShort(56, (short) 0);
        } else {
            buffer.putInt(28, 0).putInt(32, (int) offset).putShort(44, (short) 0);
        }
        buffer.putShort(sectionCountOffset(), (short) sectionCount);
        buffer.putShort(nameTableIndexOffset(), (short) nameTableIndex);
        return changed;
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).order(order);
    }

    private int unsignedShort(int offset) {
        return Short.toUnsignedInt(buffer().getShort(offset));
    }

    private static BtfFormatException wrong(String found, String expected, int offset) {
        return BtfFormatException.found(found).expected(expected).at(offset).toException();
    }

    private static BtfFormatException tooShort(ByteSource source, String expected) {
        return BtfFormatException.found("a file of " + source.size() + " bytes")
                .expected(expected)
                .toException();
    }
}
