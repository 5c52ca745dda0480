// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.btf4j.it.Sections.Section;

/**
 * A file with some bits flipped or words overwritten, or with its end cut off.
 *
 * @param description what was done
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Damage(String description, byte[] bytes) {

    /** Numbers at which counts, sizes, offsets and ids turn over. */
    private static final int[] EDGES = {0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0x00ff_ffff, 0x0000_ffff};

    /** Part of a file that is worth damaging. */
    record Region(String name, int from, int to) {}

    /** Damages some place of one of the regions, or cuts the file off; the generator's state decides. */
    static Damage of(byte[] original, List<Region> regions, RandomGenerator random) {
        int chosen = random.nextInt(regions.size() + 1);
        if (chosen == regions.size()) {
            int length = random.nextInt(original.length);
            return new Damage("cut off after " + length + " bytes", Arrays.copyOf(original, length));
        }
        Region region = regions.get(chosen);
        byte[] bytes = original.clone();
        StringBuilder description = new StringBuilder(region.name() + ":");
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(region.from(), region.to());
            int word = region.from() + (at - region.from()) / 4 * 4;
            if (random.nextBoolean() && word + 4 <= region.to()) {
                int value = EDGES[random.nextInt(EDGES.length)];
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(word, value);
                description.append(" word " + word + " = 0x" + Integer.toHexString(value));
            } else {
                int bit = random.nextInt(8);
                bytes[at] ^= (byte) (1 << bit);
                description.append(" byte " + at + " bit " + bit);
            }
        }
        return new Damage(description.toString(), bytes);
    }

    /** The regions of a raw BTF file: its header, its types, its strings. */
    static List<Region> regionsOfBtf(byte[] btf) {
        ByteBuffer header = ByteBuffer.wrap(btf).order(ByteOrder.LITTLE_ENDIAN);
        int types = header.getInt(4);
        int strings = types + header.getInt(16);
        return notEmpty(
                new Region("header", 0, types),
                new Region("types", types, strings),
                new Region("strings", strings, btf.length));
    }

    /** The regions of a module: headers, everything that has to do with type ids, and all the rest. */
    static List<Region> regionsOfModule(byte[] module, List<Section> sections) {
        int table = Math.toIntExact(
                ByteBuffer.wrap(module).order(ByteOrder.LITTLE_ENDIAN).getLong(0x28));
        List<Region> regions = new ArrayList<>(List.of(
                new Region("ELF header", 0, 0x40),
                new Region("section headers", table, table + sections.size() * 0x40),
                new Region("file", 0, module.length)));
        for (Section section : sections) {
            int from = section.offset();
            int to = from + section.contents().length;
            switch (section.name()) {
                case ".BTF", ".BTF.base" -> {
                    regions.add(new Region(section.name() + " header", from, from + 24));
                    regions.add(new Region(section.name(), from, to));
                }
                case ".BTF_ids", ".symtab", ".strtab", ".shstrtab" -> regions.add(new Region(section.name(), from, to));
                default -> {}
            }
        }
        return notEmpty(regions.toArray(Region[]::new));
    }

    private static List<Region> notEmpty(Region... regions) {
        return Arrays.stream(regions)
                .filter(region -> region.from() < region.to())
                .toList();
    }
}
