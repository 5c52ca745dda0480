// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is BTF is printed and parsed back; whatever is no dump is refused as such. */
class RawDumpRoundTripTest {

    /** All kinds, each with all its fields. */
    private static final String ALL_KINDS = """
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] PTR '(anon)' type_id=4
            [3] ARRAY '(anon)' type_id=1 index_type_id=1 nr_elems=7
            [4] STRUCT 'device' size=16 vlen=2
            \t'id' type_id=1 bits_offset=0 bitfield_size=5
            \t'next' type_id=2 bits_offset=64
            [5] UNION 'value' size=8 vlen=2
            \t'number' type_id=1 bits_offset=0
            \t'(anon)' type_id=2 bits_offset=0
            [6] ENUM 'colour' encoding=SIGNED size=4 vlen=2
            \t'RED' val=-1
            \t'BLUE' val=5
            [7] FWD 'hidden' fwd_kind=union
            [8] TYPEDEF 'id_t' type_id=1
            [9] VOLATILE '(anon)' type_id=8
            [10] CONST '(anon)' type_id=9
            [11] RESTRICT '(anon)' type_id=2
            [12] FUNC 'probe' type_id=13 linkage=static
            [13] FUNC_PROTO '(anon)' ret_type_id=1 vlen=2
            \t'device' type_id=2
            \t'(anon)' type_id=0
            [14] VAR 'count' type_id=1, linkage=global
            [15] DATASEC '.data' size=8 vlen=2
            \ttype_id=14 offset=0 size=4 (VAR 'count')
            \ttype_id=12 offset=4 size=4 (FUNC 'probe')
            [16] FLOAT 'double' size=8
            [17] DECL_TAG 'kfunc' type_id=12 component_idx=-1
            [18] TYPE_TAG 'user' type_id=4
            [19] ENUM64 'large' encoding=UNSIGNED size=8 vlen=1
            \t'ALL' val=18446744073709551615ULL
            """;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedBtfThatIsStillBtf(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] sound = RawDump.parse(ALL_KINDS).toBytes();
        int printed = 0;
        for (int round = 0; round < 2_000; round++) {
            byte[] flipped = sound.clone();
            for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
                flipped[random.nextInt(24, flipped.length)] ^= (byte) (1 << random.nextInt(8));
            }
            printed += isPrintedAndParsed(flipped) ? 1 : 0;
        }
        assertThat(printed).isBetween(1, 1_999);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aDamagedDump(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String characters = "[]' \t\n=,-0129aZ()";
        int parsed = 0;
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder(ALL_KINDS);
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                int at = random.nextInt(text.length());
                String replacement = String.valueOf(characters.charAt(random.nextInt(characters.length())));
                text.replace(at, at + random.nextInt(3), random.nextBoolean() ? replacement : "");
            }
            parsed += isParsedAndPrinted(text.toString()) ? 1 : 0;
        }
        assertThat(parsed).isBetween(1, 1_999);
    }

    private static boolean isPrintedAndParsed(byte[] bytes) {
        Btf btf;
        try {
            btf = Btf.read(bytes);
        } catch (BtfFormatException e) {
            return false;
        }
        String text = RawDump.print(btf);
        boolean hasLineBreakInName = new String(btf.copyStrings(), StandardCharsets.ISO_8859_1).contains("\n");
        if (!hasLineBreakInName) {
            assertThat(RawDump.print(RawDump.parse(text))).isEqualTo(text);
        }
        return !hasLineBreakInName;
    }

    private static boolean isParsedAndPrinted(String text) {
        Btf btf;
        try {
            btf = RawDump.parse(text);
        } catch (BtfFormatException e) {
            assertThat(e).hasMessageMatching("(?s)line [0-9]+.*: found .*, expected .*");
            return false;
        }
        String printed = RawDump.print(btf);
        assertThat(RawDump.print(RawDump.parse(printed))).isEqualTo(printed);
        return true;
    }
}
