// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.btf4j.file.ElfConstants.SHN_XINDEX;
import static org.btf4j.file.ElfConstants.SHT_NULL;
import static org.btf4j.file.ElfConstants.SHT_STRTAB;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.btf4j.model.BtfFormatException;

/**
 * A section header table that was found sound: it lies in the file, so do all sections, and no two of them share bytes.
 *
 * @param offset where the table starts in the file
 * @param sections in the order of the table; the first one is the empty entry that every table starts with
 * @param nameTable the section that holds the names
 */
record ElfSectionTable(long offset, List<ElfSection> sections, ElfSection nameTable) {

    /** More than any linker makes for a module or a kernel; keeps a hostile count from sizing an allocation. */
    private static final int MAXIMAL_COUNT = 1 << 18;

    static ElfSectionTable read(ByteSource source, ElfHeader header) throws IOException {
        long offset = header.sectionTableOffset();
        if (offset == 0) {
            throw BtfFormatException.found("an ELF file without section headers")
                    .expected("one with sections, one of which holds BTF")
                    .toException();
        }
        int entrySize = header.expectedSectionHeaderSize();
        if (header.sectionHeaderSize() != entrySize) {
            throw BtfFormatException.found("section headers of " + header.sectionHeaderSize() + " bytes")
                    .expected(entrySize + " bytes")
                    .toException();
        }
        if (offset < header.size() || offset > source.size() - entrySize) {
            throw outside("the section header table", offset, entrySize, source).toException();
        }
        ElfSection first = decode(source, header, offset, 1).get(0);
        if (first.type() != SHT_NULL) {
            throw BtfFormatException.found(
                            "type " + Integer.toUnsignedString(first.type()) + " in the first section header")
                    .expected("0, for the first one describes no section")
                    .at(offset)
                    .toException();
        }
        long count = header.sectionCount() != 0 ? header.sectionCount() : first.size();
        if (count < 1 || count > MAXIMAL_COUNT) {
            throw BtfFormatException.found(Long.toUnsignedString(count) + " sections")
                    .expected("1 to " + MAXIMAL_COUNT)
                    .toException();
        }
        if (offset > source.size() - count * entrySize) {
            throw outside("the section header table", offset, count * entrySize, source)
                    .toException();
        }
        List<ElfSection> sections = decode(source, header, offset, (int) count);
        checkPlaces(source, header, offset, sections);

        int nameTableIndex = header.nameTableIndex() == SHN_XINDEX ? first.link() : header.nameTableIndex();
        if (nameTableIndex < 1 || nameTableIndex >= count) {
            throw BtfFormatException.found("section name table index " + Integer.toUnsignedString(nameTableIndex))
                    .expected("an index from 1 to " + (count - 1))
                    .toException();
        }
        ElfSection nameTable = sections.get(nameTableIndex);
        if (nameTable.type() != SHT_STRTAB) {
            throw BtfFormatException.found("section name table [" + nameTableIndex + "] of type "
                            + Integer.toUnsignedString(nameTable.type()))
                    .expected("type " + SHT_STRTAB + " (string table)")
                    .toException();
        }
        return new ElfSectionTable(offset, sections, nameTable);
    }

    private static List<ElfSection> decode(ByteSource source, ElfHeader header, long offset, int count)
            throws IOException {
        byte[] bytes = source.read(offset, count * header.expectedSectionHeaderSize());
        ByteBuffer table = ByteBuffer.wrap(bytes).order(header.order());
        List<ElfSection> sections = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            sections.add(ElfSection.decode(index, table, header.is64()));
        }
        return List.copyOf(sections);
    }

    /** A sweep over the sections in the order of the file: each must start where the one before has ended, or later. */
    private static void checkPlaces(ByteSource source, ElfHeader header, long tableOffset, List<ElfSection> sections) {
        List<ElfSection> backed = new ArrayList<>();
        for (ElfSection section : sections) {
            if (section.isFileBacked()) {
                long room = source.size() - section.offset();
                if (section.offset() < 0 || room < 0 || section.size() < 0 || section.size() > room) {
                    throw outside("section [" + section.index() + "]", section.offset(), section.size(), source)
                            .toException();
                }
                backed.add(section);
            }
        }
        backed.sort(Comparator.comparingLong(ElfSection::offset).thenComparingInt(ElfSection::index));
        long tableEnd = tableOffset + (long) sections.size() * header.expectedSectionHeaderSize();
        long end = header.size();
        String owner = "the ELF header";
        for (ElfSection section : backed) {
            if (section.offset() < end) {
                throw overlap(section, owner);
            }
            if (section.offset() < tableEnd && section.offset() + section.size() > tableOffset) {
                throw overlap(section, "the section header table");
            }
            end = section.offset() + section.size();
            owner = "section [" + section.index() + "]";
        }
    }

    private static BtfFormatException overlap(ElfSection section, String owner) {
        return BtfFormatException.found("section [" + section.index() + "] on bytes of " + owner)
                .expected("sections that share no bytes")
                .at(section.offset())
                .toException();
    }

    private static BtfFormatException.Problem outside(String what, long offset, long size, ByteSource source) {
        return BtfFormatException.found(what + " with " + Long.toUnsignedString(size) + " bytes at offset "
                        + Long.toUnsignedString(offset))
                .expected("it within the " + source.size() + " bytes of the file")
                .advice("The file may be cut off.");
    }
}
