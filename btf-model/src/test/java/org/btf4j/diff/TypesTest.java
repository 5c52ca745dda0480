// SPDX-License-Identifier: Apache-2.0
package org.btf4j.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.diff.Diffs.kernel;

import java.util.List;
import java.util.Set;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.text.RawDump;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of types as a whole, in a kernel where nothing else is said. */
class TypesTest {

    /** In the order of their sorts, then of their names; tags other than those of kfuncs do not count. */
    private static final String ONE_OF_EACH = """
            [5] STRUCT 'zebra' size=4 vlen=0
            [6] STRUCT 'ant' size=4 vlen=0
            [7] UNION 'value' size=4 vlen=0
            [8] ENUM 'color' encoding=UNSIGNED size=4 vlen=0
            [9] ENUM64 'mask' encoding=UNSIGNED size=8 vlen=0
            [10] TYPEDEF 'token_t' type_id=1
            [11] FLOAT 'double' size=8
            [12] FUNC_PROTO '(anon)' ret_type_id=0 vlen=0
            [13] FUNC 'probe' type_id=12 linkage=static
            [14] VAR 'count' type_id=1, linkage=global
            [15] DECL_TAG 'note' type_id=5 component_idx=-1
            """;

    @Test
    void whatOnlyTheOldSideHasIsRemoved() {
        assertThat(kernel(ONE_OF_EACH, "")).isEqualTo("""
                struct ant removed: breaking for loading
                struct zebra removed: breaking for loading
                union value removed: breaking for loading
                enum color removed: breaking for loading
                enum mask removed: breaking for loading
                typedef token_t removed: breaking for tracing
                double removed: breaking for loading
                function probe removed: breaking for tracing
                variable count removed: breaking for tracing
                """);
    }

    @Test
    void whatOnlyTheNewSideHasIsAdded() {
        BtfDiff diff = Diffs.diff(Subject.KERNEL, "", ONE_OF_EACH);

        assertThat(Diffs.text(diff)).isEqualTo("""
                struct ant added: compatible
                struct zebra added: compatible
                union value added: compatible
                enum color added: compatible
                enum mask added: compatible
                typedef token_t added: compatible
                double added: compatible
                function probe added: compatible
                variable count added: compatible
                """);
        assertThat(diff.impact()).isEqualTo(Impact.COMPATIBLE);
    }

    @Test
    void aTagIsNoDifference() {
        assertThat(kernel("""
                [5] STRUCT 'device' size=4 vlen=0
                [6] PTR '(anon)' type_id=5
                [7] VAR 'first' type_id=6, linkage=static
                """, """
                [5] STRUCT 'device' size=4 vlen=0
                [6] DECL_TAG 'note' type_id=5 component_idx=-1
                [7] TYPE_TAG 'rcu' type_id=5
                [8] PTR '(anon)' type_id=7
                [9] VAR 'first' type_id=8, linkage=static
                """)).isEmpty();
    }

    @Test
    void aStructMayBecomeAUnion() {
        assertThat(kernel("""
                [5] STRUCT 'value' size=8 vlen=1
                    'x' type_id=1 bits_offset=0
                """, """
                [5] UNION 'value' size=4 vlen=1
                    'x' type_id=1 bits_offset=0
                """)).isEqualTo("""
                union value changed: breaking for loading
                    kind was struct, is union (breaking for loading)
                    size 8 bytes, now 4 (breaking for loading)
                """);
    }

    @Nested
    class Declarations {

        private static final String DECLARED = "[5] FWD 'device' fwd_kind=struct\n";
        private static final String DEFINED = "[5] STRUCT 'device' size=4 vlen=0\n";

        @Test
        void aDefinitionIsMoreThanADeclaration() {
            assertThat(kernel(DECLARED, DEFINED)).isEqualTo("""
                    struct device changed: compatible
                        kind was struct without a definition, is struct (compatible)
                    """);
        }

        @Test
        void aDeclarationIsLessThanADefinition() {
            assertThat(kernel(DEFINED, DECLARED)).isEqualTo("""
                    struct device changed: breaking for loading
                        kind was struct, is struct without a definition (breaking for loading)
                    """);
            assertThat(Diffs.diff(Subject.MODULE, DEFINED, DECLARED).impact()).isEqualTo(Impact.BREAKS_TRACING);
        }

        @Test
        void aDeclarationThatIsGoneIsMissedByModulesOnly() {
            assertThat(kernel(DECLARED, "")).isEqualTo("struct device removed: breaking for loading\n");
            assertThat(Diffs.text(Diffs.diff(Subject.MODULE, DECLARED, "")))
                    .isEqualTo("struct device removed: compatible\n");
        }

        @Test
        void aDeclarationHasAKindToo() {
            assertThat(kernel(DECLARED, "[5] FWD 'device' fwd_kind=union")).isEqualTo("""
                    union device changed: breaking for loading
                        kind was struct without a definition, is union without a definition (breaking for loading)
                    """);
        }

        @Test
        void severalDeclarationsSayTheSameAsOne() {
            assertThat(kernel(DECLARED, DECLARED + "[6] FWD 'device' fwd_kind=struct\n"))
                    .isEmpty();
        }

        /** A module that needs {@code struct device} then finds two (Linux 6.12), so it is not loaded. */
        @Test
        void aDeclarationBesideADefinitionHidesBothFromModules() {
            String both = DEFINED + "[6] FWD 'device' fwd_kind=struct\n";

            assertThat(kernel(DEFINED, both)).isEqualTo("""
                    struct device added: breaking for loading
                        number of types of this name was 1, is 2 (breaking for loading)
                    """);
            assertThat(kernel(both, DEFINED)).isEqualTo("""
                    struct device removed: compatible
                        number of types of this name was 2, is 1 (compatible)
                    """);
            assertThat(Diffs.text(Diffs.diff(Subject.MODULE, DEFINED, both))).isEmpty();
        }
    }

    @Nested
    class SeveralOfOneName {

        @Test
        void equalOnesBelongTogetherInWhateverOrder() {
            assertThat(kernel("""
                    [5] STRUCT 'slot' size=4 vlen=1
                        'x' type_id=1 bits_offset=0
                    [6] STRUCT 'slot' size=8 vlen=1
                        'y' type_id=2 bits_offset=0
                    """, """
                    [5] STRUCT 'slot' size=8 vlen=1
                        'y' type_id=2 bits_offset=0
                    [6] STRUCT 'slot' size=4 vlen=1
                        'x' type_id=1 bits_offset=0
                    """)).isEmpty();
        }

        @Test
        void ofTheRestThoseThatHaveMostInCommon() {
            assertThat(kernel("""
                    [5] STRUCT 'slot' size=4 vlen=1
                        'same' type_id=1 bits_offset=0
                    [6] STRUCT 'slot' size=8 vlen=2
                        'one' type_id=1 bits_offset=0
                        'two' type_id=1 bits_offset=32
                    [7] STRUCT 'slot' size=8 vlen=1
                        'three' type_id=2 bits_offset=0
                    """, """
                    [5] STRUCT 'slot' size=8 vlen=1
                        'three' type_id=4 bits_offset=0
                    [6] STRUCT 'slot' size=8 vlen=2
                        'two' type_id=1 bits_offset=0
                        'one' type_id=1 bits_offset=32
                    [7] STRUCT 'slot' size=4 vlen=1
                        'same' type_id=1 bits_offset=0
                    """)).isEqualTo("""
                    struct slot changed: source-compatible
                        member two was int at bit 32, 32 bits, is int at bit 0, 32 bits (source-compatible)
                        member one was int at bit 0, 32 bits, is int at bit 32, 32 bits (source-compatible)
                    struct slot changed: breaking for tracing
                        member three was long at bit 0, 64 bits, is void * at bit 0, 64 bits (breaking for tracing)
                    """);
        }

        @Test
        void oneMoreHidesAllFromModules() {
            String one = """
                    [5] STRUCT 'slot' size=4 vlen=0
                    """;
            assertThat(kernel(one, one + "[6] STRUCT 'slot' size=8 vlen=0\n")).isEqualTo("""
                    struct slot added: breaking for loading
                        number of types of this name was 1, is 2 (breaking for loading)
                    """);
        }

        @Test
        void oneLessIsMissedUnlessAnEqualOneRemains() {
            String two = """
                    [5] FUNC_PROTO '(anon)' ret_type_id=0 vlen=0
                    [6] FUNC 'show' type_id=5 linkage=static
                    [7] FUNC 'show' type_id=5 linkage=static
                    """;
            assertThat(kernel(two, two.replaceFirst("(?m)^\\[7].*\n", ""))).isEqualTo("""
                    function show removed: compatible
                        number of types of this name was 2, is 1 (compatible)
                    """);
        }

        /** Tens of thousands on both sides, all different: pairing each with each would take hours. */
        @Test
        void manyThousandsTakeNoTime() {
            BtfDiff diff = Diffs.diff(Subject.KERNEL, many(0), many(1));

            assertThat(diff.differences())
                    .hasSize(20_000)
                    .allMatch(each -> each.details().get(0).sentence().startsWith("size "));
        }

        private static Btf many(int more) {
            BtfBuilder builder = BtfBuilder.standalone();
            for (int i = 0; i < 20_000; i++) {
                builder.struct("slot", 2L * i + more);
            }
            return builder.build();
        }
    }

    @Nested
    class Enums {

        @Test
        void enumeratorsAreAddedRemovedAndGivenOtherValues() {
            assertThat(kernel("""
                    [5] ENUM 'color' encoding=UNSIGNED size=4 vlen=3
                        'RED' val=0
                        'GREEN' val=1
                        'BLUE' val=2
                    """, """
                    [5] ENUM 'color' encoding=UNSIGNED size=4 vlen=3
                        'RED' val=0
                        'BLUE' val=1
                        'WHITE' val=4294967295
                    """)).isEqualTo("""
                    enum color changed: breaking for tracing
                        enumerator GREEN removed: was 1 (breaking for tracing)
                        enumerator BLUE was 2, is 1 (source-compatible)
                        enumerator WHITE added: 4294967295 (compatible)
                    """);
        }

        @Test
        void sixtyFourBitsAreMoreBytes() {
            assertThat(kernel("""
                    [5] ENUM 'mask' encoding=UNSIGNED size=4 vlen=1
                        'ALL' val=7
                    """, """
                    [5] ENUM64 'mask' encoding=SIGNED size=8 vlen=2
                        'ALL' val=7LL
                        'NONE' val=-1LL
                    """)).isEqualTo("""
                    enum mask changed: breaking for loading
                        size 4 bytes, now 8 (breaking for loading)
                        encoding was unsigned, is signed (source-compatible)
                        enumerator NONE added: -1 (compatible)
                    """);
        }

        @Test
        void theKindAloneIsNoDifference() {
            assertThat(kernel("[5] ENUM 'mask' encoding=UNSIGNED size=8 vlen=0", """
                            [5] ENUM64 'mask' encoding=UNSIGNED size=8 vlen=0
                            """))
                    .isEmpty();
        }
    }

    @Nested
    class Typedefs {

        @Test
        void anotherTargetIsLikeAMembersOtherType() {
            assertThat(kernel("[5] TYPEDEF 'token_t' type_id=1", "[5] TYPEDEF 'token_t' type_id=4"))
                    .isEqualTo("""
                            typedef token_t changed: breaking for tracing
                                type was int, is void * (breaking for tracing)
                            """);
        }

        /** No small base has a typedef, so its size is nobody's business who loads modules. */
        @Test
        void whatGivesAStructItsOnlyNameIsComparedLikeAStruct() {
            BtfDiff diff = Diffs.diff(Subject.KERNEL, """
                    [5] STRUCT '(anon)' size=4 vlen=1
                        'counter' type_id=1 bits_offset=0
                    [6] TYPEDEF 'atomic_t' type_id=5
                    """, """
                    [5] STRUCT '(anon)' size=8 vlen=1
                        'counter' type_id=2 bits_offset=0
                    [6] TYPEDEF 'atomic_t' type_id=5
                    """);

            assertThat(Diffs.text(diff)).isEqualTo("""
                    typedef atomic_t changed: source-compatible
                        size 4 bytes, now 8 (source-compatible)
                        member counter was int at bit 0, 32 bits, is long at bit 0, 64 bits (source-compatible)
                    """);
            assertThat(Diffs.layout(diff)).isEqualTo("""
                    RETYPED counter | int at bit 0, 32 bits | long at bit 0, 64 bits
                    """);
        }

        /** The kernel has a typedef {@code btf_trace_NAME} for each tracepoint. */
        @Test
        void aPrototypeIsWhatProgramsAttachTo() {
            String typedef = """
                    [6] PTR '(anon)' type_id=5
                    [7] TYPEDEF 'btf_trace_open' type_id=6
                    """;
            assertThat(kernel("""
                    [5] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                        '(anon)' type_id=1
                    """ + typedef, """
                    [5] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                        '(anon)' type_id=2
                    """ + typedef)).isEqualTo("""
                    typedef btf_trace_open changed: breaking for tracing
                        type was void (*)(int), is void (*)(long) (breaking for tracing)
                    """);
        }
    }

    @Nested
    class Numbers {

        @Test
        void encodingAndSizeAreWhatKernelsCompare() {
            assertThat(kernel("""
                    [5] INT 'byte' size=1 bits_offset=0 nr_bits=8 encoding=SIGNED
                    [6] INT 'flag' size=1 bits_offset=0 nr_bits=8 encoding=BOOL
                    [7] INT 'letter' size=1 bits_offset=0 nr_bits=8 encoding=CHAR
                    [8] FLOAT 'real' size=4
                    """, """
                    [5] INT 'byte' size=1 bits_offset=0 nr_bits=8 encoding=(none)
                    [6] INT 'flag' size=4 bits_offset=0 nr_bits=32 encoding=BOOL
                    [7] INT 'letter' size=1 bits_offset=1 nr_bits=7 encoding=CHAR
                    [8] INT 'real' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    """)).isEqualTo("""
                    byte changed: breaking for loading
                        encoding was signed, is unsigned (breaking for loading)
                    flag changed: breaking for loading
                        size 1 bytes, now 4 (breaking for loading)
                    letter changed: breaking for loading
                        encoding was unsigned char, is unsigned char in 7 bits at bit 1 (breaking for loading)
                    real changed: breaking for loading
                        kind was floating-point number, is integer (breaking for loading)
                    """);
        }
    }

    @Test
    void aVariableHasATypeAndALinkage() {
        assertThat(kernel("[5] VAR 'count' type_id=1, linkage=static", "[5] VAR 'count' type_id=2, linkage=global"))
                .isEqualTo("""
                        variable count changed: source-compatible
                            linkage was static, is global (compatible)
                            type was int, is long (source-compatible)
                        """);
    }

    /** A module is compared without what its kernel has; that counts as it is spelled. */
    @Test
    void onlyOwnTypesAreCompared() {
        Btf oldKernel = RawDump.parse("""
                [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                [2] STRUCT 'device' size=8 vlen=0
                """);
        Btf newKernel = RawDump.parse("""
                [1] STRUCT 'device' size=16 vlen=0
                [2] STRUCT 'unrelated' size=4 vlen=0
                [3] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                """);
        Btf before = RawDump.parse("""
                [3] PTR '(anon)' type_id=2
                [4] STRUCT 'driver' size=16 vlen=2
                    'dev' type_id=3 bits_offset=0
                    'id' type_id=1 bits_offset=64
                """, oldKernel);
        Btf after = RawDump.parse("""
                [4] PTR '(anon)' type_id=1
                [5] STRUCT 'driver' size=16 vlen=2
                    'dev' type_id=4 bits_offset=0
                    'id' type_id=3 bits_offset=64
                """, newKernel);

        assertThat(BtfDiff.between(Subject.MODULE, before, Set.of(), after, Set.of())
                        .differences())
                .isEqualTo(List.of());
    }
}
