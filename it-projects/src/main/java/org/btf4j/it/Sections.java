// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the sections of the sample's ELF files (64-bit, little-endian), with none of the code that is under test.
 *
 * <p>It trusts the file: a file that is not like the sample's ends in some unchecked exception, which fails the check.
 */
final class Sections {

    private static final int NOBITS = 8;

    private Sections() {}

    /** The contents of each section by its name, in the order of the section header table. */
    static Map<String, byte[]> of(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int table = Math.toIntExact(elf.getLong(0x28));
        int entrySize = elf.getShort(0x3a);
        int count = elf.getShort(0x3c);
        int names = Math.toIntExact(elf.getLong(table + elf.getShort(0x3e) * entrySize + 0x18));
        Map<String, byte[]> sections = new LinkedHashMap<>();
        for (int header = table; header < table + count * entrySize; header += entrySize) {
            int from = names + elf.getInt(header);
            int to = from;
            while (bytes[to] != 0) {
                to++;
            }
            String name = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
            int offset = Math.toIntExact(elf.getLong(header + 0x18));
            int size = elf.getInt(header + 4) == NOBITS ? 0 : Math.toIntExact(elf.getLong(header + 0x20));
            sections.put(name, Arrays.copyOfRange(bytes, offset, offset + size));
        }
        return sections;
    }
}
