// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.diff.Diffs.kernel;

import org.junit.jupiter.api.Test;

/** What becomes of the members of a struct, in a kernel. */
class MembersTest {

    @Test
    void aMemberInFormerPaddingIsCompatible() {
        assertThat(kernel("""
                [5] STRUCT 'device' size=16 vlen=2
                    'id' type_id=1 bits_offset=0
                    'data' type_id=4 bits_offset=64
                """, """
                [5] STRUCT 'device' size=16 vlen=3
                    'id' type_id=1 bits_offset=0
                    'mode' type_id=1 bits_offset=32
                    'data' type_id=4 bits_offset=64
                """)).isEqualTo("""
                struct device changed: compatible
                    member mode added: int at bit 32, 32 bits (compatible)
                """);
    }

    @Test
    void aMemberAtTheEndBreaksModulesThatEmbedTheStruct() {
        assertThat(kernel("""
                [5] STRUCT 'device' size=4 vlen=1
                    'id' type_id=1 bits_offset=0
                """, """
                [5] STRUCT 'device' size=8 vlen=2
                    'id' type_id=1 bits_offset=0
                    'mode' type_id=1 bits_offset=32
                """)).isEqualTo("""
                struct device changed: breaking for loading
                    size 4 bytes, now 8 (breaking for loading)
                    member mode added: int at bit 32, 32 bits (compatible)
                """);
    }

    @Test
    void aMemberElsewhereIsFoundByCoRe() {
        assertThat(kernel("""
                [5] STRUCT 'pair' size=8 vlen=2
                    'one' type_id=1 bits_offset=0
                    'two' type_id=1 bits_offset=32
                """, """
                [5] STRUCT 'pair' size=8 vlen=2
                    'two' type_id=1 bits_offset=0
                    'one' type_id=1 bits_offset=32
                """)).isEqualTo("""
                struct pair changed: source-compatible
                    member two was int at bit 32, 32 bits, is int at bit 0, 32 bits (source-compatible)
                    member one was int at bit 0, 32 bits, is int at bit 32, 32 bits (source-compatible)
                """);
    }

    @Test
    void aMemberOfAnotherNameIsAnotherMember() {
        assertThat(kernel("""
                [5] STRUCT 'device' size=4 vlen=1
                    'id' type_id=1 bits_offset=0
                """, """
                [5] STRUCT 'device' size=4 vlen=1
                    'number' type_id=1 bits_offset=0
                """)).isEqualTo("""
                struct device changed: breaking for tracing
                    member id removed: was int at bit 0, 32 bits (breaking for tracing)
                    member number added: int at bit 0, 32 bits (compatible)
                """);
    }

    /** CO-RE reads integers of any size and encoding, any pointer, structs as unions, and arrays as their elements. */
    @Test
    void anotherTypeIsCompatibleAsFarAsCoReSaysSo() {
        String types = """
                [5] STRUCT 'one' size=8 vlen=0
                [6] UNION 'other' size=8 vlen=0
                [7] PTR '(anon)' type_id=5
                [8] PTR '(anon)' type_id=6
                [9] ARRAY '(anon)' type_id=1 index_type_id=1 nr_elems=4
                [10] ARRAY '(anon)' type_id=2 index_type_id=1 nr_elems=2
                [11] ENUM 'color' encoding=UNSIGNED size=4 vlen=0
                [12] ENUM 'colour' encoding=UNSIGNED size=4 vlen=0
                """;
        assertThat(kernel(types + """
                [13] STRUCT 'all' size=72 vlen=6
                    'number' type_id=1 bits_offset=0
                    'pointer' type_id=7 bits_offset=64
                    'struct' type_id=5 bits_offset=128
                    'array' type_id=9 bits_offset=192
                    'enum' type_id=11 bits_offset=320
                    'kind' type_id=2 bits_offset=384
                """, types + """
                [13] STRUCT 'all' size=72 vlen=6
                    'number' type_id=3 bits_offset=0
                    'pointer' type_id=8 bits_offset=64
                    'struct' type_id=6 bits_offset=128
                    'array' type_id=10 bits_offset=192
                    'enum' type_id=12 bits_offset=320
                    'kind' type_id=4 bits_offset=384
                """)).isEqualTo("""
                struct all changed: breaking for tracing
                    member number was int at bit 0, 32 bits, is char at bit 0, 8 bits (source-compatible)
                    member pointer was struct one * at bit 64, 64 bits, is union other * at bit 64, 64 bits (source-compatible)
                    member struct was struct one at bit 128, 64 bits, is union other at bit 128, 64 bits (source-compatible)
                    member array was int[4] at bit 192, 128 bits, is long[2] at bit 192, 128 bits (source-compatible)
                    member enum was enum color at bit 320, 32 bits, is enum colour at bit 320, 32 bits (breaking for tracing)
                    member kind was long at bit 384, 64 bits, is void * at bit 384, 64 bits (breaking for tracing)
                """);
    }

    @Test
    void aMemberGrowsWithItsTypeThoughThatIsCalledTheSame() {
        assertThat(kernel("""
                [5] TYPEDEF 'token_t' type_id=1
                [6] STRUCT 'device' size=8 vlen=1
                    'token' type_id=5 bits_offset=0
                """, """
                [5] TYPEDEF 'token_t' type_id=2
                [6] STRUCT 'device' size=8 vlen=1
                    'token' type_id=5 bits_offset=0
                """)).isEqualTo("""
                struct device changed: source-compatible
                    member token was token_t at bit 0, 32 bits, is token_t at bit 0, 64 bits (source-compatible)
                typedef token_t changed: source-compatible
                    type was int, is long (source-compatible)
                """);
    }

    @Test
    void aBitFieldHasItsOwnBits() {
        assertThat(kernel("""
                [5] STRUCT 'flags' size=4 vlen=2
                    'ready' type_id=1 bits_offset=0 bitfield_size=1
                    'mode' type_id=1 bits_offset=1 bitfield_size=3
                """, """
                [5] STRUCT 'flags' size=4 vlen=2
                    'ready' type_id=1 bits_offset=0 bitfield_size=2
                    'mode' type_id=1 bits_offset=2 bitfield_size=3
                """)).isEqualTo("""
                struct flags changed: source-compatible
                    member ready was int at bit 0, 1 bit, is int at bit 0, 2 bits (source-compatible)
                    member mode was int at bit 1, 3 bits, is int at bit 2, 3 bits (source-compatible)
                """);
    }

    /** Old encoders made an integer for each width of bit-field instead, which is the only difference. */
    @Test
    void aBitFieldIsTheSameHoweverItIsEncoded() {
        assertThat(kernel("""
                [5] INT 'unsigned' size=4 bits_offset=0 nr_bits=32 encoding=(none)
                [6] INT 'unsigned' size=4 bits_offset=1 nr_bits=3 encoding=(none)
                [7] STRUCT 'flags' size=4 vlen=1
                    'mode' type_id=6 bits_offset=0
                """, """
                [5] INT 'unsigned' size=4 bits_offset=0 nr_bits=32 encoding=(none)
                [6] STRUCT 'flags' size=4 vlen=1
                    'mode' type_id=5 bits_offset=1 bitfield_size=3
                """)).isEqualTo("""
                unsigned removed: breaking for loading
                    number of types of this name was 2, is 1 (breaking for loading)
                """);
    }

    @Test
    void membersOfAnonymousTypesAreReachedByTheirOwnNames() {
        assertThat(kernel("""
                [5] STRUCT '(anon)' size=8 vlen=2
                    'low' type_id=1 bits_offset=0
                    'high' type_id=1 bits_offset=32
                [6] UNION '(anon)' size=8 vlen=2
                    'all' type_id=2 bits_offset=0
                    '(anon)' type_id=5 bits_offset=0
                [7] STRUCT 'register' size=16 vlen=2
                    'id' type_id=1 bits_offset=0
                    '(anon)' type_id=6 bits_offset=64
                """, """
                [5] STRUCT '(anon)' size=8 vlen=2
                    'high' type_id=1 bits_offset=0
                    'low' type_id=1 bits_offset=32
                [6] UNION '(anon)' size=8 vlen=2
                    'all' type_id=2 bits_offset=0
                    '(anon)' type_id=5 bits_offset=0
                [7] STRUCT 'register' size=16 vlen=2
                    'id' type_id=1 bits_offset=0
                    '(anon)' type_id=6 bits_offset=64
                """)).isEqualTo("""
                struct register changed: source-compatible
                    member high was int at bit 96, 32 bits, is int at bit 64, 32 bits (source-compatible)
                    member low was int at bit 64, 32 bits, is int at bit 96, 32 bits (source-compatible)
                """);
    }

    /** The kernel's {@code struct_group} does that. */
    @Test
    void aGroupAroundMembersThatStayInPlaceIsNoDifference() {
        assertThat(kernel("""
                [5] STRUCT 'header' size=8 vlen=2
                    'source' type_id=1 bits_offset=0
                    'target' type_id=1 bits_offset=32
                """, """
                [5] STRUCT '(anon)' size=8 vlen=2
                    'source' type_id=1 bits_offset=0
                    'target' type_id=1 bits_offset=32
                [6] STRUCT 'header' size=8 vlen=1
                    '(anon)' type_id=5 bits_offset=0
                """)).isEmpty();
    }

    @Test
    void aMemberOfAnAnonymousTypeComesBeforeItsOwnMembers() {
        assertThat(kernel("""
                [5] STRUCT '(anon)' size=4 vlen=1
                    'x' type_id=1 bits_offset=0
                [6] ARRAY '(anon)' type_id=5 index_type_id=1 nr_elems=2
                [7] STRUCT 'device' size=12 vlen=2
                    'addr' type_id=5 bits_offset=0
                    'items' type_id=6 bits_offset=32
                """, """
                [5] STRUCT '(anon)' size=8 vlen=2
                    'x' type_id=1 bits_offset=0
                    'y' type_id=1 bits_offset=32
                [6] ARRAY '(anon)' type_id=5 index_type_id=1 nr_elems=3
                [7] STRUCT 'device' size=32 vlen=2
                    'addr' type_id=5 bits_offset=0
                    'items' type_id=6 bits_offset=64
                """)).isEqualTo("""
                struct device changed: breaking for loading
                    size 12 bytes, now 32 (breaking for loading)
                    member addr was struct {...} at bit 0, 32 bits, is struct {...} at bit 0, 64 bits (source-compatible)
                    member addr.y added: int at bit 32, 32 bits (compatible)
                    member items was struct {...}[2] at bit 32, 64 bits, is struct {...}[3] at bit 64, 192 bits (source-compatible)
                    member items[].x was int at bit 32, 32 bits, is int at bit 64, 32 bits (source-compatible)
                    member items[].y added: int at bit 96, 32 bits (compatible)
                """);
    }

    @Test
    void anAnonymousTypeBehindAPointerIsSpelledWhereItDiffers() {
        assertThat(kernel("""
                [5] STRUCT '(anon)' size=4 vlen=1
                    'x' type_id=1 bits_offset=0
                [6] PTR '(anon)' type_id=5
                [7] STRUCT 'device' size=8 vlen=1
                    'state' type_id=6 bits_offset=0
                """, """
                [5] STRUCT '(anon)' size=4 vlen=1
                    'x' type_id=1 bits_offset=0 bitfield_size=3
                [6] PTR '(anon)' type_id=5
                [7] STRUCT 'device' size=8 vlen=1
                    'state' type_id=6 bits_offset=0
                """)).isEqualTo("""
                struct device changed: source-compatible
                    member state was struct { int x; } * at bit 0, 64 bits, is struct { int x : 3; } * at bit 0, 64 bits (source-compatible)
                """);
    }

    @Test
    void anAnonymousEnumIsSpelledWhereItDiffers() {
        assertThat(kernel("""
                [5] ENUM '(anon)' encoding=UNSIGNED size=4 vlen=1
                    'OFF' val=0
                [6] STRUCT 'device' size=4 vlen=1
                    'state' type_id=5 bits_offset=0
                """, """
                [5] ENUM '(anon)' encoding=UNSIGNED size=4 vlen=2
                    'OFF' val=0
                    'ON' val=1
                [6] STRUCT 'device' size=4 vlen=1
                    'state' type_id=5 bits_offset=0
                """)).isEqualTo("""
                struct device changed: source-compatible
                    member state was enum { OFF = 0 } at bit 0, 32 bits, is enum { OFF = 0, ON = 1 } at bit 0, 32 bits (source-compatible)
                """);
    }

    @Test
    void theOrderOfQualifiersAndTheNamesOfParametersAreNoDifference() {
        assertThat(kernel("""
                [5] CONST '(anon)' type_id=1
                [6] VOLATILE '(anon)' type_id=5
                [7] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                    'dev' type_id=6
                [8] PTR '(anon)' type_id=7
                [9] STRUCT 'device' size=8 vlen=1
                    'probe' type_id=8 bits_offset=0
                """, """
                [5] VOLATILE '(anon)' type_id=1
                [6] CONST '(anon)' type_id=5
                [7] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                    '(anon)' type_id=6
                [8] PTR '(anon)' type_id=7
                [9] STRUCT 'device' size=8 vlen=1
                    'probe' type_id=8 bits_offset=0
                """)).isEmpty();
    }
}
