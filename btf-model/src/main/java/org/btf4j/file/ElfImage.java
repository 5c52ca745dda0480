// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.btf4j.file.ElfConstants.SHF_COMPRESSED;
import static org.btf4j.file.ElfConstants.SHT_PROGBITS;
import static org.btf4j.file.ElfConstants.SHT_STRTAB;
import static org.btf4j.file.ElfConstants.SHT_SYMTAB;
import static org.btf4j.file.ElfConstants.SHT_SYMTAB_SHNDX;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import net.fornwall.jelf.ElfFile;
import net.fornwall.jelf.ElfSymbol;
import net.fornwall.jelf.ElfSymbolTableSection;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/**
 * An ELF file of either class and byte order, opened for its sections.
 *
 * <p>jelf reads the sections and the symbols, but it trusts the file: counts and sizes become allocations, looking up an
 * absent name parses every table. So the header and the section headers are checked here first, names are looked up here,
 * and jelf is asked for one section at a time, see {@link OneSectionView}. Whatever it throws then becomes a
 * {@link BtfFormatException}.
 *
 * <p>Holds no open file of its own; as thread-safe as its source.
 */
final class ElfImage {

    /** Section names of the largest kernels take some kilobytes. */
    private static final int MAXIMAL_NAME_TABLE = 1 << 24;

    private final ByteSource source;
    private final ElfHeader header;
    private final ElfSectionTable table;
    private final byte[] names;

    private ElfImage(ByteSource source, ElfHeader header, ElfSectionTable table, byte[] names) {
        this.source = source;
        this.header = header;
        this.table = table;
        this.names = names;
    }

    /**
     * Opens an ELF file and checks its section headers.
     *
     * @throws BtfFormatException if it is no ELF file, or its headers contradict each other or the file's size
     */
    static ElfImage open(ByteSource source) throws IOException {
        ElfHeader header = ElfHeader.read(source);
        ElfSectionTable table = ElfSectionTable.read(source, header);
        ElfSection nameTable = table.nameTable();
        if (nameTable.size() < 1 || nameTable.size() > MAXIMAL_NAME_TABLE) {
            throw BtfFormatException.found("a section name table of " + nameTable.size() + " bytes")
                    .expected("1 to " + MAXIMAL_NAME_TABLE + " bytes")
                    .at(nameTable.offset())
                    .toException();
        }
        byte[] names =
                guarded(source, header, table, nameTable, "section name table", net.fornwall.jelf.ElfSection::getData);
        if (names[names.length - 1] != 0) {
            throw BtfFormatException.found("a section name table whose last byte is not zero")
                    .expected("names that end with a zero byte")
                    .at(nameTable.offset() + nameTable.size() - 1)
                    .toException();
        }
        for (ElfSection section : table.sections()) {
            if (Integer.compareUnsigned(section.nameOffset(), names.length) >= 0) {
                throw BtfFormatException.found("section [" + section.index() + "] with its name at "
                                + Integer.toUnsignedString(section.nameOffset()))
                        .expected("a place within the " + names.length + " bytes of the section name table")
                        .toException();
            }
        }
        return new ElfImage(source, header, table, names);
    }

    ElfHeader header() {
        return header;
    }

    ElfSectionTable table() {
        return table;
    }

    /** The section name table's contents; not to be changed. */
    byte[] names() {
        return names;
    }

    /**
     * The section that has the name and the type {@code SHT_PROGBITS}, or null.
     *
     * <p>Sections of other types do not count, as for libbpf 1.5 and later.
     *
     * @throws BtfFormatException if two sections have the name: kernels take the first, libbpf the last
     */
    @Nullable
    ElfSection find(String name) {
        ElfSection found = null;
        for (ElfSection section : table.sections()) {
            if (section.type() == SHT_PROGBITS && isNamed(section, name)) {
                if (found != null) {
                    throw BtfFormatException.found(
                                    "two sections of this name, [" + found.index() + "] and [" + section.index() + "]")
                            .expected("one")
                            .inSection(name)
                            .toException();
                }
                found = section;
            }
        }
        return found;
    }

    /** The first section that has the name, or null. */
    @Nullable
    ElfSection findOfAnyType(String name) {
        for (ElfSection section : table.sections()) {
            if (isNamed(section, name)) {
                return section;
            }
        }
        return null;
    }

    /** Compares bytes and makes no strings: a hostile file can give the same long name to many sections. */
    private boolean isNamed(ElfSection section, String name) {
        byte[] wanted = (name + '\0').getBytes(StandardCharsets.UTF_8);
        int start = section.nameOffset();
        return wanted.length <= names.length - start
                && Arrays.equals(names, start, start + wanted.length, wanted, 0, wanted.length);
    }

    /** A copy of the bytes of the section that {@link #find} gave for the name. */
    byte[] data(ElfSection section, String name) throws IOException {
        if (section.has(SHF_COMPRESSED)) {
            throw BtfFormatException.found("a compressed section")
                    .expected("its plain bytes")
                    .advice("Decompress it with 'objcopy --decompress-debug-sections'.")
                    .inSection(name)
                    .toException();
        }
        return bytes(section, name);
    }

    /**
     * The symbol table, or null.
     *
     * @throws BtfFormatException if there are two, or it is not made of symbols
     */
    @Nullable
    ElfSection symbolTable() {
        ElfSection symbolTable = only(SHT_SYMTAB, "symbol table");
        if (symbolTable == null) {
            return null;
        }
        int entrySize = header.is64() ? 24 : 16;
        if (symbolTable.entrySize() != entrySize || symbolTable.size() % entrySize != 0) {
            throw BtfFormatException.found("a symbol table of " + symbolTable.size() + " bytes with entries of "
                            + Long.toUnsignedString(symbolTable.entrySize()) + " bytes")
                    .expected("a multiple of " + entrySize)
                    .at(symbolTable.offset())
                    .toException();
        }
        return symbolTable;
    }

    /** The symbols of {@link #symbolTable}, as jelf has them. */
    ElfSymbol[] symbols(ElfSection symbolTable) throws IOException {
        if (symbolTable.size() == 0) {
            return new ElfSymbol[0];
        }
        return guarded(symbolTable, "symbol table", section -> ((ElfSymbolTableSection) section).symbols);
    }

    /** The names of the symbols of {@link #symbolTable}. */
    byte[] symbolNames(ElfSection symbolTable) throws IOException {
        int link = symbolTable.link();
        if (link < 1
                || link >= table.sections().size()
                || table.sections().get(link).type() != SHT_STRTAB) {
            throw BtfFormatException.found(
                            "a symbol table whose names are in section [" + Integer.toUnsignedString(link) + "]")
                    .expected("the index of a string table")
                    .at(symbolTable.offset())
                    .toException();
        }
        return bytes(table.sections().get(link), "symbol name table");
    }

    /**
     * The section index of each symbol where 16 bits do not hold all indexes; else empty.
     *
     * @throws BtfFormatException if the table of indexes is not one to one with the symbols
     */
    int[] longSectionIndexes(int symbolCount) throws IOException {
        ElfSection section = only(SHT_SYMTAB_SHNDX, "table of long section indexes");
        if (section == null) {
            return new int[0];
        }
        if (section.size() != 4L * symbolCount) {
            throw BtfFormatException.found("a table of long section indexes of " + section.size() + " bytes")
                    .expected("4 bytes for each of " + symbolCount + " symbols")
                    .at(section.offset())
                    .toException();
        }
        int[] indexes = new int[symbolCount];
        ByteBuffer.wrap(bytes(section, "table of long section indexes"))
                .order(header.order())
                .asIntBuffer()
                .get(indexes);
        return indexes;
    }

    private @Nullable ElfSection only(int type, String what) {
        ElfSection found = null;
        for (ElfSection section : table.sections()) {
            if (section.type() == type) {
                if (found != null) {
                    throw BtfFormatException.found("a second " + what + " in section [" + section.index() + "]")
                            .expected("only the one in section [" + found.index() + "]")
                            .toException();
                }
                found = section;
            }
        }
        return found;
    }

    private byte[] bytes(ElfSection section, String name) throws IOException {
        return guarded(section, name, net.fornwall.jelf.ElfSection::getData);
    }

    private <T> T guarded(ElfSection section, String name, Function<net.fornwall.jelf.ElfSection, T> use)
            throws IOException {
        return guarded(source, header, table, section, name, use);
    }

    private static <T> T guarded(
            ByteSource source,
            ElfHeader header,
            ElfSectionTable table,
            ElfSection section,
            String name,
            Function<net.fornwall.jelf.ElfSection, T> use)
            throws IOException {
        if (section.size() > Integer.MAX_VALUE - 8) {
            throw BtfFormatException.found("a section of " + section.size() + " bytes")
                    .expected("less than 2 GiB")
                    .inSection(name)
                    .toException();
        }
        long headerOffset = table.offset() + (long) section.index() * header.expectedSectionHeaderSize();
        try {
            return use.apply(ElfFile.from(new OneSectionView(source, header, headerOffset))
                    .getSection(0));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            // jelf lets all kinds of unchecked exceptions out; none of them is to reach a user as such.
            throw BtfFormatException.found("bytes that jelf cannot read (" + e + ")")
                    .inSection(name)
                    .at(section.offset())
                    .toException(e);
        }
    }
}
