// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.nio.ByteBuffer;

/**
 * One entry of a section header table.
 *
 * @param index the place in the table
 * @param nameOffset where the name starts in the section name table
 * @param offset where the contents start in the file
 * @param size the size of the contents; a section without bytes in the file has one too
 * @param alignment a power of two; 0 and 1 both mean none
 */
record ElfSection(
        int index,
        int nameOffset,
        int type,
        long flags,
        long address,
        long offset,
        long size,
        int link,
        int info,
        long alignment,
        long entrySize) {

    static final int SIZE_32 = 40;
    static final int SIZE_64 = 64;

    /** An entry that describes no section. */
    static ElfSection inactive(int index) {
        return new ElfSection(index, 0, ElfConstants.SHT_NULL, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Reads the entry at the buffer's position and moves past it. */
    static ElfSection decode(int index, ByteBuffer table, boolean is64) {
        return new ElfSection(
                index,
                table.getInt(),
                table.getInt(),
                word(table, is64),
                word(table, is64),
                word(table, is64),
                word(table, is64),
                table.getInt(),
                table.getInt(),
                word(table, is64),
                word(table, is64));
    }

    /** Writes the entry at the buffer's position and moves past it. */
    void encode(ByteBuffer table, boolean is64) {
        table.putInt(nameOffset).putInt(type);
        putWord(table, flags, is64);
        putWord(table, address, is64);
        putWord(table, offset, is64);
        putWord(table, size, is64);
        table.putInt(link).putInt(info);
        putWord(table, alignment, is64);
        putWord(table, entrySize, is64);
    }

    /** Whether the section has bytes in the file. */
    boolean isFileBacked() {
        return type != ElfConstants.SHT_NULL && type != ElfConstants.SHT_NOBITS && size != 0;
    }

    boolean has(long flag) {
        return (flags & flag) != 0;
    }

    /** Whether this section says how to relocate the section with the given index. */
    boolean relocates(int target) {
        boolean relocations = type == ElfConstants.SHT_REL || type == ElfConstants.SHT_RELA;
        return (relocations || has(ElfConstants.SHF_INFO_LINK)) && info == target;
    }

    ElfSection withPlace(long newOffset, long newSize) {
        return new ElfSection(
                index, nameOffset, type, flags, address, newOffset, newSize, link, info, alignment, entrySize);
    }

    private static long word(ByteBuffer buffer, boolean is64) {
        return is64 ? buffer.getLong() : Integer.toUnsignedLong(buffer.getInt());
    }

    private static void putWord(ByteBuffer buffer, long value, boolean is64) {
        if (is64) {
            buffer.putLong(value);
        } else {
            buffer.putInt((int) value);
        }
    }
}
