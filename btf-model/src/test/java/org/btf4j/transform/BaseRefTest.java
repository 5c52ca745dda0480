// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.btf4j.transform.Dumps.assertTypes;
import static org.btf4j.transform.Dumps.btf;
import static org.btf4j.transform.Dumps.over;

import java.util.List;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.transform.TypeOutcome.Verdict;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The layout base-ref: everything that is needed lives in the base, named types only by their names. */
class BaseRefTest {

    private static final Btf BASE = btf("""
            [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
            [2] STRUCT 'device' size=16 vlen=1
                'id' type_id=1 bits_offset=0
            [3] UNION 'value' size=4 vlen=1
                'i' type_id=1 bits_offset=0
            [4] ENUM 'state' encoding=UNSIGNED size=1 vlen=1
                'ON' val=1
            [5] ENUM64 'flags' encoding=UNSIGNED size=8 vlen=1
                'ALL' val=18446744073709551615ULL
            [6] TYPEDEF 'device_t' type_id=2
            [7] STRUCT '(anon)' size=4 vlen=1
                'val' type_id=1 bits_offset=0
            [8] TYPEDEF 'id_t' type_id=7
            """);

    @Nested
    class Distilling {

        @Test
        void leavesOfNamedTypesOnlyForwardDeclarations() {
            Distillation distilled = distill("""
                    [9] PTR '(anon)' type_id=2
                    [10] PTR '(anon)' type_id=3
                    [11] PTR '(anon)' type_id=4
                    [12] PTR '(anon)' type_id=5
                    """);

            assertTypes(distilled.base(), """
                    [1] FWD 'device' fwd_kind=struct
                    [2] FWD 'value' fwd_kind=union
                    [3] ENUM 'state' encoding=UNSIGNED size=4 vlen=0
                    [4] ENUM64 'flags' encoding=SIGNED size=8 vlen=0
                    """);
            assertTypes(distilled.split(), """
                    [5] PTR '(anon)' type_id=1
                    [6] PTR '(anon)' type_id=2
                    [7] PTR '(anon)' type_id=3
                    [8] PTR '(anon)' type_id=4
                    """);
        }

        @Test
        void keepsTheSizeOfWhatTheSplitHasByValueEvenThroughATypedefOfTheBase() {
            Distillation distilled = distill("""
                    [9] STRUCT 'holder' size=16 vlen=1
                        'dev' type_id=6 bits_offset=0
                    """);

            assertTypes(distilled.base(), """
                    [1] STRUCT 'device' size=16 vlen=0
                    [2] TYPEDEF 'device_t' type_id=1
                    """);
        }

        @Test
        void copiesAnonymousTypesAndReferencesIntoTheBase() {
            assertTypes(distill("[9] CONST '(anon)' type_id=8").base(), """
                    [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    [2] STRUCT '(anon)' size=4 vlen=1
                        'val' type_id=1 bits_offset=0
                    [3] TYPEDEF 'id_t' type_id=2
                    """);
        }

        private static Distillation distill(String split) {
            return Distiller.distill(over(BASE, split), Layout.BASE_REF);
        }
    }

    @Nested
    class Relocating {

        @ParameterizedTest(name = "{0} finds {1}: {2}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "FWD 'x' fwd_kind=struct | STRUCT 'x' size=99 vlen=0 | MAPPED",
                    "FWD 'x' fwd_kind=struct | FWD 'x' fwd_kind=struct | MAPPED",
                    "FWD 'x' fwd_kind=struct | UNION 'x' size=8 vlen=0 | KIND_DIFFERS",
                    "FWD 'x' fwd_kind=struct | ENUM 'x' encoding=UNSIGNED size=4 vlen=0 | KIND_DIFFERS",
                    "FWD 'x' fwd_kind=union | UNION 'x' size=8 vlen=0 | MAPPED",
                    "FWD 'x' fwd_kind=union | STRUCT 'x' size=8 vlen=0 | KIND_DIFFERS",
                    "STRUCT 'x' size=8 vlen=0 | STRUCT 'x' size=8 vlen=0 | MAPPED",
                    "STRUCT 'x' size=8 vlen=0 | STRUCT 'x' size=16 vlen=0 | SIZE_DIFFERS",
                    "STRUCT 'x' size=8 vlen=0 | UNION 'x' size=8 vlen=0 | KIND_DIFFERS",
                    "STRUCT 'x' size=8 vlen=0 | STRUCT 'y' size=8 vlen=0 | MISSING",
                    "ENUM 'x' encoding=UNSIGNED size=4 vlen=0 | ENUM64 'x' encoding=SIGNED size=8 vlen=0 | MAPPED",
                    "ENUM64 'x' encoding=SIGNED size=8 vlen=0 | ENUM 'x' encoding=UNSIGNED size=1 vlen=0 | MAPPED",
                    "INT 'x' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED"
                            + " | INT 'x' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED | MAPPED",
                    "INT 'x' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED"
                            + " | INT 'x' size=4 bits_offset=0 nr_bits=31 encoding=SIGNED | ENCODING_DIFFERS",
                    "FLOAT 'x' size=8 | FLOAT 'x' size=4 | SIZE_DIFFERS"
                })
        void findsNamedTypesByTheirRules(String base, String target, Verdict verdict) {
            Btf small = btf("[1] " + base);

            Relocation relocation = relocate(over(small, "[2] PTR '(anon)' type_id=1"), btf("[1] " + target));

            assertThat(relocation.outcomes().get(0).verdict()).isEqualTo(verdict);
        }

        @Test
        void findsAnonymousStructsThatHaveGrownAndReferencesToThem() {
            Btf target = btf("""
                    [1] STRUCT '(anon)' size=8 vlen=1
                        'other' type_id=2 bits_offset=0
                    [2] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    [3] STRUCT '(anon)' size=8 vlen=2
                        'val' type_id=2 bits_offset=0
                        'more' type_id=2 bits_offset=32
                    [4] TYPEDEF 'id_t' type_id=3
                    """);

            Relocation relocation = relocate(distilled("[9] PTR '(anon)' type_id=8"), target);

            assertTypes(relocation.split(), "[5] PTR '(anon)' type_id=4\n");
        }

        @Test
        void prefersOfSeveralAnonymousStructsTheOneThatIsMostAlike() {
            Btf target = btf("""
                    [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    [2] INT 'unsigned int' size=4 bits_offset=0 nr_bits=32 encoding=(none)
                    [3] STRUCT '(anon)' size=8 vlen=2
                        'val' type_id=1 bits_offset=0
                        'more' type_id=1 bits_offset=32
                    [4] STRUCT '(anon)' size=4 vlen=1
                        'val' type_id=2 bits_offset=0
                    [5] STRUCT '(anon)' size=4 vlen=1
                        'val' type_id=1 bits_offset=0
                    """);

            assertTypes(
                    relocate(distilled("[9] PTR '(anon)' type_id=7"), target).split(), "[6] PTR '(anon)' type_id=5\n");
        }

        @Test
        void prefersOfSeveralPrototypesTheOneWhoseParametersHaveTheSameNames() {
            Btf base = btf("""
                    [1] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                        'left' type_id=0
                    [2] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                        'gone' type_id=0
                    [3] PTR '(anon)' type_id=1
                    """);
            Btf target = btf("""
                    [1] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                        '(anon)' type_id=0
                    [2] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                        'left' type_id=0
                    [3] PTR '(anon)' type_id=1
                    """);
            Btf split = over(base, """
                    [4] FUNC 'named' type_id=1 linkage=static
                    [5] FUNC 'other' type_id=2 linkage=static
                    [6] CONST '(anon)' type_id=3
                    """);

            // A pointer to any of them is one to all: names do not make it fit less.
            assertTypes(relocate(split, target).split(), """
                    [4] FUNC 'named' type_id=2 linkage=static
                    [5] FUNC 'other' type_id=1 linkage=static
                    [6] CONST '(anon)' type_id=3
                    """);
        }

        @Test
        void saysWhichReferencesHaveNoCounterpartAndWhichFollowFromThat() {
            Btf target = btf("""
                    [1] STRUCT 'device' size=16 vlen=0
                    [2] ARRAY '(anon)' type_id=1 index_type_id=0 nr_elems=3
                    """);
            Btf base = btf("""
                    [1] FWD 'device' fwd_kind=struct
                    [2] FWD 'gone' fwd_kind=struct
                    [3] PTR '(anon)' type_id=2
                    [4] ARRAY '(anon)' type_id=1 index_type_id=0 nr_elems=4
                    """);

            Relocation relocation = relocate(over(base, "[5] CONST '(anon)' type_id=3"), target);

            assertThat(relocation.reasons())
                    .containsExactly(
                            "FWD 'gone' fwd_kind=struct in the module, nothing of that name in the target",
                            "PTR '(anon)' in the module, which refers to a type without counterpart",
                            "ARRAY '(anon)' in the module, nothing like it in the target");
        }

        @Test
        void takesTheLowestIdWhereANameFitsSeveralAndSaysSo() {
            Btf target = btf("""
                    [1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
                    [2] STRUCT 'device' size=24 vlen=0
                    [3] STRUCT 'device' size=16 vlen=0
                    """);
            Btf split = distilled("[9] PTR '(anon)' type_id=2");

            Relocation relocation = relocate(split, target);

            assertTypes(relocation.split(), "[4] PTR '(anon)' type_id=2\n");
            assertThat(relocation.findings())
                    .extracting(Finding::cause, Finding::id, Finding::message)
                    .containsExactly(tuple(
                            Finding.Cause.LOWEST_ID,
                            1,
                            "FWD 'device' fits several types of the target, of which the first is taken: [2, 3]"));
            assertThat(new Relocator(target, Layout.BASE_REF, RuleSet.STRICT)
                            .relocate(split)
                            .succeeded())
                    .isFalse();
        }

        @Test
        void addsANameThatTheTargetLacksToTheStringsOfTheSplit() {
            Btf base = btf("[1] TYPEDEF 'member' type_id=0");
            Btf target = btf("[1] TYPEDEF 'member' type_id=0");
            Btf split = over(base, """
                    [2] STRUCT 'own' size=8 vlen=1
                        'member' type_id=1 bits_offset=0
                    """);

            assertThat(Dumps.strings(relocate(split, target).split())).isEqualTo("own|");
        }

        @Test
        void ofTheOriginalBaseGivesTheOriginalSplit() {
            Btf split = over(BASE, """
                    [9] PTR '(anon)' type_id=8
                    [10] STRUCT 'holder' size=16 vlen=2
                        'dev' type_id=2 bits_offset=0
                        'next' type_id=9 bits_offset=0
                    [11] FUNC_PROTO '(anon)' ret_type_id=4 vlen=1
                        'flags' type_id=5
                    [12] FUNC 'probe' type_id=11 linkage=static
                    """);

            Relocation relocation =
                    relocate(Distiller.distill(split, Layout.BASE_REF).split(), BASE);

            assertThat(relocation.split().toBytes()).isEqualTo(split.toBytes());
        }

        @Test
        void refusesABaseThatIsNotDistilled() {
            Btf split = over(BASE, "[9] PTR '(anon)' type_id=2");

            assertThatThrownBy(() -> relocate(split, BASE))
                    .isInstanceOf(BtfFormatException.class)
                    .hasMessage(
                            "found [2] STRUCT 'device' in the base, expected a distilled base, which has neither members of"
                                    + " named structs and unions nor functions, variables, sections or declaration tags."
                                    + " Distil the module first.");
        }

        @Test
        void refusesReferencesThatRunInACircle() {
            Btf base = btf("""
                    [1] CONST '(anon)' type_id=2
                    [2] PTR '(anon)' type_id=1
                    """);

            assertThatThrownBy(() -> relocate(over(base, "[3] PTR '(anon)' type_id=1"), BASE))
                    .isInstanceOf(BtfFormatException.class)
                    .hasMessage("type [1] CONST '(anon)': found a type that leads back to itself,"
                            + " expected an end to the chain of references");
        }

        private static Btf distilled(String split) {
            return Distiller.distill(over(BASE, split), Layout.BASE_REF).split();
        }

        private static Relocation relocate(Btf split, Btf target) {
            return new Relocator(target, Layout.BASE_REF, RuleSet.KERNEL).relocate(split);
        }
    }

    @Test
    void theLayoutsHaveTheNamesAndSectionsThatUsersKnow() {
        assertThat(List.of(Layout.values())).hasToString("[distilled, base-ref]");
        assertThat(Layout.DISTILLED.section()).isEqualTo(".BTF.base");
        assertThat(Layout.BASE_REF.section()).isEqualTo(".BTF.base_ref");
    }
}
