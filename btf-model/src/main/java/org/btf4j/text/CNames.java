// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One of C's name spaces: gives each thing a name that a compiler takes and that nothing else in it has.
 *
 * <p>The first of a name gets it; the next one is {@code NAME___2}, as bpftool calls it. Not thread-safe.
 */
final class CNames {

    /**
     * Of C11 and of GNU C; those of C23 are not, since kernels declare some of them. The built-in types for variable arguments are
     * other ones on the machine of the kernel and on BPF, so the kernel's own are declared under another name.
     */
    private static final Set<String> KEYWORDS = Set.of(
            "_Alignas",
            "_Alignof",
            "_Atomic",
            "_Bool",
            "_Complex",
            "_Generic",
            "_Imaginary",
            "_Noreturn",
            "_Static_assert",
            "_Thread_local",
            "__attribute__",
            "__builtin_offsetof",
            "__builtin_ms_va_list",
            "__builtin_sysv_va_list",
            "__builtin_va_arg",
            "__builtin_va_list",
            "__extension__",
            "__func__",
            "__int128",
            "asm",
            "auto",
            "break",
            "case",
            "char",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extern",
            "float",
            "for",
            "goto",
            "if",
            "inline",
            "int",
            "long",
            "register",
            "restrict",
            "return",
            "short",
            "signed",
            "sizeof",
            "static",
            "struct",
            "switch",
            "typedef",
            "typeof",
            "union",
            "unsigned",
            "void",
            "volatile",
            "while");

    private final Set<String> taken = new HashSet<>();
    /** Per name that was asked for more than once, the last number: thousands may share one. */
    private final Map<String, Integer> numbers = new HashMap<>();

    /** A name for something that is called so in the BTF. */
    String give(String name) {
        String identifier = identifier(name);
        String free = identifier;
        while (!taken.add(free)) {
            free = identifier + "___" + numbers.merge(identifier, 2, (last, first) -> last + 1);
        }
        return free;
    }

    /** The nearest name that is an identifier and no keyword: of Rust's {@code Option<u32>}, {@code Option_u32_}. */
    static String identifier(String name) {
        StringBuilder identifier = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            identifier.append(isWordCharacter(name.charAt(i)) ? name.charAt(i) : '_');
        }
        if (isDigit(identifier.charAt(0))) {
            identifier.insert(0, '_');
        }
        return KEYWORDS.contains(name) ? name + "_" : identifier.toString();
    }

    /** What ISO C has in every identifier, and the dollar that GNU C adds is not: other compilers refuse it. */
    private static boolean isWordCharacter(char c) {
        return c == '_' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
