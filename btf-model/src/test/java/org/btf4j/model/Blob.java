// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A blob of BTF put together field by field, so that each can be wrong.
 *
 * <p>Without further ado it is a little-endian blob with a 24-byte header, one type {@code [1] PTR type_id=0} and no names.
 */
final class Blob {

    private final Map<Integer, Integer> overriddenHeaderFields = new HashMap<>();
    private ByteOrder byteOrder = ByteOrder.LITTLE_ENDIAN;
    private int headerLength = 24;
    private int[] words = {0, info(Kind.PTR, 0), 0};
    private byte[] layout = {};
    private byte[] strings = {0};

    /** The second head word of a type without kind flag. */
    static int info(Kind kind, int vlen) {
        return kind.code() << 24 | vlen;
    }

    Blob byteOrder(ByteOrder order) {
        byteOrder = order;
        return this;
    }

    Blob headerLength(int length) {
        headerLength = length;
        return this;
    }

    /** The type section; each type starts with name offset, info, and size or type id. */
    Blob types(int... typeWords) {
        words = typeWords;
        return this;
    }

    /** The layout section, an entry of four bytes for each kind from 0 on. */
    Blob layout(int... bytes) {
        layout = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            layout[i] = (byte) bytes[i];
        }
        return this;
    }

    /** The string section, of which NUL is written as a vertical bar. */
    Blob strings(String bytes) {
        strings = bytes.replace('|', '\0').getBytes(StandardCharsets.ISO_8859_1);
        return this;
    }

    /** Writes a 32-bit field of the header otherwise than the sections demand. */
    Blob headerField(int offset, int value) {
        overriddenHeaderFields.put(offset, value);
        return this;
    }

    byte[] bytes() {
        ByteBuffer header = ByteBuffer.allocate(headerLength).order(byteOrder);
        int typeBytes = words.length * Integer.BYTES;
        header.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(headerLength);
        header.putInt(0).putInt(typeBytes).putInt(typeBytes + layout.length).putInt(strings.length);
        if (headerLength >= 32) {
            header.putInt(layout.length == 0 ? 0 : typeBytes).putInt(layout.length);
        }
        overriddenHeaderFields.forEach(header::putInt);
        ByteBuffer types = ByteBuffer.allocate(typeBytes).order(byteOrder);
        types.asIntBuffer().put(words);
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        blob.writeBytes(header.array());
        blob.writeBytes(types.array());
        blob.writeBytes(layout);
        blob.writeBytes(strings);
        return blob.toByteArray();
    }
}
