// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.io.IOException;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;

/** Writes types as a C header that compiles, as {@code vmlinux.h} is used. All methods are safe to be called by several threads. */
public final class CHeader {

    /** Programs that include a header look for this name, and libbpf's own headers do. */
    private static final String BEGIN = """
            #ifndef __VMLINUX_H__
            #define __VMLINUX_H__

            #if defined(__clang__) && defined(__bpf__) && !defined(BPF_NO_PRESERVE_ACCESS_INDEX)
            #pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
            #endif

            """;

    private static final String END = """
            #if defined(__clang__) && defined(__bpf__) && !defined(BPF_NO_PRESERVE_ACCESS_INDEX)
            #pragma clang attribute pop
            #endif

            #endif /* __VMLINUX_H__ */
            """;

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
        CDependences dependences = new CDependences(btf);
        // Asked for its kind, a type that is not there is refused by its own id.
        int[] roots = wanted.peek(btf::kind).sorted().distinct().toArray();
        if (pointedTo == PointedTo.DEFINED) {
            roots = dependences.closure(roots);
        }
        CNumbers numbers = new CNumbers(btf);
        CSizes sizes = new CSizes(btf, numbers.pointerSize());
        CLayouts layouts = new CLayouts(btf, sizes);
        CDeclarationOrder order = new CDeclarationOrder(btf, dependences, sizes, layouts);
        for (int id : roots) {
            order.add(id);
        }
        int[] declared = order.declared();
        boolean[] inside = dependences.writtenInside(declared);
        CText text = new CText(btf);
        CDeclarationPrinter printer =
                new CDeclarationPrinter(btf, numbers, layouts, new CTags(btf, order.needed(), text), text);
        for (int id : declared) {
            if (btf.isNamed(id) || !inside[id]) {
                printer.print(id);
            }
        }
        target.append(BEGIN).append(text.toString()).append(END);
    }
}
