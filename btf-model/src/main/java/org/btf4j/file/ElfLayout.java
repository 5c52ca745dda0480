// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.btf4j.file.ElfConstants.SHN_LORESERVE;
import static org.btf4j.file.ElfConstants.SHT_NOBITS;
import static org.btf4j.file.ElfConstants.SHT_NULL;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.btf4j.model.BtfFormatException;

/**
 * Lays out the sections of an edited ELF file and writes it.
 *
 * <p>Sections keep their order in the file, added ones come last, then the section header table. As long as nothing has
 * changed its size, offsets stay as they were; from there on a section is moved to the next offset that is the same modulo
 * its alignment, which keeps aligned what was aligned.
 */
final class ElfLayout {

    /** Padding beyond the size of the old file that alignment may ask for; keeps a hostile alignment from sizing an array. */
    private static final int SPARE_PADDING = 1 << 20;

    private static final int MAXIMAL_SIZE = Integer.MAX_VALUE - 8;

    private final ElfHeader header;
    private final ElfSectionTable oldTable;
    private final byte[] file;

    /** The layout of a file that replaces the given one. */
    ElfLayout(ElfImage image, byte[] file) {
        this.header = image.header();
        this.oldTable = image.table();
        this.file = file;
        checkNothingLost();
    }

    /** The file with these sections, given in the order of the section header table. */
    byte[] write(List<ElfPart> parts) {
        long[] offsets = new long[parts.size()];
        long padding = 0;
        long end = header.size();
        boolean moved = false;
        for (ElfPart part : inFileOrder(parts)) {
            ElfSection section = part.section();
            // What had no bytes until now may have any offset, so it needs a place as soon as it has some.
            boolean stays = !moved && !part.isAdded() && (part.length() == 0 || section.isFileBacked());
            long offset = stays ? section.offset() : next(end, section.offset(), section.alignment());
            offsets[section.index()] = offset;
            if (part.length() != 0) {
                padding += offset - end;
                end = offset + part.length();
            }
            moved |= part.changesSize();
            if (padding > (long) file.length + SPARE_PADDING || end > MAXIMAL_SIZE) {
                throw BtfFormatException.found("section [" + section.index() + "] with alignment " + section.alignment()
                                + ", which moves to offset " + offset)
                        .expected("a file of at most " + MAXIMAL_SIZE + " bytes that is not mostly padding")
                        .toException();
            }
        }
        boolean tableStays = !moved && oldTable.offset() >= end;
        long table = tableStays ? oldTable.offset() : next(end, 0, header.is64() ? 8 : 4);
        long size = table + (long) parts.size() * header.expectedSectionHeaderSize();
        if (size > MAXIMAL_SIZE) {
            throw BtfFormatException.found("an edited file of " + size + " bytes")
                    .expected("at most " + MAXIMAL_SIZE + " bytes")
                    .toException();
        }
        return write(parts, offsets, (int) table, (int) size);
    }

    private byte[] write(List<ElfPart> parts, long[] offsets, int table, int size) {
        byte[] edited = new byte[size];
        int count = parts.size();
        boolean countInFirst = count >= SHN_LORESERVE;
        byte[] newHeader = header.withSectionTable(table, countInFirst ? 0 : count, header.nameTableIndex());
        System.arraycopy(newHeader, 0, edited, 0, newHeader.length);
        ByteBuffer headers = ByteBuffer.wrap(edited).order(header.order()).position(table);
        for (ElfPart part : parts) {
            ElfSection section = part.section();
            if (section.index() == 0) {
                section = section.withPlace(section.offset(), countInFirst ? count : 0);
            } else if (part.hasHeader()) {
                long newSize = section.type() == SHT_NOBITS ? section.size() : part.length();
                section = section.withPlace(offsets[section.index()], newSize);
            } else if (section.type() != SHT_NULL) {
                section = ElfSection.inactive(section.index());
            }
            if (part.length() != 0) {
                part.copyTo(edited, (int) section.offset());
            }
            section.encode(headers, header.is64());
        }
        return edited;
    }

    private static List<ElfPart> inFileOrder(List<ElfPart> parts) {
        List<ElfPart> ordered = new ArrayList<>();
        for (ElfPart part : parts) {
            if (part.section().type() != SHT_NULL) {
                ordered.add(part);
            }
        }
        ordered.sort(Comparator.comparing(ElfPart::isAdded)
                .thenComparingLong(part -> part.section().offset())
                .thenComparingInt(part -> part.section().index()));
        return ordered;
    }

    /** The first offset from the end on that is the same as the old one modulo the alignment. */
    private static long next(long end, long oldOffset, long alignment) {
        if (alignment <= 1) {
            return end;
        }
        return end + Math.floorMod(oldOffset - end, alignment);
    }

    /** Bytes that belong to no section are not copied, so they must be padding. */
    private void checkNothingLost() {
        long tableEnd = oldTable.offset() + (long) oldTable.sections().size() * header.expectedSectionHeaderSize();
        List<long[]> ranges = new ArrayList<>();
        ranges.add(new long[] {0, header.size()});
        ranges.add(new long[] {oldTable.offset(), tableEnd});
        for (ElfSection section : oldTable.sections()) {
            if (section.isFileBacked()) {
                ranges.add(new long[] {section.offset(), section.offset() + section.size()});
            }
        }
        ranges.sort(Comparator.comparingLong(range -> range[0]));
        ranges.add(new long[] {file.length, file.length});
        long end = 0;
        for (long[] range : ranges) {
            for (int i = (int) end; i < range[0]; i++) {
                if (file[i] != 0) {
                    throw BtfFormatException.found("data that belongs to no section")
                            .expected("nothing but zeros outside the sections")
                            .at(i)
                            .advice("An edited file would lose it.")
                            .toException();
                }
            }
            end = range[1];
        }
    }
}
