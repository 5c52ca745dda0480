// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes BTF with a type of a kind that only its layout section describes. */
final class UnknownKind {

    private UnknownKind() {}

    /** {@code [1] PTR}, then {@code [2]} of kind 20. */
    static byte[] blob() {
        int typeBytes = 24;
        int layoutBytes = 21 * 4;
        ByteBuffer blob = ByteBuffer.allocate(32 + typeBytes + layoutBytes + 1).order(ByteOrder.LITTLE_ENDIAN);
        blob.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(32);
        blob.putInt(0).putInt(typeBytes);
        blob.putInt(typeBytes + layoutBytes).putInt(1);
        blob.putInt(typeBytes).putInt(layoutBytes);
        blob.putInt(0).putInt(2 << 24).putInt(0);
        blob.putInt(0).putInt(20 << 24).putInt(0);
        return blob.array();
    }
}
