// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.btf4j.file.ElfConstants.ET_REL;
import static org.btf4j.file.ElfConstants.SHF_ALLOC;
import static org.btf4j.file.ElfConstants.SHF_COMPRESSED;
import static org.btf4j.file.ElfConstants.SHF_GROUP;
import static org.btf4j.file.ElfConstants.SHF_INFO_LINK;
import static org.btf4j.file.ElfConstants.SHT_PROGBITS;
import static org.btf4j.file.ElfConstants.STT_SECTION;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.btf4j.model.BtfFormatException;

/**
 * Replaces, adds and removes sections of a relocatable ELF file, in a copy of it.
 *
 * <p>Everything else stays: section indexes (hence symbols, relocations, groups), other sections' bytes, names, flags,
 * alignment and order. Only offsets move, and the section name table grows by the names of added sections.
 *
 * <ul>
 *   <li>A replaced section keeps its header but for offset and size.
 *   <li>An added section is {@code SHT_PROGBITS} without flags or alignment, as pahole makes {@code .BTF}. Its header is the
 *       last one.
 *   <li>A removed section's header is dropped if it is the last one. Else it becomes an inactive one ({@code SHT_NULL}),
 *       which the ELF specification provides for this, kernels skip and objcopy throws away.
 * </ul>
 *
 * <p>What cannot be edited without changing what other sections mean is refused with a {@link BtfFormatException}: files
 * that are not relocatable, sections with relocations, allocated sections that would change their size, removed sections
 * with symbols.
 *
 * <p>Not thread-safe: one editor for one file.
 */
final class ElfEditor {

    private final ElfImage image;
    private final byte[] file;
    private final List<ElfPart> parts = new ArrayList<>();
    private byte[] names;

    /**
     * An editor for a file.
     *
     * @param image the file, opened
     * @param file all its bytes, without a signature behind it; never changed
     */
    ElfEditor(ElfImage image, byte[] file) {
        this.image = image;
        this.file = file;
        this.names = image.names();
        checkEditable(image.header());
        for (ElfSection section : image.table().sections()) {
            long alignment = section.alignment();
            if (alignment < 0 || (alignment & (alignment - 1)) != 0) {
                throw BtfFormatException.found(
                                "section [" + section.index() + "] with alignment " + Long.toUnsignedString(alignment))
                        .expected("0 or a power of two")
                        .toException();
            }
            parts.add(ElfPart.unchanged(section, file));
        }
    }

    private static void checkEditable(ElfHeader header) {
        if (header.type() != ET_REL) {
            throw BtfFormatException.found("an ELF file of type " + header.type())
                    .expected("type " + ET_REL + " (relocatable), as kernel modules are")
                    .advice("Sections of other files can be read but not edited.")
                    .toException();
        }
        if (header.programHeaderCount() != 0) {
            throw BtfFormatException.found(header.programHeaderCount() + " program headers in a relocatable file")
                    .expected("none")
                    .toException();
        }
        if (header.headerSize() != header.size()) {
            throw BtfFormatException.found("an ELF header that claims " + header.headerSize() + " bytes")
                    .expected(header.size() + " bytes")
                    .toException();
        }
    }

    /** Gives the section of that name other contents, or adds it. The array is not copied and must not change. */
    ElfEditor put(String name, byte[] contents) {
        ElfSection section = image.find(name);
        if (section == null) {
            add(name, contents);
        } else {
            replace(section, name, contents);
        }
        return this;
    }

    /** Removes the section of that name, if there is one. */
    ElfEditor remove(String name) throws IOException {
        ElfSection section = image.find(name);
        if (section == null) {
            return this;
        }
        checkNotRelocated(section, name);
        for (ElfSection other : image.table().sections()) {
            boolean refers =
                    other.link() == section.index() || (other.has(SHF_INFO_LINK) && other.info() == section.index());
            if (refers && other.index() != 0) {
                throw refusal("section [" + other.index() + "] that refers to this one", "none", name);
            }
        }
        if (section.has(SHF_GROUP)) {
            throw refusal("a member of a section group", "a section by itself", name);
        }
        ElfSymbols symbols = ElfSymbols.of(image, section);
        for (ElfSymbols.Symbol symbol : symbols.symbols()) {
            if (symbol.type() != STT_SECTION) {
                throw refusal("the symbol '" + symbols.name(symbol) + "' defined here", "none", name);
            }
        }
        // A symbol for the section itself may stay with an inactive header, but not point behind the table.
        boolean droppable = symbols.symbols().isEmpty();
        ElfPart.State state = droppable ? ElfPart.State.REMOVED : ElfPart.State.INACTIVE;
        parts.set(section.index(), parts.get(section.index()).emptied(state));
        return this;
    }

    /** The edited file. */
    byte[] toBytes() {
        List<ElfPart> edited = new ArrayList<>(parts);
        if (names.length != image.names().length) {
            ElfPart table = edited.get(image.table().nameTable().index());
            edited.set(table.section().index(), table.withContents(names));
        }
        while (edited.get(edited.size() - 1).isRemoved()) {
            edited.remove(edited.size() - 1);
        }
        return new ElfLayout(image, file).write(edited);
    }

    private void replace(ElfSection section, String name, byte[] contents) {
        checkNotRelocated(section, name);
        if (section.has(SHF_COMPRESSED)) {
            throw refusal("a compressed section", "a plain one", name);
        }
        if (section.has(SHF_ALLOC) && section.size() != contents.length) {
            throw refusal(
                    contents.length + " bytes for an allocated section of " + section.size() + " bytes",
                    "as many, for symbols and code may refer to them",
                    name);
        }
        parts.set(section.index(), parts.get(section.index()).withContents(contents));
    }

    private void add(String name, byte[] contents) {
        ElfSection namesake = image.findOfAnyType(name);
        if (namesake != null) {
            throw refusal(
                    "a section of type " + Integer.toUnsignedString(namesake.type()), "type " + SHT_PROGBITS, name);
        }
        int index = parts.size();
        ElfSection section = new ElfSection(index, nameOffset(name), SHT_PROGBITS, 0, 0, 0, 0, 0, 0, 1, 0);
        parts.add(ElfPart.added(section, contents));
    }

    /** Where the name is in the section name table, which may know it from a section that was removed earlier. */
    private int nameOffset(String name) {
        byte[] wanted = (name + '\0').getBytes(StandardCharsets.UTF_8);
        for (int start = 0; start <= names.length - wanted.length; start++) {
            if (Arrays.equals(names, start, start + wanted.length, wanted, 0, wanted.length)) {
                return start;
            }
        }
        int offset = names.length;
        names = Arrays.copyOf(names, offset + wanted.length);
        System.arraycopy(wanted, 0, names, offset, wanted.length);
        return offset;
    }

    private void checkNotRelocated(ElfSection section, String name) {
        for (ElfSection other : image.table().sections()) {
            if (other.relocates(section.index())) {
                throw refusal("relocations for this section in section [" + other.index() + "]", "none", name);
            }
        }
    }

    private static BtfFormatException refusal(String found, String expected, String section) {
        return BtfFormatException.found(found)
                .expected(expected)
                .inSection(section)
                .advice("This section cannot be edited.")
                .toException();
    }
}
