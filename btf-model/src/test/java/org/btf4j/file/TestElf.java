// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.btf4j.file.ElfConstants.SHN_LORESERVE;
import static org.btf4j.file.ElfConstants.SHN_XINDEX;
import static org.btf4j.file.ElfConstants.SHT_NOBITS;
import static org.btf4j.file.ElfConstants.SHT_PROGBITS;
import static org.btf4j.file.ElfConstants.SHT_STRTAB;
import static org.btf4j.file.ElfConstants.SHT_SYMTAB;
import static org.btf4j.file.ElfConstants.SHT_SYMTAB_SHNDX;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Writes small relocatable ELF files for tests, of both classes and byte orders; knows nothing of the code that reads them.
 *
 * <p>The sections come in the order in which they were added, then {@code .symtab}, {@code .strtab} and {@code .shstrtab}.
 */
final class TestElf {

    /** The four ways in which an ELF file can be written, each with the name that GNU binutils have for it. */
    enum Flavour {
        LITTLE_64(true, ByteOrder.LITTLE_ENDIAN, "elf64-little"),
        BIG_64(true, ByteOrder.BIG_ENDIAN, "elf64-big"),
        LITTLE_32(false, ByteOrder.LITTLE_ENDIAN, "elf32-little"),
        BIG_32(false, ByteOrder.BIG_ENDIAN, "elf32-big");

        final boolean is64;
        final ByteOrder order;
        final String target;

        Flavour(boolean is64, ByteOrder order, String target) {
            this.is64 = is64;
            this.order = order;
            this.target = target;
        }
    }

    /** A section to be written. */
    static final class Section {

        private final String name;
        private final int type;
        private final long flags;
        private final int link;
        private final int info;
        private final long alignment;
        private final long entrySize;
        private final byte[] bytes;
        private final long reserved;

        Section(String name, int type, long flags, int link, int info, long alignment, long entrySize, byte[] bytes) {
            this(name, type, flags, link, info, alignment, entrySize, bytes, 0);
        }

        /** The last number is the size of a section that has no bytes in the file. */
        private Section(
                String name,
                int type,
                long flags,
                int link,
                int info,
                long alignment,
                long entrySize,
                byte[] bytes,
                long reserved) {
            this.name = name;
            this.type = type;
            this.flags = flags;
            this.link = link;
            this.info = info;
            this.alignment = alignment;
            this.entrySize = entrySize;
            this.bytes = bytes;
            this.reserved = reserved;
        }
    }

    private record Symbol(String name, int info, String section, long value, long size) {}

    private final Flavour flavour;
    private final List<Section> sections = new ArrayList<>();
    private final List<Symbol> symbols = new ArrayList<>();
    private boolean sharedNames;
    private boolean extendedNumbering;
    private boolean withoutSymbolTable;
    private long firstOffset;

    TestElf(Flavour flavour) {
        this.flavour = flavour;
    }

    /** A section with contents, without flags or alignment. */
    TestElf section(String name, byte[] contents) {
        return section(name, SHT_PROGBITS, 0, 1, contents);
    }

    TestElf section(String name, int type, long flags, long alignment, byte[] contents) {
        return section(new Section(name, type, flags, 0, 0, alignment, 0, contents));
    }

    TestElf section(Section section) {
        sections.add(section);
        return this;
    }

    /** A section without bytes in the file. */
    TestElf reserve(String name, long size, long alignment) {
        return section(new Section(name, SHT_NOBITS, 3, 0, 0, alignment, 0, new byte[0], size));
    }

    /** 32-bit words in the file's byte order. */
    TestElf words(String name, long flags, int... words) {
        return section(name, SHT_PROGBITS, flags, 4, words(flavour.order, words));
    }

    /** A local symbol for data. */
    TestElf symbol(String name, String section, long value, long size) {
        symbols.add(new Symbol(name, 1, section, value, size));
        return this;
    }

    /** A symbol for a section itself. */
    TestElf sectionSymbol(String section) {
        symbols.add(new Symbol("", ElfConstants.STT_SECTION, section, 0, 0));
        return this;
    }

    /** One table for the names of sections and symbols, as LLVM makes it. */
    TestElf sharedNames() {
        sharedNames = true;
        return this;
    }

    /** Counts and indexes in the places that are meant for more than 65,279 sections, however many there are. */
    TestElf extendedNumbering() {
        extendedNumbering = true;
        return this;
    }

    TestElf withoutSymbolTable() {
        withoutSymbolTable = true;
        return this;
    }

    /** All sections from this offset of the file on. */
    TestElf firstOffset(long offset) {
        firstOffset = offset;
        return this;
    }

    static byte[] words(ByteOrder order, int... words) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * words.length).order(order);
        for (int word : words) {
            buffer.putInt(word);
        }
        return buffer.array();
    }

    /** The index that the section of that name will have. */
    int indexOf(String name) {
        for (int i = 0; i < sections.size(); i++) {
            if (sections.get(i).name.equals(name)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no section " + name);
    }

    /** The index that the symbol table will have. */
    int symbolTableIndex() {
        return sections.size() + 1;
    }

    /** The whole file. */
    byte[] toBytes() {
        NavigableMap<Long, byte[]> chunks = chunks();
        byte[] file =
                new byte[Math.toIntExact(chunks.lastKey() + chunks.lastEntry().getValue().length)];
        chunks.forEach((offset, bytes) -> System.arraycopy(bytes, 0, file, Math.toIntExact(offset), bytes.length));
        return file;
    }

    /** The stretches of the file that are not padding, by offset. */
    NavigableMap<Long, byte[]> chunks() {
        List<Section> all = allSections();
        boolean is64 = flavour.is64;
        int headerSize = is64 ? 64 : 52;
        NavigableMap<Long, byte[]> chunks = new TreeMap<>();
        NameTable names = new NameTable();
        if (sharedNames) {
            symbols.forEach(symbol -> names.offset(symbol.name()));
        }
        for (Section section : all) {
            names.offset(section.name);
        }
        Section nameTable = all.get(all.size() - 1);
        all.set(all.size() - 1, new Section(nameTable.name, SHT_STRTAB, 0, 0, 0, 1, 0, names.bytes()));

        int count = all.size() + 1;
        boolean extended = extendedNumbering || count >= SHN_LORESERVE;
        byte[] headers = new byte[count * (is64 ? 64 : 40)];
        ByteBuffer table = buffer(headers);
        header(table, 0, 0, 0, 0, extended ? count : 0, extended ? count - 1 : 0, 0, 0, 0);
        long end = Math.max(headerSize, firstOffset);
        for (Section section : all) {
            long alignment = Math.max(1, section.alignment);
            long offset = (end + alignment - 1) / alignment * alignment;
            boolean backed = section.bytes.length != 0;
            if (backed) {
                chunks.put(offset, section.bytes);
                end = offset + section.bytes.length;
            }
            header(
                    table,
                    names.offset(section.name),
                    section.type,
                    section.flags,
                    offset,
                    backed ? section.bytes.length : section.reserved,
                    section.link,
                    section.info,
                    section.alignment,
                    section.entrySize);
        }
        long tableOffset = (end + 7) / 8 * 8;
        chunks.put(tableOffset, headers);
        chunks.put(0L, elfHeader(headerSize, tableOffset, extended ? 0 : count, extended ? SHN_XINDEX : count - 1));
        return chunks;
    }

    private byte[] elfHeader(int size, long tableOffset, int count, int nameTable) {
        byte[] bytes = new byte[size];
        ByteBuffer header = buffer(bytes);
        header.put(new byte[] {0x7f, 'E', 'L', 'F'});
        header.put((byte) (flavour.is64 ? 2 : 1));
        header.put((byte) (flavour.order == ByteOrder.LITTLE_ENDIAN ? 1 : 2));
        header.put((byte) 1).position(16);
        header.putShort((short) 1).putShort((short) 0).putInt(1);
        word(header, 0);
        word(header, 0);
        word(header, tableOffset);
        header.putInt(0).putShort((short) size).putShort((short) 0).putShort((short) 0);
        header.putShort((short) (flavour.is64 ? 64 : 40))
                .putShort((short) count)
                .putShort((short) nameTable);
        return bytes;
    }

    private List<Section> allSections() {
        List<Section> all = new ArrayList<>(sections);
        if (!withoutSymbolTable) {
            NameTable names = new NameTable();
            int entrySize = flavour.is64 ? 24 : 16;
            byte[] entries = new byte[(symbols.size() + 1) * entrySize];
            ByteBuffer table = buffer(entries);
            byte[] indexes = new byte[(symbols.size() + 1) * 4];
            ByteBuffer longIndexes = buffer(indexes);
            table.position(entrySize);
            longIndexes.putInt(0);
            for (Symbol symbol : symbols) {
                int index = indexOf(symbol.section());
                boolean large = extendedNumbering || index >= SHN_LORESERVE;
                symbolEntry(table, names.offset(symbol.name()), symbol, large ? SHN_XINDEX : index);
                longIndexes.putInt(large ? index : 0);
            }
            int symbolTable = symbolTableIndex();
            int nameTable = symbolTable + (extendedNumbering ? 2 : 1);
            all.add(new Section(".symtab", SHT_SYMTAB, 0, nameTable, symbols.size() + 1, 8, entrySize, entries));
            if (extendedNumbering) {
                all.add(new Section(".symtab_shndx", SHT_SYMTAB_SHNDX, 0, symbolTable, 0, 4, 4, indexes));
            }
            if (!sharedNames) {
                all.add(new Section(".strtab", SHT_STRTAB, 0, 0, 0, 1, 0, names.bytes()));
            }
        }
        all.add(new Section(sharedNames ? ".strtab" : ".shstrtab", SHT_STRTAB, 0, 0, 0, 1, 0, new byte[0]));
        return all;
    }

    private void symbolEntry(ByteBuffer table, int name, Symbol symbol, int index) {
        table.putInt(name);
        if (flavour.is64) {
            table.put((byte) symbol.info()).put((byte) 0).putShort((short) index);
            table.putLong(symbol.value()).putLong(symbol.size());
        } else {
            table.putInt((int) symbol.value()).putInt((int) symbol.size());
            table.put((byte) symbol.info()).put((byte) 0).putShort((short) index);
        }
    }

    private void header(
            ByteBuffer table,
            int name,
            int type,
            long flags,
            long offset,
            long size,
            int link,
            int info,
            long alignment,
            long entrySize) {
        table.putInt(name).putInt(type);
        word(table, flags);
        word(table, 0);
        word(table, offset);
        word(table, size);
        table.putInt(link).putInt(info);
        word(table, alignment);
        word(table, entrySize);
    }

    private void word(ByteBuffer buffer, long value) {
        if (flavour.is64) {
            buffer.putLong(value);
        } else {
            buffer.putInt((int) value);
        }
    }

    private ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(flavour.order);
    }

    /** Names with a zero byte after each, found again by their text. */
    private static final class NameTable {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Map<String, Integer> offsets = new HashMap<>();

        NameTable() {
            offset("");
        }

        int offset(String name) {
            return offsets.computeIfAbsent(name, text -> {
                int offset = bytes.size();
                bytes.writeBytes((text + '\0').getBytes(StandardCharsets.UTF_8));
                return offset;
            });
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
