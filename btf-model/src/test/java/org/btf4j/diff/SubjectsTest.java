// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a change does where it is not a kernel that changed. */
class SubjectsTest {

    @Test
    void noKernelDependsOnAModulesOwnTypes() {
        assertThat(text(Subject.MODULE, """
                [5] STRUCT 'driver' size=4 vlen=1
                    'id' type_id=1 bits_offset=0
                [6] STRUCT 'gone' size=4 vlen=0
                [7] STRUCT 'value' size=4 vlen=0
                [8] ENUM 'mode' encoding=UNSIGNED size=4 vlen=0
                [9] INT 'byte' size=1 bits_offset=0 nr_bits=8 encoding=SIGNED
                """, """
                [5] STRUCT 'driver' size=8 vlen=2
                    'id' type_id=1 bits_offset=0
                    'mode' type_id=1 bits_offset=32
                [6] UNION 'value' size=4 vlen=0
                [7] ENUM64 'mode' encoding=UNSIGNED size=8 vlen=0
                [8] INT 'byte' size=1 bits_offset=0 nr_bits=8 encoding=(none)
                """)).isEqualTo("""
                struct driver changed: source-compatible
                    size 4 bytes, now 8 (source-compatible)
                    member mode added: int at bit 32, 32 bits (compatible)
                struct gone removed: breaking for tracing
                union value changed: breaking for tracing
                    kind was struct, is union (breaking for tracing)
                enum mode changed: source-compatible
                    size 4 bytes, now 8 (source-compatible)
                byte changed: source-compatible
                    encoding was signed, is unsigned (source-compatible)
                """);
    }

    @Test
    void whateverAModuleNeedsNewlyAKernelMayNotHave() {
        assertThat(text(Subject.NEEDS, """
                [5] STRUCT 'device' size=8 vlen=0
                [6] FWD 'inode' fwd_kind=struct
                [7] STRUCT 'file' size=16 vlen=0
                [8] UNION 'value' size=4 vlen=0
                [9] FWD 'gone' fwd_kind=struct
                [10] ENUM 'mode' encoding=UNSIGNED size=4 vlen=0
                """, """
                [5] STRUCT 'device' size=16 vlen=0
                [6] STRUCT 'inode' size=24 vlen=0
                [7] FWD 'file' fwd_kind=struct
                [8] STRUCT 'value' size=4 vlen=0
                [9] FWD 'page' fwd_kind=struct
                [10] ENUM 'mode' encoding=UNSIGNED size=8 vlen=0
                """)).isEqualTo("""
                struct device changed: breaking for loading
                    size 8 bytes, now 16 (breaking for loading)
                struct file changed: compatible
                    kind was struct, is struct without a definition (compatible)
                struct gone removed: compatible
                struct inode changed: breaking for loading
                    kind was struct without a definition, is struct (breaking for loading)
                struct page added: breaking for loading
                struct value changed: breaking for loading
                    kind was union, is struct (breaking for loading)
                enum mode changed: breaking for loading
                    size 4 bytes, now 8 (breaking for loading)
                """);
    }

    /** Small bases of the layout base-ref have members, which kernels compare. */
    @Test
    void soItIsWithMembers() {
        assertThat(text(Subject.NEEDS, """
                [5] STRUCT 'device' size=8 vlen=2
                    'id' type_id=1 bits_offset=0
                    'mode' type_id=1 bits_offset=32
                [6] ENUM 'color' encoding=UNSIGNED size=4 vlen=2
                    'RED' val=0
                    'GREEN' val=1
                """, """
                [5] STRUCT 'device' size=8 vlen=2
                    'number' type_id=1 bits_offset=0
                    'mode' type_id=3 bits_offset=32
                [6] ENUM 'color' encoding=UNSIGNED size=4 vlen=2
                    'RED' val=2
                    'BLUE' val=1
                """)).isEqualTo("""
                struct device changed: breaking for loading
                    member id removed: was int at bit 0, 32 bits (compatible)
                    member number added: int at bit 0, 32 bits (breaking for loading)
                    member mode was int at bit 32, 32 bits, is char at bit 32, 8 bits (breaking for loading)
                enum color changed: breaking for loading
                    enumerator GREEN removed: was 1 (compatible)
                    enumerator RED was 0, is 2 (breaking for loading)
                    enumerator BLUE added: 1 (breaking for loading)
                """);
    }

    private static String text(Subject subject, String before, String after) {
        return Diffs.text(Diffs.diff(subject, before, after));
    }
}
