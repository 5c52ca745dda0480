// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BTF that C has no words for is refused as a whole, and what is wrong is said. */
class CHeaderRefusesTest {

    private static final String INT = "[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED\n";

    @Test
    void typesThatContainThemselves() {
        assertRefused(
                """
                [2] STRUCT 'self' size=8 vlen=1
                        'inner' type_id=3 bits_offset=0
                [3] ARRAY '(anon)' type_id=2 index_type_id=1 nr_elems=2
                """,
                "type [2] STRUCT 'self': found a type that has to be declared before itself, expected it to name itself"
                        + " behind a pointer only");
        assertRefused(
                """
                [2] TYPEDEF 'a' type_id=3
                [3] CONST '(anon)' type_id=2
                """,
                "type [2] TYPEDEF 'a': found a type that has to be declared before itself, expected it to name itself"
                        + " behind a pointer only");
        assertRefused(
                """
                [2] PTR '(anon)' type_id=3
                [3] STRUCT '(anon)' size=8 vlen=1
                        'next' type_id=2 bits_offset=0
                """,
                "type [2] PTR '(anon)': found a type that has to be declared before itself, expected it to name itself"
                        + " behind a pointer only");
    }

    @Test
    void membersThatOverlapOrStickOut() {
        assertRefused(
                """
                [2] STRUCT 'both' size=8 vlen=2
                        'a' type_id=1 bits_offset=0
                        'b' type_id=1 bits_offset=16
                """,
                "type [2] STRUCT 'both': found member 'b' at bit 16, expected it behind member 'a', which ends at bit 32");
        assertRefused(
                """
                [2] STRUCT 'short' size=6 vlen=1
                        'a' type_id=1 bits_offset=32
                """,
                "type [2] STRUCT 'short': found member 'a' up to bit 64, expected an end within the 6 bytes of the type");
        assertRefused(
                """
                [2] UNION 'either' size=8 vlen=1
                        'a' type_id=1 bits_offset=32
                """, "type [2] UNION 'either': found member 'a' at bit 32, expected all members of a union at bit 0");
        assertRefused(
                """
                [2] STRUCT 'crooked' size=8 vlen=1
                        'a' type_id=1 bits_offset=3
                """,
                "type [2] STRUCT 'crooked': found member 'a' at bit 3, within a byte, expected only bit-fields within"
                        + " bytes");
    }

    @Test
    void bitFieldsThatAreNone() {
        assertRefused(
                """
                [2] STRUCT 'wide' size=8 vlen=1
                        'a' type_id=1 bits_offset=0 bitfield_size=33
                """,
                "type [2] STRUCT 'wide': found member 'a', a bit-field of 33 bits, expected at most the 32 bits that [1]"
                        + " INT 'int' has for one");
        assertRefused(
                """
                [2] STRUCT 'pointer' size=8 vlen=1
                        'a' type_id=3 bits_offset=0 bitfield_size=1
                [3] PTR '(anon)' type_id=0
                """,
                "type [2] STRUCT 'pointer': found member 'a', a bit-field of 1 bits, expected at most the 0 bits that [3]"
                        + " PTR '(anon)' has for one");
    }

    @Test
    void valuesWithoutSize() {
        assertRefused(
                """
                [2] STRUCT 'holder' size=8 vlen=1
                        'a' type_id=3 bits_offset=0
                [3] FWD 'opaque' fwd_kind=struct
                """,
                "type [3] FWD 'opaque': found a value or array of [3] FWD 'opaque', which has no size, expected a type with a"
                        + " size");
        assertRefused(
                """
                [2] ARRAY '(anon)' type_id=0 index_type_id=1 nr_elems=2
                """,
                "type [2] ARRAY '(anon)': found a value or array of [0] VOID, which has no size, expected a type with a"
                        + " size");
        assertRefused(
                """
                [2] ARRAY '(anon)' type_id=1 index_type_id=1 nr_elems=4294967295
                """,
                "type [2] ARRAY '(anon)': found arrays of 4294967295 times 4 elements or bytes, expected at most 4294967295"
                        + " bytes, since sizes have 32 bits");
        assertRefused(
                """
                [2] INT 'odd' size=3 bits_offset=0 nr_bits=24 encoding=(none)
                [3] TYPEDEF 'odd_t' type_id=2
                """, "type [2] INT 'odd': found a number of 3 bytes, expected one that C has: 1, 2, 4, 8 or 16 bytes");
    }

    @Test
    void functionsThatCHasNot() {
        assertRefused(
                """
                [2] FUNC_PROTO '(anon)' ret_type_id=3 vlen=0
                [3] ARRAY '(anon)' type_id=1 index_type_id=1 nr_elems=2
                """,
                "type [2] FUNC_PROTO '(anon)': found a function that returns [3] ARRAY '(anon)', expected a pointer to it");
        assertRefused(
                """
                [2] FUNC_PROTO '(anon)' ret_type_id=0 vlen=2
                        '(anon)' type_id=0
                        'a' type_id=1
                """,
                "type [2] FUNC_PROTO '(anon)': found parameter 0 of no type, expected only the last one, unnamed, to be"
                        + " void");
        assertRefused(
                "[2] RESTRICT '(anon)' type_id=1\n",
                "type [2] RESTRICT '(anon)': found restrict on [1] INT 'int', expected it on a pointer");
    }

    @Test
    void enumsThatCHasNot() {
        assertRefused("""
                [2] ENUM 'odd' encoding=UNSIGNED size=3 vlen=0
                """, "type [2] ENUM 'odd': found an enum of 3 bytes, expected 1, 2, 4 or 8");
        assertRefused(
                """
                [2] ENUM 'small' encoding=SIGNED size=1 vlen=1
                        'LARGE' val=128
                """,
                "type [2] ENUM 'small': found enumerator 'LARGE' with value 128, expected a value that fits in 1 bytes");
    }

    @Test
    void namesThatAreMissing() {
        assertRefused(
                "[2] TYPEDEF '(anon)' type_id=1\n",
                "type [2] TYPEDEF '(anon)': found no name, expected one, as such a type is nothing else");
    }

    @Test
    void functionsAndVariablesForTypes() {
        assertRefused("""
                [2] FUNC_PROTO '(anon)' ret_type_id=0 vlen=0
                [3] FUNC 'probe' type_id=2 linkage=static
                [4] PTR '(anon)' type_id=3
                """, "type [4] PTR '(anon)': found [3] FUNC 'probe', expected a type");
        assertRefused("""
                [2] VAR 'level' type_id=1, linkage=global
                [3] STRUCT 'odd' size=4 vlen=1
                        'a' type_id=2 bits_offset=0
                """, "type [3] STRUCT 'odd': found [2] VAR 'level', expected a type");
    }

    /** Each struct has the one before it twice, so written out they are without end. */
    @ParameterizedTest
    @ValueSource(ints = {20, 200})
    void textsWithoutEnd(int depth) {
        BtfBuilder types = BtfBuilder.standalone();
        int inner = types.struct("", 0);
        for (int i = 0; i < depth; i++) {
            inner = types.struct("", 0, BtfBuilder.member("a", inner, 0), BtfBuilder.member("b", inner, 0));
        }
        types.struct("outer", 0, BtfBuilder.member("c", inner, 0));
        Btf btf = types.build();

        String message = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> Assertions.assertThrows(BtfFormatException.class, () -> HeaderText.of(btf))
                        .getMessage());
        assertThat(message)
                .isEqualTo("type [" + (depth + 2) + "] STRUCT 'outer': found types that take more than "
                        + (1_048_576 + 4 * btf.size())
                        + " characters to write, expected no more than 4 for a byte of the BTF; anonymous types are written"
                        + " wherever they are used");
    }

    /** A line has 40,000 characters, and there are 30,000 of them: they are refused before they are made. */
    @Test
    void longNamesInManyMembers() {
        BtfBuilder types = BtfBuilder.standalone();
        int pointer = types.pointer(types.forwardStruct("n".repeat(40_000)));
        BtfType.Member[] members = IntStream.range(0, 30_000)
                .mapToObj(i -> BtfBuilder.member("m", pointer, 64L * i))
                .toArray(BtfType.Member[]::new);
        types.struct("many", 8 * 30_000, members);

        assertThatThrownBy(() -> HeaderText.of(types.build()))
                .isInstanceOf(BtfFormatException.class)
                .hasMessageStartingWith("type [3] STRUCT 'many': found types that take more than ");
    }

    @Test
    void chainsThatNoCompilerFollows() {
        BtfBuilder types = BtfBuilder.standalone();
        int type = types.integer("int", 4, 0);
        for (int i = 0; i < 100_000; i++) {
            type = types.constOf(type);
        }
        types.struct("end", 4, BtfBuilder.member("a", type, 0));

        assertThatThrownBy(() -> HeaderText.of(types.build()))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("type [100001] CONST '(anon)': found more than 256 qualifiers, typedefs and arrays one in"
                        + " another, expected a type that a compiler takes");
    }

    @Test
    void deepNestingIsNoTrouble() {
        BtfBuilder types = BtfBuilder.standalone();
        int inner = types.struct("s0", 0);
        for (int i = 1; i < 20_000; i++) {
            inner = types.struct("s" + i, 0, BtfBuilder.member("a", inner, 0));
        }
        Btf btf = types.build();

        assertThat(HeaderText.of(btf, IntStream.of(inner), CHeader.PointedTo.DECLARED))
                .startsWith("struct s0 {};\n\nstruct s1 {\n\tstruct s0 a;\n};\n\n")
                .endsWith("struct s19999 {\n\tstruct s19998 a;\n};\n\n");
    }

    @Test
    void anIdThatIsNotThere() {
        Btf btf = RawDump.parse(INT);

        assertThatThrownBy(() -> HeaderText.of(btf, IntStream.of(2), CHeader.PointedTo.DECLARED))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("type id 2, not in 1..1");
        assertThatThrownBy(() -> HeaderText.of(btf, IntStream.of(-1), CHeader.PointedTo.DEFINED))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("type id -1, not in 1..1");
    }

    private static void assertRefused(String dump, String message) {
        Btf btf = RawDump.parse(INT + dump);
        StringBuilder target = new StringBuilder();

        assertThatThrownBy(() -> CHeader.write(btf, target))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(message);
        assertThat(target).isEmpty();
    }
}
