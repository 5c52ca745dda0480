// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.io.IOException;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;

/**
 * Writes types as a C header that compiles, for programs that are written as with {@code vmlinux.h}.
 *
 * <pre>
 * struct driver;
 *
 * struct device {
 *         struct device *parent;
 *         int (*probe)(struct device *, struct driver *);
 *         unsigned int added: 1;
 * };
 * </pre>
 *
 * <p>What a compiler makes of it has the sizes, offsets and bit-fields that the BTF has, on 64-bit machines whose bit-fields are
 * laid out as on x86-64, arm64 and BPF. Gaps that a compiler would not leave are unnamed bit-fields, or a member {@code __gap}
 * where they are large; a type that cannot be had otherwise is packed, and has no alignment of its own then, as BTF tells none.
 *
 * <p>Declared are types only: typedefs, structs, unions and enums, each behind what it depends on, otherwise by id. Functions,
 * variables, sections and tags are left out, but what they lead to is written. (bpftool 7.5 has a place behind the types for
 * prototypes of the kfuncs that tags mark.) The text depends on the types and their order
 * alone.
 *
 * <ul>
 *   <li>What has no name is written out where it is used, and again wherever else it is used. An anonymous enum that nothing
 *       uses stands alone; an anonymous struct or union that nothing uses is left out.
 *   <li>Of several types with one name the first keeps it, the next is {@code NAME___2}; likewise enumerators and typedefs,
 *       unless two typedefs say the same. A name that is no identifier of C gets the nearest one: {@code Option_u32_}, and
 *       {@code int_} for a keyword.
 *   <li>A forward declaration means the first struct or union of its name, if that is written too.
 *   <li>An array without length has length 0: BTF does not tell the two apart, and C takes that one everywhere.
 *   <li>Parameters have no names, as one that is called like a type would hide it.
 *   <li>An enum of which the BTF has no values, as in small bases, gets one: {@code NAME___unknown}.
 *   <li>The kernel's {@code __builtin_va_list} is {@code __builtin_va_list_}: the compiler's own is another one on BPF.
 * </ul>
 *
 * <p>All headers have the guard {@code __VMLINUX_H__}, for which programs and libbpf's headers look: a program includes one. All
 * text is ASCII. All methods are safe to be called by several threads.
 */
public final class CHeader {

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

    /**
     * What becomes of structs and unions that are only pointed to.
     *
     * <p>Programs follow pointers, so they want them defined, as bpftool does. For most modules that makes a header of 30,000
     * lines; one with what the module has by value only has a thousand.
     */
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
            roots = TypeFilter.withDependencies(btf, roots);
        }
        CNumbers numbers = new CNumbers(btf);
        CSizes sizes = new CSizes(btf);
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
