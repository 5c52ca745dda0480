// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.btf4j.file.ElfConstants.SHN_LORESERVE;
import static org.btf4j.file.ElfConstants.SHN_XINDEX;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.fornwall.jelf.ElfSymbol;
import org.btf4j.model.BtfFormatException;

/** The symbols that one section of a relocatable file defines. */
final class ElfSymbols {

    /** Twice what a kernel accepts (KSYM_NAME_LEN, 512 since Linux 6.1). */
    private static final int MAXIMAL_NAME = 1024;

    private final List<Symbol> symbols;
    private final byte[] names;

    private ElfSymbols(List<Symbol> symbols, byte[] names) {
        this.symbols = symbols;
        this.names = names;
    }

    /**
     * One symbol.
     *
     * @param nameOffset where the name starts in the symbol name table
     * @param value where the symbol is, counted from the start of its section
     * @param size the bytes that it covers, 0 if that is not known
     */
    record Symbol(int nameOffset, int type, long value, long size) {}

    /** The symbols of the given section; none in a file without a symbol table. */
    static ElfSymbols of(ElfImage image, ElfSection section) throws IOException {
        ElfSection symbolTable = image.symbolTable();
        if (symbolTable == null) {
            return new ElfSymbols(List.of(), new byte[0]);
        }
        ElfSymbol[] all = image.symbols(symbolTable);
        int[] longIndexes = image.longSectionIndexes(all.length);
        // jelf sign-extends the fields of 32-bit symbols.
        long mask = image.header().is64() ? -1 : 0xffff_ffffL;
        List<Symbol> symbols = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            ElfSymbol symbol = all[i];
            int index = Short.toUnsignedInt(symbol.st_shndx);
            if (index == SHN_XINDEX && longIndexes.length != 0) {
                index = longIndexes[i];
            } else if (index >= SHN_LORESERVE) {
                continue;
            }
            if (index == section.index()) {
                symbols.add(
                        new Symbol(symbol.st_name, symbol.getType(), symbol.st_value & mask, symbol.st_size & mask));
            }
        }
        return new ElfSymbols(symbols, image.symbolNames(symbolTable));
    }

    /** The symbols, in the order of the symbol table. */
    List<Symbol> symbols() {
        return symbols;
    }

    /**
     * A symbol's name, a character per byte as in {@link org.btf4j.model.Btf#string}, so that the two can be compared.
     *
     * <p>Decoded one by one, since a hostile file can give the same long name to all its symbols.
     */
    String name(Symbol symbol) {
        int start = symbol.nameOffset();
        if (Integer.compareUnsigned(start, names.length) >= 0) {
            throw BtfFormatException.found("a symbol with its name at " + Integer.toUnsignedString(start))
                    .expected("a place within the " + names.length + " bytes of the symbol name table")
                    .toException();
        }
        int limit = Math.min(names.length, start + MAXIMAL_NAME);
        for (int end = start; end < limit; end++) {
            if (names[end] == 0) {
                return new String(names, start, end - start, StandardCharsets.ISO_8859_1);
            }
        }
        throw BtfFormatException.found("a symbol name at " + start + " of the symbol name table that does not end")
                .expected("at most " + MAXIMAL_NAME + " bytes and a zero byte")
                .toException();
    }
}
