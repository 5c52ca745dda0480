// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.btf4j.transform.Dumps.btf;
import static org.btf4j.transform.Dumps.over;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Why a module does not fit, as one tells it to somebody who has never seen BTF. */
class SentenceTest {

    private static final String EMBEDDED = """
            [2] STRUCT 'foo_priv' size=64 vlen=1
                'chip' type_id=1 bits_offset=0
            """;
    private static final String POINTED_TO = """
            [2] PTR '(anon)' type_id=1
            [3] STRUCT 'foo_priv' size=8 vlen=1
                'chip' type_id=2 bits_offset=0
            """;

    @Nested
    class OfAFailure {

        @Test
        void whoseTypeIsMissing() {
            assertFailure(
                    "[1] STRUCT 'gpio_chip' size=16 vlen=0",
                    EMBEDDED,
                    "[1] STRUCT 'other' size=8 vlen=0",
                    "struct gpio_chip does not exist there; embedded by value in struct foo_priv.chip");
        }

        /** Names in Rust have semicolons, so no semicolon tells where the gist ends. */
        @Test
        void inTwoParts() {
            Relocation relocation = new Relocator(btf("[1] STRUCT 'other' size=8 vlen=0"))
                    .relocate(over(btf("[1] STRUCT 'Option<[u8; 4]>' size=16 vlen=0"), EMBEDDED));

            assertThat(relocation.explain(null).failures())
                    .extracting(Explanation.Failure::gist, Explanation.Failure::way)
                    .containsExactly(tuple(
                            "struct Option<[u8; 4]> does not exist there",
                            "; embedded by value in struct foo_priv.chip"));
        }

        @Test
        void whoseTypeHasAnotherSize() {
            assertFailure(
                    "[1] STRUCT 'gpio_chip' size=632 vlen=0",
                    EMBEDDED,
                    "[1] STRUCT 'gpio_chip' size=640 vlen=0",
                    "struct gpio_chip is 640 bytes there, 632 in the module's base;"
                            + " embedded by value in struct foo_priv.chip");
            assertFailure(
                    "[1] ENUM 'mode' encoding=UNSIGNED size=4 vlen=0",
                    POINTED_TO,
                    "[1] ENUM64 'mode' encoding=UNSIGNED size=1 vlen=0",
                    "enum mode is 1 byte there, 4 in the module's base; behind a pointer in struct foo_priv.chip");
        }

        @Test
        void whoseTypeHasOtherSizesInSeveralPlaces() {
            assertFailure(
                    "[1] STRUCT 'ring' size=4 vlen=0",
                    EMBEDDED,
                    """
                    [1] STRUCT 'ring' size=8 vlen=0
                    [2] STRUCT 'ring' size=16 vlen=0
                    """,
                    "struct ring is 8 or 16 bytes there, 4 in the module's base;"
                            + " embedded by value in struct foo_priv.chip");
            assertFailure(
                    "[1] STRUCT 'ring' size=4 vlen=0",
                    EMBEDDED,
                    """
                    [1] FWD 'ring' fwd_kind=union
                    [2] STRUCT 'ring' size=16 vlen=0
                    """,
                    "struct ring is a declared union or a struct of 16 bytes there, a struct of 4 bytes in the module's"
                            + " base; embedded by value in struct foo_priv.chip");
        }

        @Test
        void whoseTypeHasAnotherKind() {
            assertFailure(
                    "[1] INT 'mode' size=4 bits_offset=0 nr_bits=32 encoding=(none)",
                    EMBEDDED,
                    "[1] ENUM 'mode' encoding=UNSIGNED size=4 vlen=0",
                    "integer mode is an enum of 4 bytes there, an integer of 4 bytes in the module's base;"
                            + " embedded by value in struct foo_priv.chip");
            assertFailure(
                    "[1] FWD 'mode' fwd_kind=struct",
                    POINTED_TO,
                    "[1] FWD 'mode' fwd_kind=union",
                    "struct mode is a declared union there, a declared struct in the module's base;"
                            + " behind a pointer in struct foo_priv.chip");
        }

        @Test
        void whoseTypeIsOnlyDeclared() {
            assertFailure(
                    "[1] FWD 'word' fwd_kind=union",
                    POINTED_TO,
                    "[1] UNION 'word' size=8 vlen=0",
                    "union word is only declared in the module's base, and kernels do not find a union without bit-fields"
                            + " by that; behind a pointer in struct foo_priv.chip");
            assertFailure(
                    "[1] FWD 'word' fwd_kind=struct",
                    POINTED_TO,
                    """
                    [1] STRUCT 'word' size=8 vlen=0
                    [2] STRUCT 'word' size=1 vlen=0
                    """,
                    "struct word is only declared in the module's base, and kernels do not choose where several types have"
                            + " that name, here a struct of 8 bytes and a struct of 1 byte;"
                            + " behind a pointer in struct foo_priv.chip");
        }

        @Test
        void whoseIntegerHasAnotherEncoding() {
            assertFailure(
                    "[1] INT 'char' size=1 bits_offset=0 nr_bits=8 encoding=SIGNED",
                    EMBEDDED,
                    "[1] INT 'char' size=1 bits_offset=0 nr_bits=8 encoding=(none)",
                    "integer char is unsigned there, signed in the module's base;"
                            + " embedded by value in struct foo_priv.chip");
            assertFailure(
                    "[1] INT 'flag' size=1 bits_offset=0 nr_bits=8 encoding=CHAR",
                    EMBEDDED,
                    "[1] INT 'flag' size=1 bits_offset=0 nr_bits=8 encoding=BOOL",
                    "integer flag is a truth value there, a character in the module's base;"
                            + " embedded by value in struct foo_priv.chip");
        }

        @Test
        void whoseTypeFitsSeveral() {
            assertFailure(
                    "[1] STRUCT 'ring' size=8 vlen=0",
                    EMBEDDED,
                    """
                    [1] STRUCT 'ring' size=8 vlen=0
                    [2] UNION 'ring' size=8 vlen=0
                    """,
                    "struct ring fits more than one type there, so that none is taken: a struct of 8 bytes and a union of 8"
                            + " bytes; embedded by value in struct foo_priv.chip");
        }

        @Test
        void inTheLayoutBaseRef() {
            Relocation relocation = new Relocator(
                            btf("[1] STRUCT 'other' size=8 vlen=0"), Layout.BASE_REF, RuleSet.KERNEL)
                    .relocate(over(btf("""
                            [1] FWD 'gone' fwd_kind=struct
                            [2] PTR '(anon)' type_id=1
                            [3] UNION '(anon)' size=1 vlen=0
                            """), """
                            [4] STRUCT 'foo_priv' size=16 vlen=2
                                'gone' type_id=2 bits_offset=0
                                'word' type_id=3 bits_offset=64
                            """));

            assertThat(relocation.explain(null).failures())
                    .extracting(Explanation.Failure::sentence)
                    .containsExactly(
                            "struct gone does not exist there; behind a pointer in struct foo_priv.gone",
                            "an unnamed pointer refers to a type without counterpart there;"
                                    + " embedded by value in struct foo_priv.gone",
                            "an unnamed union of 1 byte has no counterpart there;"
                                    + " embedded by value in struct foo_priv.word");
        }

        /** The way through the pointer is shorter, but is not why the size matters. */
        @Test
        void tellsAWayThatEmbedsTheTypeIfThatIsTheReason() {
            assertFailure(
                    "[1] STRUCT 'ring' size=4 vlen=0",
                    """
                    [2] TYPEDEF 'ring_t' type_id=1
                    [3] CONST '(anon)' type_id=2
                    [4] STRUCT 'outer' size=8 vlen=1
                        'ring' type_id=3 bits_offset=0
                    [5] PTR '(anon)' type_id=1
                    [6] VAR 'first' type_id=5, linkage=static
                    """,
                    "[1] STRUCT 'ring' size=8 vlen=0",
                    "struct ring is 8 bytes there, 4 in the module's base; embedded by value in struct outer.ring"
                            + " and in 1 other way");
        }

        /** Encoders leave types behind that nothing uses, for example where a function was inlined. */
        @Test
        void tellsAWayThatBeginsWithAName() {
            assertFailure(
                    "[1] FWD 'ring' fwd_kind=struct",
                    """
                    [2] PTR '(anon)' type_id=1
                    [3] CONST '(anon)' type_id=1
                    [4] PTR '(anon)' type_id=3
                    [5] VAR 'first' type_id=4, linkage=static
                    """,
                    "[1] STRUCT 'other' size=8 vlen=0",
                    "struct ring does not exist there; behind a pointer in variable first and in 1 other way");
        }

        @Test
        void thatNothingInTheModuleNeeds() {
            assertFailure(
                    "[1] STRUCT 'ring' size=4 vlen=0",
                    "[2] STRUCT 'foo_priv' size=8 vlen=0",
                    "[1] STRUCT 'other' size=8 vlen=0",
                    "struct ring does not exist there");
        }

        private static void assertFailure(String base, String split, String target, String sentence) {
            Relocation relocation = new Relocator(btf(target)).relocate(over(btf(base), split));

            assertThat(relocation.explain(null).failures())
                    .extracting(Explanation.Failure::sentence)
                    .containsExactly(sentence);
        }
    }

    @Nested
    class OfAWay {

        @Test
        void beginsWithAMemberAParameterOrAVariable() {
            assertWays(
                    """
                    [2] VAR 'spare' type_id=1, linkage=static
                    [3] PTR '(anon)' type_id=1
                    [4] VAR 'first' type_id=3, linkage=static
                    [5] FUNC_PROTO '(anon)' ret_type_id=3 vlen=0
                    [6] FUNC 'find' type_id=5 linkage=static
                    [7] FUNC_PROTO '(anon)' ret_type_id=1 vlen=1
                        'key' type_id=0
                    [8] FUNC 'make' type_id=7 linkage=static
                    [9] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                        'ring' type_id=1
                    [10] FUNC 'drop' type_id=9 linkage=static
                    [11] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                        '(anon)' type_id=3
                    [12] FUNC 'add' type_id=11 linkage=static
                    """,
                    "by value in variable spare",
                    "behind a pointer in variable first",
                    "by value as the result of function make",
                    "by value as parameter ring of function drop",
                    "behind a pointer as the result of function find",
                    "behind a pointer as an unnamed parameter of function add");
        }

        /** As C spells them. */
        @Test
        void goesThroughTheMembersOfAnonymousTypes() {
            assertWays(
                    """
                    [2] ARRAY '(anon)' type_id=1 index_type_id=0 nr_elems=4
                    [3] STRUCT '(anon)' size=64 vlen=1
                        'rings' type_id=2 bits_offset=0
                    [4] UNION '(anon)' size=64 vlen=1
                        '(anon)' type_id=3 bits_offset=0
                    [5] UNION 'outer' size=64 vlen=1
                        'inner' type_id=4 bits_offset=0
                    [6] PTR '(anon)' type_id=4
                    [7] VAR 'table' type_id=6, linkage=static
                    """,
                    "embedded by value in union outer.inner.rings[]",
                    "embedded by value in variable table->rings[]");
        }

        @Test
        void goesThroughFunctionPointers() {
            assertWays("""
                    [2] PTR '(anon)' type_id=1
                    [3] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                        'ring' type_id=2
                    [4] PTR '(anon)' type_id=3
                    [5] STRUCT 'ops' size=8 vlen=1
                        'open' type_id=4 bits_offset=0
                    """, "behind a pointer as parameter ring of the function pointer struct ops.open");
        }

        @Test
        void mayBeginWithATypeThatNothingUses() {
            assertWays("[2] TYPEDEF 'ring_t' type_id=1", "by value in typedef ring_t");
            assertWays("[2] CONST '(anon)' type_id=1", "by value in a qualified type");
            assertWays("[2] PTR '(anon)' type_id=1", "behind a pointer in a pointer type");
            assertWays("[2] ARRAY '(anon)' type_id=1 index_type_id=0 nr_elems=4", "by value in an array type");
            assertWays("""
                    [2] STRUCT '(anon)' size=4 vlen=1
                        'ring' type_id=1 bits_offset=0
                    """, "embedded by value in an anonymous struct.ring");
            assertWays("""
                    [2] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                        'ring' type_id=1
                    """, "by value as parameter ring of a function type");
        }

        private static void assertWays(String split, String... ways) {
            Relocation relocation = new Relocator(btf("[1] STRUCT 'ring' size=4 vlen=0"))
                    .relocate(over(btf("[1] STRUCT 'ring' size=4 vlen=0"), split));

            assertThat(relocation.pathsTo(1))
                    .extracting(DependencyPath::inWords)
                    .containsExactly(ways);
        }
    }

    @Nested
    class OfAFinding {

        @Test
        void onAnotherSize() {
            assertFinding(
                    "[1] STRUCT 'device' size=8 vlen=0",
                    POINTED_TO,
                    "[1] STRUCT 'device' size=16 vlen=0",
                    "struct device is 16 bytes there, 8 in the module's base, which kernels let pass behind a pointer;"
                            + " behind a pointer in struct foo_priv.chip");
            assertFinding(
                    "[1] STRUCT 'device' size=8 vlen=0",
                    "[2] VAR 'spare' type_id=1, linkage=static",
                    "[1] STRUCT 'device' size=16 vlen=0",
                    "struct device is 16 bytes there, 8 in the module's base, which kernels let pass as no struct or union"
                            + " of the module embeds it; by value in variable spare");
        }

        @Test
        void onAnotherKind() {
            assertFinding(
                    "[1] STRUCT 'device' size=8 vlen=0",
                    POINTED_TO,
                    "[1] UNION 'device' size=8 vlen=0",
                    "struct device is a union of 8 bytes there, a struct of 8 bytes in the module's base,"
                            + " which kernels let pass; behind a pointer in struct foo_priv.chip");
        }

        @Test
        void onDeclarations() {
            assertFinding(
                    "[1] FWD 'word' fwd_kind=union",
                    POINTED_TO,
                    "[1] STRUCT 'word' size=8 vlen=0",
                    "union word is taken for a struct of 8 bytes there; behind a pointer in struct foo_priv.chip");
            assertFinding(
                    "[1] FWD 'word' fwd_kind=union",
                    POINTED_TO,
                    "[1] UNION 'word' size=8 vlen=0",
                    "union word is only declared in the module's base, and kernels do not find a union without bit-fields"
                            + " by that; behind a pointer in struct foo_priv.chip");
            assertFinding(
                    "[1] FWD 'word' fwd_kind=struct",
                    POINTED_TO,
                    """
                    [1] STRUCT 'word' size=8 vlen=0
                    [2] UNION 'word' size=8 vlen=0
                    """,
                    "struct word is only declared in the module's base, and kernels do not choose where several types have"
                            + " that name, here a struct of 8 bytes and a union of 8 bytes;"
                            + " behind a pointer in struct foo_priv.chip");
        }

        @Test
        void onTheOrderOfTypes() {
            assertFinding(
                    "[1] STRUCT 'ring' size=8 vlen=0",
                    EMBEDDED,
                    """
                    [1] FWD 'ring' fwd_kind=struct
                    [2] STRUCT 'ring' size=8 vlen=0
                    """,
                    "struct ring fits there or not only by the order of the kernel's types, which are a struct of 8 bytes"
                            + " and a declared struct; embedded by value in struct foo_priv.chip");
        }

        @Test
        void onAGuessInTheLayoutBaseRef() {
            Relocator relocator = new Relocator(btf("""
                            [1] STRUCT 'device' size=24 vlen=0
                            [2] STRUCT 'device' size=16 vlen=0
                            """), Layout.BASE_REF, RuleSet.KERNEL);

            assertThat(sentences(relocator.relocate(
                            over(btf("[1] FWD 'device' fwd_kind=struct"), "[2] PTR '(anon)' type_id=1"))))
                    .containsExactly("struct device fits more than one type there, of which the first is taken;"
                            + " behind a pointer in a pointer type");
        }

        private static void assertFinding(String base, String split, String target, String sentence) {
            assertThat(sentences(new Relocator(btf(target)).relocate(over(btf(base), split))))
                    .containsExactly(sentence);
        }
    }

    private static List<String> sentences(Relocation relocation) {
        return relocation.explain(null).findings().stream()
                .map(Explanation.Remark::sentence)
                .toList();
    }
}
