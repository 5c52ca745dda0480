// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the sections of ELF files (64-bit, little-endian), with none of the code that is under test.
 *
 * <p>It trusts the file: one that no linker or kernel build wrote ends in some unchecked exception, which fails the check.
 */
public final class Sections {

    private static final int NOBITS = 8;

    private Sections() {}

    /**
     * A section as its header describes it.
     *
     * @param offset where the contents start in the file
     * @param contents empty for a section that takes no space in the file
     */
    @SuppressWarnings("ArrayRecordComponent") // compared one by one, with Arrays.equals
    public record Section(
            String name,
            int type,
            long flags,
            long address,
            int offset,
            long size,
            int link,
            int info,
            long alignment,
            long entrySize,
            byte[] contents) {}

    /** All sections, in the order of the section header table. */
    public static List<Section> list(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int table = Math.toIntExact(elf.getLong(0x28));
        int entrySize = elf.getShort(0x3a);
        int count = elf.getShort(0x3c);
        int names = Math.toIntExact(elf.getLong(table + elf.getShort(0x3e) * entrySize + 0x18));
        List<Section> sections = new ArrayList<>(count);
        for (int header = table; header < table + count * entrySize; header += entrySize) {
            int type = elf.getInt(header + 0x04);
            long size = elf.getLong(header + 0x20);
            int from = Math.toIntExact(elf.getLong(header + 0x18));
            int to = type == NOBITS ? from : Math.toIntExact(from + size);
            sections.add(new Section(
                    nameAt(bytes, names + elf.getInt(header)),
                    type,
                    elf.getLong(header + 0x08),
                    elf.getLong(header + 0x10),
                    from,
                    size,
                    elf.getInt(header + 0x28),
                    elf.getInt(header + 0x2c),
                    elf.getLong(header + 0x30),
                    elf.getLong(header + 0x38),
                    Arrays.copyOfRange(bytes, from, to)));
        }
        return sections;
    }

    /** The contents of each section by its name, in the order of the section header table. */
    public static Map<String, byte[]> of(Path file) throws IOException {
        Map<String, byte[]> sections = new LinkedHashMap<>();
        for (Section section : list(file)) {
            sections.put(section.name(), section.contents());
        }
        return sections;
    }

    private static String nameAt(byte[] bytes, int from) {
        int to = from;
        while (bytes[to] != 0) {
            to++;
        }
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }
}
