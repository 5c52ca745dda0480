// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

/** How a module is compressed. */
public enum Compression {
    /** Not at all. */
    NONE;

    /** By the first bytes of a file. */
    public static Compression of(byte[] start, int length) {
        return NONE;
    }

    /** By the name of a file. */
    public static Compression ofName(String name) {
        return NONE;
    }

    /** What a file's name ends with. */
    public String suffix() {
        return "";
    }

    /** The contents. */
    public byte[] unpack(byte[] packed, long largest) {
        return packed;
    }

    /** The contents, compressed. */
    public byte[] pack(byte[] plain) {
        return plain;
    }
}
