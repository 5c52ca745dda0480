// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.btf4j.model.Btf;
import org.btf4j.text.RawDump;

/** Raw dumps as tests write them: member lines indented by spaces. */
final class Dumps {

    private Dumps() {}

    static Btf btf(String dump) {
        return RawDump.parse(dump);
    }

    static Btf over(Btf base, String dump) {
        return RawDump.parse(dump, base);
    }

    /** Checks a BTF's own types, character for character but for the indentation. */
    static void assertTypes(Btf actual, String dump) {
        assertThat(RawDump.print(actual)).isEqualTo(dump.replaceAll("(?m)^ +", "\t"));
    }

    /** A BTF's own string section, with a bar for each NUL. */
    static String strings(Btf btf) {
        return new String(btf.copyStrings(), StandardCharsets.ISO_8859_1).replace('\0', '|');
    }
}
