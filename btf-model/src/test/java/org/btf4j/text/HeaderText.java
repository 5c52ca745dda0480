// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;

/** Headers as tests look at them: what stands between the lines that every header has. */
final class HeaderText {

    static final String BEGIN = """
            #ifndef __VMLINUX_H__
            #define __VMLINUX_H__

            #if defined(__clang__) && defined(__bpf__) && !defined(BPF_NO_PRESERVE_ACCESS_INDEX)
            #pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
            #endif

            """;

    static final String END = """
            #if defined(__clang__) && defined(__bpf__) && !defined(BPF_NO_PRESERVE_ACCESS_INDEX)
            #pragma clang attribute pop
            #endif

            #endif /* __VMLINUX_H__ */
            """;

    private HeaderText() {}

    /** The declarations of all types in a dump, a blank line behind each. */
    static String of(String dump) {
        return of(RawDump.parse(dump));
    }

    static String of(Btf btf) {
        return of(btf, IntStream.range(btf.firstId(), btf.typeCount()), CHeader.PointedTo.DEFINED);
    }

    static String of(Btf btf, IntStream wanted, CHeader.PointedTo pointedTo) {
        StringBuilder text = new StringBuilder();
        try {
            CHeader.write(btf, wanted, pointedTo, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(text).startsWith(BEGIN).endsWith(END);
        return text.substring(BEGIN.length(), text.length() - END.length());
    }
}
