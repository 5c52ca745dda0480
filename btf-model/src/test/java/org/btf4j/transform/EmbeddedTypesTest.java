// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.btf4j.model.BtfBuilder.member;
import static org.btf4j.transform.Dumps.btf;
import static org.btf4j.transform.Dumps.over;

import java.util.Arrays;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedTypesTest {

    private static final Btf BASE = btf("""
            [1] STRUCT 'foo' size=8 vlen=0
            [2] UNION 'bar' size=8 vlen=0
            [3] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            """);

    private static int[] embedded(Btf split) {
        return EmbeddedTypes.of(split).ascendingIds();
    }

    @Test
    void areStructsAndUnionsThatAMemberHasByValue() {
        assertThat(embedded(over(BASE, """
                        [4] STRUCT 'a' size=8 vlen=2
                            'foo' type_id=1 bits_offset=0
                            'count' type_id=3 bits_offset=0
                        [5] UNION '(anon)' size=8 vlen=1
                            'bar' type_id=2 bits_offset=0
                        """))).containsExactly(1, 2);
    }

    @Test
    void areFoundThroughQualifiersTypedefsTagsAndArrays() {
        assertThat(embedded(over(BASE, """
                        [4] ARRAY '(anon)' type_id=5 index_type_id=3 nr_elems=2
                        [5] CONST '(anon)' type_id=6
                        [6] VOLATILE '(anon)' type_id=7
                        [7] RESTRICT '(anon)' type_id=8
                        [8] TYPEDEF 'foo_t' type_id=9
                        [9] TYPE_TAG 'user' type_id=1
                        [10] STRUCT 'holder' size=16 vlen=1
                            'foos' type_id=4 bits_offset=0
                        """))).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[4] PTR '(anon)' type_id=1",
                "[4] ARRAY '(anon)' type_id=3 index_type_id=1 nr_elems=2",
                "[4] FUNC_PROTO '(anon)' ret_type_id=1 vlen=0",
                "[4] VAR 'v' type_id=1, linkage=static",
                "[4] INT 'own' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED"
            })
    void areNotFoundThroughAnythingElse(String memberType) {
        assertThat(embedded(over(BASE, memberType + """

                        [5] STRUCT 'holder' size=16 vlen=1
                            'member' type_id=4 bits_offset=0
                        """))).isEmpty();
    }

    @Test
    void areNotFoundWhereNoMemberIsThere() {
        assertThat(embedded(over(BASE, """
                        [4] VAR 'v' type_id=1, linkage=static
                        [5] FUNC_PROTO '(anon)' ret_type_id=1 vlen=1
                            'foo' type_id=1
                        [6] TYPEDEF 'foo_t' type_id=1
                        """))).isEmpty();
    }

    /** libbpf 1.7 never ends here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[4] ARRAY '(anon)' type_id=4 index_type_id=3 nr_elems=2 | [5] FLOAT 'f' size=4 | [4] ARRAY '(anon)'",
                "[4] CONST '(anon)' type_id=4                            | [5] FLOAT 'f' size=4 | [4] CONST '(anon)'",
                "[4] TYPEDEF 'a' type_id=5              | [5] TYPEDEF 'b' type_id=4             | [4] TYPEDEF 'a'",
                "[4] CONST '(anon)' type_id=5           | [5] VOLATILE '(anon)' type_id=5       | [5] VOLATILE '(anon)'"
            })
    void mustNotBeLookedForInACircle(String first, String second, String blamed) {
        Btf split = over(BASE, first + "\n" + second + """

                [6] STRUCT 'holder' size=16 vlen=1
                    'member' type_id=4 bits_offset=0
                """);
        Relocator relocator = new Relocator(BASE);

        assertThatThrownBy(() -> relocator.relocate(split))
                .isExactlyInstanceOf(BtfFormatException.class)
                .hasMessage("type " + blamed + ": found a type that leads back to itself,"
                        + " expected an end to the chain of qualifiers, typedefs and arrays");
    }

    /** No member leads there, so nobody looks. */
    @Test
    void mayComeWithACircleThatNoMemberLeadsTo() {
        assertThat(embedded(over(BASE, "[4] CONST '(anon)' type_id=4"))).isEmpty();
    }

    /** libbpf 1.7 walks the chain again for each member. */
    @Test
    void areFoundAtTheEndOfALongChainThatManyMembersShare() {
        BtfBuilder own = BtfBuilder.over(BASE);
        int last = 1;
        for (int i = 0; i < 200_000; i++) {
            last = own.constOf(last);
        }
        BtfType.Member[] members = new BtfType.Member[100_000];
        Arrays.fill(members, member("", last, 0));
        own.struct("holder", 8, members);

        assertThat(embedded(own.build())).containsExactly(1);
    }
}
