// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.btf4j.model.Btf;
import org.btf4j.text.RawDump;
import org.junit.jupiter.api.Test;

/** When split BTF that came back is the same, and what is told if it is not. */
class RoundTripTest {

    private static final Btf BASE = RawDump.parse("""
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] STRUCT '(anon)' size=4 vlen=1
            	'value' type_id=1 bits_offset=0
            [3] PTR '(anon)' type_id=2
            """);

    private static final String LIST = """
            [4] STRUCT 'node' size=16 vlen=2
            	'next' type_id=5 bits_offset=0
            	'value' type_id=3 bits_offset=64
            [5] PTR '(anon)' type_id=4
            """;

    @Test
    void copiesOfBaseTypesBehindTheOthersAreTheSame() {
        assertThat(RoundTrip.difference(split(LIST), split("""
                [4] STRUCT 'node' size=16 vlen=2
                	'next' type_id=5 bits_offset=0
                	'value' type_id=7 bits_offset=64
                [5] PTR '(anon)' type_id=4
                [6] STRUCT '(anon)' size=4 vlen=1
                	'value' type_id=1 bits_offset=0
                [7] PTR '(anon)' type_id=6
                """))).isEmpty();
    }

    @Test
    void copiesThatDifferAreNot() {
        assertThat(RoundTrip.difference(split(LIST), split("""
                [4] STRUCT 'node' size=16 vlen=2
                	'next' type_id=5 bits_offset=0
                	'value' type_id=7 bits_offset=64
                [5] PTR '(anon)' type_id=4
                [6] STRUCT '(anon)' size=8 vlen=1
                	'value' type_id=1 bits_offset=0
                [7] PTR '(anon)' type_id=6
                """)))
                .hasValueSatisfying(difference -> assertThat(difference.message())
                        .isEqualTo(" has changed [4] STRUCT 'node', which leads to [2] STRUCT '(anon)':"
                                + " afterwards it is [6] STRUCT '(anon)'"));
    }

    @Test
    void aTypeThatChangedInPlaceIsNot() {
        assertThat(RoundTrip.difference(
                        split("[4] TYPEDEF 'count' type_id=1"), split("[4] TYPEDEF 'number' type_id=1")))
                .contains(new Difference(
                        " has changed [4] TYPEDEF 'count': afterwards it is [4] TYPEDEF 'number'",
                        "[4] TYPEDEF 'count' type_id=1\n",
                        "[4] TYPEDEF 'number' type_id=1\n"));
        assertThat(RoundTrip.difference(
                        split("[4] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1\n'a' type_id=1"),
                        split("[4] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1\n'b' type_id=1")))
                .hasValueSatisfying(difference ->
                        assertThat(difference.message()).isEqualTo(" has changed [4] FUNC_PROTO '(anon)'"));
    }

    @Test
    void aTypeThatIsGoneIsNot() {
        assertThat(RoundTrip.difference(split(LIST), split("""
                [4] STRUCT 'node' size=16 vlen=2
                	'next' type_id=3 bits_offset=0
                	'value' type_id=3 bits_offset=64
                """)))
                .hasValueSatisfying(difference -> assertThat(difference.message())
                        .isEqualTo(" has changed [4] STRUCT 'node', which leads to"
                                + " [4] STRUCT 'node': afterwards it is [2] STRUCT '(anon)'"));
        assertThat(RoundTrip.difference(
                        split("[4] CONST '(anon)' type_id=1\n[5] CONST '(anon)' type_id=1"), split("""
                [4] CONST '(anon)' type_id=1
                """)))
                .hasValueSatisfying(
                        difference -> assertThat(difference.message()).isEqualTo(" has lost [5] CONST '(anon)'"));
    }

    private static Btf split(String dump) {
        return RawDump.parse(dump, BASE);
    }
}
