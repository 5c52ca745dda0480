// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.Test;

/** A line that is not as it should be is refused with its number, what was found and what was expected. */
class RawDumpErrorsTest {

    private static final String NUMBER = "a number from 0 to 4294967295";

    @Test
    void theFirstLineIsNoType() {
        assertRefused("\n\tint x;")
                .hasMessage("line 2: found 'int x;', expected a type, such as [1] PTR '(anon)' type_id=0");
    }

    @Test
    void anIdThatIsNotTheNextOne() {
        assertRefused("[1] PTR '(anon)' type_id=0\n\n[3] PTR '(anon)' type_id=0")
                .hasMessage("line 3: found id [3], expected [2]. Ids ascend by one.");
        assertRefused("[1] PTR '(anon)' type_id=0\n[1] PTR '(anon)' type_id=0")
                .hasMessage("line 2: found id [1], expected [2]. Ids ascend by one.");
    }

    @Test
    void aFirstIdThatIsNotTheFirst() {
        assertRefused("[3] PTR '(anon)' type_id=0")
                .hasMessage("line 1: found id [3], expected [1]. "
                        + "The dump of split BTF can be parsed only over its base.");
        Btf base = RawDump.parse("[1] PTR '(anon)' type_id=0\n[2] PTR '(anon)' type_id=0");
        assertThatThrownBy(() -> RawDump.parse("[1] PTR '(anon)' type_id=0", base))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("line 1: found id [1], expected [3]. "
                        + "Ids go on where those of the base end, which has 2 types.");
    }

    @Test
    void anIdThatIsNoNumber() {
        for (String id : new String[] {"", "x", "-1", "0", "01", "+1", "1x", "2147483648", "99999999999999999999999"}) {
            assertRefused("[" + id + "] PTR '(anon)' type_id=0")
                    .hasMessage("line 1: found id [" + id + "], expected [1]. "
                            + "The dump of split BTF can be parsed only over its base.");
        }
    }

    @Test
    void aLineThatEndsEarly() {
        assertRefused("[1").hasMessage("line 1: found the end of the line, expected '] '");
        assertRefused("[1]").hasMessage("line 1: found ']', expected '] '");
        assertRefused("[1] PTR").hasMessage("line 1: found the end of the line, expected ' '");
        assertRefused("[1] PTR '").hasMessage("line 1: found ''', expected a name in single quotes");
        assertRefused("[1] PTR 'x").hasMessage("line 1: found ''x', expected a name in single quotes");
        assertRefused("[1] PTR 'x'")
                .hasMessage("line 1, type [1] PTR 'x': found the end of the line, expected ' type_id='");
        assertRefused("[1] PTR 'x' type_id=")
                .hasMessage("line 1, type [1] PTR 'x': found type_id=, expected " + NUMBER);
    }

    @Test
    void aKindThatDoesNotExist() {
        for (String kind : new String[] {"STRUCTURE", "struct", "VOID", "UNKNOWN", ""}) {
            assertRefused("[1] " + kind + " 'x' size=4")
                    .hasMessage("line 1: found kind '" + kind + "', expected one of INT, PTR, ARRAY, STRUCT, UNION, "
                            + "ENUM, FWD, TYPEDEF, VOLATILE, CONST, RESTRICT, FUNC, FUNC_PROTO, VAR, DATASEC, FLOAT, "
                            + "DECL_TAG, TYPE_TAG, ENUM64");
        }
    }

    @Test
    void aTypeWithoutAName() {
        assertRefused("[1] STRUCT device size=4 vlen=0")
                .hasMessage("line 1: found 'device size=4 vlen=0', expected a name in single quotes");
    }

    @Test
    void aFieldThatIsMissingMisspelledOrElsewhere() {
        assertRefused("[1] STRUCT 's' vlen=0")
                .hasMessage("line 1, type [1] STRUCT 's': found ' vlen=0', expected ' size='");
        assertRefused("[1] STRUCT 's' size: 4 vlen=0")
                .hasMessage("line 1, type [1] STRUCT 's': found ' size: 4 vlen=0', expected ' size='");
        assertRefused("[1] STRUCT 's' size=4  vlen=0")
                .hasMessage("line 1, type [1] STRUCT 's': found '  vlen=0', expected ' vlen='");
        assertRefused("[1] VAR 'v' type_id=0 linkage=static")
                .hasMessage("line 1, type [1] VAR 'v': found ' linkage=static', expected ', linkage='");
        assertRefused("[1] FUNC 'f' type_id=0, linkage=static")
                .hasMessage("line 1, type [1] FUNC 'f': found ', linkage=static', expected ' linkage='");
    }

    @Test
    void somethingAfterTheLastField() {
        assertRefused("[1] PTR '(anon)' type_id=0 # void")
                .hasMessage("line 1, type [1] PTR '(anon)': found ' # void', expected the end of the line");
        assertRefused("[1] STRUCT 's' size=4 vlen=1\n'a' type_id=0 bits_offset=0 offset=0")
                .hasMessage("line 2, type [1] STRUCT 's': found ' offset=0', expected the end of the line");
    }

    @Test
    void aNumberThatIsNone() {
        for (String size : new String[] {"", "x", "0x4", "+4", "-4", "04", "00", "4.0", "4u", "\u0664"}) {
            assertRefused("[1] FLOAT 'f' size=" + size)
                    .hasMessage("line 1, type [1] FLOAT 'f': found size=" + size + ", expected " + NUMBER);
        }
    }

    @Test
    void aNumberOutOfItsRange() {
        assertRefused("[1] FLOAT 'f' size=4294967296")
                .hasMessage("line 1, type [1] FLOAT 'f': found size=4294967296, expected " + NUMBER);
        assertRefused("[1] INT 'i' size=4 bits_offset=256 nr_bits=32 encoding=SIGNED")
                .hasMessage("line 1, type [1] INT 'i': found bits_offset=256, expected a number from 0 to 255");
        assertRefused("[1] INT 'i' size=4 bits_offset=0 nr_bits=256 encoding=SIGNED")
                .hasMessage("line 1, type [1] INT 'i': found nr_bits=256, expected a number from 0 to 255");
        assertRefused("[1] DECL_TAG 't' type_id=0 component_idx=2147483648")
                .hasMessage("line 1, type [1] DECL_TAG 't': found component_idx=2147483648, "
                        + "expected a number from -2147483648 to 2147483647");
        assertRefused("[1] DECL_TAG 't' type_id=0 component_idx=-0")
                .hasMessage("line 1, type [1] DECL_TAG 't': found component_idx=-0, "
                        + "expected a number from -2147483648 to 2147483647");
        assertRefused("[1] STRUCT 's' size=4 vlen=16777216")
                .hasMessage("line 1, type [1] STRUCT 's': found vlen=16777216, expected a number from 0 to 16777215");
        assertRefused("[1] UNION 'u' size=4 vlen=1\n'a' type_id=0 bits_offset=0 bitfield_size=256")
                .hasMessage("line 2, type [1] UNION 'u': found bitfield_size=256, expected a number from 1 to 255");
        assertRefused("[1] UNION 'u' size=4 vlen=1\n'a' type_id=0 bits_offset=0 bitfield_size=0")
                .hasMessage("line 2, type [1] UNION 'u': found bitfield_size=0, expected a number from 1 to 255");
    }

    @Test
    void anEnumeratorOutOfTheRangeOfItsEncoding() {
        assertRefused("[1] ENUM 'e' encoding=UNSIGNED size=4 vlen=1\n'A' val=-1")
                .hasMessage("line 2, type [1] ENUM 'e': found val=-1, expected " + NUMBER);
        assertRefused("[1] ENUM 'e' encoding=SIGNED size=4 vlen=1\n'A' val=2147483648")
                .hasMessage("line 2, type [1] ENUM 'e': found val=2147483648, "
                        + "expected a number from -2147483648 to 2147483647");
        for (String value : new String[] {"18446744073709551616ULL", "99999999999999999999ULL", "5LL", "5U", "-1"}) {
            assertRefused("[1] ENUM64 'e' encoding=UNSIGNED size=8 vlen=1\n'A' val=" + value)
                    .hasMessage("line 2, type [1] ENUM64 'e': found val=" + value
                            + ", expected a number from 0ULL to 18446744073709551615ULL");
        }
        for (String value : new String[] {
            "9223372036854775808LL", "-9223372036854775809LL", "18446744073709551615LL", "5ULL", "-0LL", "--5LL", "LL"
        }) {
            assertRefused("[1] ENUM64 'e' encoding=SIGNED size=8 vlen=1\n'A' val=" + value)
                    .hasMessage("line 2, type [1] ENUM64 'e': found val=" + value
                            + ", expected a number from -9223372036854775808LL to 9223372036854775807LL");
        }
    }

    @Test
    void aWordThatIsNoneOfThose() {
        assertRefused("[1] INT 'i' size=4 bits_offset=0 nr_bits=32 encoding=signed")
                .hasMessage("line 1, type [1] INT 'i': found encoding=signed, "
                        + "expected one of (none), SIGNED, CHAR, UNKN, BOOL");
        assertRefused("[1] FWD 'f' fwd_kind=enum")
                .hasMessage("line 1, type [1] FWD 'f': found fwd_kind=enum, expected one of struct, union");
        assertRefused("[1] FUNC 'f' type_id=0 linkage=weak")
                .hasMessage("line 1, type [1] FUNC 'f': found linkage=weak, "
                        + "expected one of static, global, extern, (unknown)");
        assertRefused("[1] ENUM 'e' encoding= size=4 vlen=0")
                .hasMessage("line 1, type [1] ENUM 'e': found encoding=, expected one of UNSIGNED, SIGNED");
    }

    @Test
    void moreOrFewerMembersThanVlenSays() {
        String member = "\n'a' type_id=0 bits_offset=0";
        assertRefused("[1] STRUCT 's' size=4 vlen=2" + member)
                .hasMessage("line 1, type [1] STRUCT 's': found vlen=2, "
                        + "expected vlen=1, the number of lines that follow for it");
        assertRefused("\n[1] STRUCT 's' size=4 vlen=0" + member + member + "\n[2] PTR '(anon)' type_id=1")
                .hasMessage("line 2, type [1] STRUCT 's': found vlen=0, "
                        + "expected vlen=2, the number of lines that follow for it");
    }

    @Test
    void aMemberOfAKindThatHasNone() {
        assertRefused("[1] PTR '(anon)' type_id=0\n\t'a' type_id=0 bits_offset=0")
                .hasMessage("line 2, type [1] PTR '(anon)': found ''a' type_id=0 bits_offset=0', "
                        + "expected the next type's id in brackets, since a type of this kind has one line");
    }

    @Test
    void aMemberBeforeTheFirstType() {
        assertRefused("\t'a' type_id=0 bits_offset=0")
                .hasMessage("line 1: found ''a' type_id=0 bits_offset=0', "
                        + "expected a type, such as [1] PTR '(anon)' type_id=0");
    }

    @Test
    void aMemberOfAnotherKind() {
        assertRefused("[1] ENUM 'e' encoding=UNSIGNED size=4 vlen=1\n'a' type_id=0 bits_offset=0")
                .hasMessage("line 2, type [1] ENUM 'e': found ' type_id=0 bits_offset=0', expected ' val='");
        assertRefused("[1] DATASEC '.d' size=4 vlen=1\n'a' type_id=0")
                .hasMessage("line 2, type [1] DATASEC '.d': found ''a' type_id=0', expected 'type_id='");
        assertRefused("[1] STRUCT 's' size=4 vlen=1\ntype_id=0 offset=0 size=4")
                .hasMessage("line 2, type [1] STRUCT 's': found 'type_id=0 offset=0 size=4', "
                        + "expected a name in single quotes");
    }

    @Test
    void aMemberTooFarAwayInATypeWithBitfields() {
        assertRefused("""
                        [1] STRUCT 's' size=4 vlen=3
                            'a' type_id=0 bits_offset=0 bitfield_size=1

                            'b' type_id=0 bits_offset=16777215
                            'c' type_id=0 bits_offset=16777216
                        """)
                .hasMessage("line 5, type [1] STRUCT 's': found bits_offset=16777216, "
                        + "expected a number from 0 to 16777215, as the type has bit-fields");
    }

    @Test
    void aTypeIdThatDoesNotExist() {
        assertRefused("[1] PTR '(anon)' type_id=1\n[2] PTR '(anon)' type_id=3\n[3] PTR '(anon)' type_id=4")
                .hasMessage("line 3: found type id 4, expected an id from 0 to 3. "
                        + "The dump of split BTF can be parsed only over its base.");
        assertRefused("[1] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1\n'a' type_id=4294967295")
                .hasMessage("line 2: found type id 4294967295, expected an id from 0 to 1. "
                        + "The dump of split BTF can be parsed only over its base.");
        Btf base = RawDump.parse("[1] PTR '(anon)' type_id=0");
        assertThatThrownBy(() -> RawDump.parse("[2] PTR '(anon)' type_id=3", base))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage("line 1: found type id 3, expected an id from 0 to 2. "
                        + "Ids go on where those of the base end, which has 1 types.");
    }

    @Test
    void aSectionThatSaysOfATypeWhatItIsNot() {
        assertRefused("""
                        [1] DATASEC '.data' size=4 vlen=1
                            type_id=2 offset=0 size=4 (VAR 'b')
                        [2] VAR 'a' type_id=0, linkage=static
                        """).hasMessage("line 2: found '(VAR 'b')' after type id 2, expected '(VAR 'a')' or nothing");
        assertRefused("[1] DATASEC '.data' size=4 vlen=1\ntype_id=0 offset=0 size=4 # zero")
                .hasMessage("line 2: found '# zero' after type id 0, expected '(UNKNOWN '(anon)')' or nothing");
        assertRefused("[1] DATASEC '.data' size=4 vlen=1\ntype_id=0 offset=0 size=4,")
                .hasMessage("line 2, type [1] DATASEC '.data': found ',', expected the end of the line");
    }

    @Test
    void aNameThatNoBtfCanHave() {
        assertRefused("[1] FWD 'price in \u20ac' fwd_kind=struct")
                .hasMessage("line 1: found U+20AC in the name 'price in \u20ac', "
                        + "expected Latin-1 characters other than NUL. "
                        + "A dump in a file has to be read as ISO-8859-1.");
        assertRefused("[1] STRUCT 's' size=4 vlen=1\n'a\0b' type_id=0 bits_offset=0")
                .hasMessage("line 2, type [1] STRUCT 's': found U+0000 in the name 'a\0b', "
                        + "expected Latin-1 characters other than NUL. "
                        + "A dump in a file has to be read as ISO-8859-1.");
    }

    @Test
    void aMessageDoesNotRepeatALineHoweverLong() {
        String large = "x".repeat(1_000_000);

        assertRefused(large)
                .hasMessage("line 1: found '" + "x".repeat(100) + "...', "
                        + "expected a type, such as [1] PTR '(anon)' type_id=0");
        assertThat(messageFor("[1] " + large)).hasSizeLessThan(500);
        assertThat(messageFor("[" + large)).hasSizeLessThan(500);
        assertThat(messageFor("[1] PTR '" + large + "' id=0")).hasSizeLessThan(500);
        assertThat(messageFor("[1] PTR '\u20ac" + large + "' id=0")).hasSizeLessThan(500);
        assertThat(messageFor("[1] PTR 'p' type_id=" + large)).hasSizeLessThan(500);
        assertThat(messageFor("[1] DATASEC 'd' size=4 vlen=1\ntype_id=0 offset=0 size=0 (" + large))
                .hasSizeLessThan(500);
    }

    private static String messageFor(String text) {
        try {
            return RawDump.print(RawDump.parse(text));
        } catch (BtfFormatException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(String text) {
        return assertThatThrownBy(() -> RawDump.parse(text)).isInstanceOf(BtfFormatException.class);
    }
}
