// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

/**
 * The layout section (libbpf main and Linux from 2026): how long types of each kind are, also of kinds unknown here.
 *
 * <p>Entry i describes kind i in four bytes: bytes of the tail, bytes of an element, and two of flags.
 */
final class KindLayout {

    static final int ENTRY_BYTES = 4;

    private final byte[] section;

    KindLayout(byte[] section) {
        this.section = section;
    }

    byte[] section() {
        return section;
    }

    boolean describes(int kindCode) {
        return kindCode < section.length / ENTRY_BYTES;
    }

    /** Bytes that follow the head of a type of that kind. */
    long bytesAfterHead(int kindCode, int vlen) {
        int entry = kindCode * ENTRY_BYTES;
        return Byte.toUnsignedLong(section[entry]) + (long) vlen * Byte.toUnsignedLong(section[entry + 1]);
    }
}
