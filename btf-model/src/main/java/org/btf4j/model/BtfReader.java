// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads one blob: header, then types, then perhaps a layout section, then strings, without gap or rest.
 *
 * <p>The rules are those by which Linux 6.12 judges a header, widened by the layout section of 2026 and to both byte orders.
 */
final class BtfReader {

    private static final int MAGIC = 0xeb9f;
    /** Bytes of a header without fields for a layout section. */
    static final int SMALL_HEADER = 24;
    /** Bytes of a header with them. */
    static final int LAYOUT_HEADER = 32;
    /** Where a header has its own length. */
    static final int LENGTH_AT = 4;

    private final byte[] bytes;
    private final @Nullable Btf base;

    BtfReader(byte[] bytes, @Nullable Btf base) {
        this.bytes = bytes;
        this.base = base;
    }

    Btf read() {
        require(bytes.length >= SMALL_HEADER, 0, bytes.length + " bytes", "a BTF header of at least 24 bytes");
        ByteBuffer data = ByteBuffer.wrap(bytes).order(byteOrder());
        require(data.get(2) == 1, 2, "version " + Byte.toUnsignedInt(data.get(2)), "version 1");
        require(data.get(3) == 0, 3, "flags 0x" + Integer.toHexString(Byte.toUnsignedInt(data.get(3))), "flags 0");
        long headerLength = unsigned(data, LENGTH_AT);
        require(
                headerLength >= SMALL_HEADER && headerLength <= bytes.length,
                LENGTH_AT,
                "a header length of " + headerLength,
                "24 to " + bytes.length + ", the bytes there are");
        byte[] header = Arrays.copyOf(bytes, (int) headerLength);
        boolean mayHaveLayout = headerLength >= LAYOUT_HEADER;
        for (int at = mayHaveLayout ? LAYOUT_HEADER : SMALL_HEADER; at < header.length; at++) {
            if (header[at] != 0) {
                throw BtfFormatException.found("a header byte of " + Byte.toUnsignedInt(header[at]))
                        .expected("0 in header fields that are unknown here")
                        .at(at)
                        .toException();
            }
        }

        long typesOffset = unsigned(data, 8);
        long typesLength = unsigned(data, 12);
        long stringsOffset = unsigned(data, 16);
        long stringsLength = unsigned(data, 20);
        long layoutLength = mayHaveLayout ? unsigned(data, 28) : 0;
        require(typesOffset == 0, 8, "types at " + typesOffset + " after the header", "0");
        require(typesLength % Integer.BYTES == 0, 12, "a type section of " + typesLength + " bytes", "a multiple of 4");
        if (layoutLength > 0) {
            long layoutOffset = unsigned(data, 24);
            require(
                    layoutOffset == typesLength,
                    24,
                    "a layout section at " + layoutOffset + " after the header",
                    typesLength + ", where the types end");
            require(
                    layoutLength % KindLayout.ENTRY_BYTES == 0,
                    28,
                    "a layout section of " + layoutLength + " bytes",
                    "a multiple of 4");
        }
        require(
                stringsOffset == typesLength + layoutLength,
                16,
                "strings at " + stringsOffset + " after the header",
                (typesLength + layoutLength) + ", where the sections before them end");
        require(
                headerLength + stringsOffset + stringsLength == bytes.length,
                20,
                bytes.length + " bytes in all",
                (headerLength + stringsOffset + stringsLength) + ", header and sections together");

        int typesAt = (int) headerLength;
        int layoutAt = typesAt + (int) typesLength;
        int stringsAt = layoutAt + (int) layoutLength;
        int[] words = new int[(int) typesLength / Integer.BYTES];
        data.position(typesAt);
        data.slice().order(data.order()).asIntBuffer().get(words);
        KindLayout layout = layoutLength == 0 ? null : new KindLayout(Arrays.copyOfRange(bytes, layoutAt, stringsAt));
        byte[] strings = Arrays.copyOfRange(bytes, stringsAt, bytes.length);
        return checked(data.order(), header, base, words, layout, strings);
    }

    static Btf assemble(ByteOrder byteOrder, @Nullable Btf base, int[] words, byte[] strings) {
        ByteBuffer header = ByteBuffer.allocate(SMALL_HEADER).order(byteOrder);
        header.putShort((short) MAGIC).put((byte) 1).put((byte) 0).putInt(SMALL_HEADER);
        header.putInt(0).putInt(Math.multiplyExact(words.length, Integer.BYTES));
        header.putInt(words.length * Integer.BYTES).putInt(strings.length);
        return checked(byteOrder, header.array(), base, words, null, strings);
    }

    private static Btf checked(
            ByteOrder byteOrder,
            byte[] header,
            @Nullable Btf base,
            int[] words,
            @Nullable KindLayout layout,
            byte[] strings) {
        TypeSection section = new TypeSection(header.length, base, words, layout, strings);
        section.checkStrings();
        Btf btf = new Btf(byteOrder, header, base, words, section.starts(), layout, strings);
        section.checkReferences(btf);
        return btf;
    }

    private ByteOrder byteOrder() {
        int magic = Byte.toUnsignedInt(bytes[0]) | Byte.toUnsignedInt(bytes[1]) << 8;
        require(
                magic == MAGIC || Short.reverseBytes((short) magic) == (short) MAGIC,
                0,
                "magic 0x" + Integer.toHexString(magic),
                "0xeb9f in either byte order");
        return magic == MAGIC ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    private static long unsigned(ByteBuffer data, int at) {
        return Integer.toUnsignedLong(data.getInt(at));
    }

    private static void require(boolean holds, long offset, String found, String expected) {
        if (!holds) {
            throw BtfFormatException.found(found).expected(expected).at(offset).toException();
        }
    }
}
