// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

/**
 * Says how large pointers are on the machine that some BTF is of.
 *
 * <p>BTF does not tell. As libbpf 1.7 does, it is taken from a {@code long}, which on Linux is as large as a pointer. Stateless and
 * thread-safe.
 */
public final class PointerSize {

    private static final String[] LONGS = {"long", "unsigned long", "long int", "long unsigned int", "unsigned long int"
    };

    private PointerSize() {}

    /** Bytes of a pointer: 4 or 8; 8 if there is no {@code long}. */
    public static int of(Btf btf) {
        for (String name : LONGS) {
            for (int id : btf.find(name, Kind.INT)) {
                int size = btf.sizeOrTypeId(id);
                if (size == Integer.BYTES || size == Long.BYTES) {
                    return size;
                }
            }
        }
        return Long.BYTES;
    }
}
