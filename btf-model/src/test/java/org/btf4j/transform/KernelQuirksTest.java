// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.btf4j.transform.Dumps.btf;
import static org.btf4j.transform.Dumps.over;

import java.util.List;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.Kind;
import org.btf4j.model.TypeWords;
import org.btf4j.transform.TypeOutcome.Verdict;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What kernels do when they relocate a module and hardly anyone meant, all of it seen in libbpf 1.7: a relocation here has the
 * same verdict, because "will it load?" is the question. Where libbpf reads out of bounds or never ends, there is a reason
 * instead.
 */
class KernelQuirksTest {

    private static final String POINTS_TO_FOO = "[2] PTR '(anon)' type_id=1";

    /** The holder's size does not matter, only that it has a member of the type. */
    private static final String HOLDS_FOO = """
            [2] STRUCT 'holder' size=64 vlen=1
                'foo' type_id=1 bits_offset=0
            """;

    @Nested
    class AForwardDeclaration {

        @ParameterizedTest
        @CsvSource({"struct", "union"})
        void findsAStructButNoUnionWhateverItDeclares(String declared) {
            String base = "[1] FWD 'foo' fwd_kind=" + declared;

            assertVerdict(Verdict.MAPPED, base, POINTS_TO_FOO, "[1] STRUCT 'foo' size=8 vlen=0");
            assertVerdict(Verdict.KIND_DIFFERS, base, POINTS_TO_FOO, "[1] UNION 'foo' size=8 vlen=0");
        }

        @ParameterizedTest
        @CsvSource({"struct", "union"})
        void findsAUnionButNoStructIfThatHasBitFields(String declared) {
            String base = "[1] FWD 'foo' fwd_kind=" + declared;
            String bits = """
                    [1] %s 'foo' size=8 vlen=1
                        'flag' type_id=0 bits_offset=0 bitfield_size=1
                    """;

            assertVerdict(Verdict.KIND_DIFFERS, base, POINTS_TO_FOO, bits.formatted("STRUCT"));
            assertVerdict(Verdict.MAPPED, base, POINTS_TO_FOO, bits.formatted("UNION"));
        }

        @Test
        void findsNothingWhereTheTargetHasAStructAndAUnionOfItsName() {
            assertVerdict(Verdict.SIZE_DIFFERS, "[1] FWD 'foo' fwd_kind=struct", POINTS_TO_FOO, """
                    [1] STRUCT 'foo' size=8 vlen=0
                    [2] UNION 'foo' size=4 vlen=0
                    """);
        }

        @Test
        void findsTheOneOfTwoStructsThatHasNoSize() {
            assertVerdict(Verdict.MAPPED, "[1] FWD 'foo' fwd_kind=struct", POINTS_TO_FOO, """
                    [1] STRUCT 'foo' size=8 vlen=0
                    [2] STRUCT 'foo' size=0 vlen=0
                    """);
        }
    }

    @Nested
    class AStruct {

        private static final String FOO = "[1] STRUCT 'foo' size=8 vlen=0";

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "UNION 'foo' size=8 vlen=0",
                    "FWD 'foo' fwd_kind=struct",
                    "FWD 'foo' fwd_kind=union",
                    "ENUM64 'foo' encoding=UNSIGNED size=8 vlen=0",
                    "INT 'foo' size=8 bits_offset=0 nr_bits=64 encoding=(none)",
                    "FLOAT 'foo' size=8"
                })
        void findsAnythingOfItsNameAndSize(String found) {
            assertVerdict(Verdict.MAPPED, FOO, POINTS_TO_FOO, "[1] " + found);
        }

        @Test
        void isAmbiguousWhereTheTargetHasItAndAForwardDeclarationOfIt() {
            assertVerdict(Verdict.AMBIGUOUS, FOO, POINTS_TO_FOO, """
                    [1] STRUCT 'foo' size=8 vlen=0
                    [2] FWD 'foo' fwd_kind=struct
                    """);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "VAR 'v' type_id=1, linkage=static",
                    "FUNC_PROTO '(anon)' ret_type_id=1 vlen=0",
                    "PTR '(anon)' type_id=1"
                })
        void mayHaveAnotherSizeWhereNoStructHoldsIt(String user) {
            assertVerdict(Verdict.MAPPED, FOO, "[2] " + user, "[1] STRUCT 'foo' size=16 vlen=0");
        }

        @Test
        void mayHaveAnotherSizeAsAParameter() {
            assertVerdict(Verdict.MAPPED, FOO, """
                    [2] FUNC_PROTO '(anon)' ret_type_id=0 vlen=1
                        'foo' type_id=1
                    """, "[1] STRUCT 'foo' size=16 vlen=0");
        }

        @Test
        void isOfEqualSizeIfTheLow31BitsAre() {
            assertVerdict(Verdict.AMBIGUOUS, FOO, POINTS_TO_FOO, """
                    [1] STRUCT 'foo' size=8 vlen=0
                    [2] STRUCT 'foo' size=2147483656 vlen=0
                    """);
        }
    }

    @Nested
    class AnEmbeddedStruct {

        private static final String FOO = "[1] STRUCT 'foo' size=8 vlen=0";

        @Test
        void needsItsSize() {
            assertVerdict(Verdict.SIZE_DIFFERS, FOO, HOLDS_FOO, "[1] STRUCT 'foo' size=16 vlen=0");
        }

        @Test
        void needsAllBitsOfItsSize() {
            assertVerdict(Verdict.SIZE_DIFFERS, FOO, HOLDS_FOO, "[1] STRUCT 'foo' size=2147483656 vlen=0");
        }

        /** After the first match its size counts no more, so the order of the target decides whether the module loads. */
        @Test
        void isFoundBehindAForwardDeclarationButNotBeforeIt() {
            assertVerdict(Verdict.MAPPED, FOO, HOLDS_FOO, """
                    [1] FWD 'foo' fwd_kind=struct
                    [2] STRUCT 'foo' size=8 vlen=0
                    """);
            assertVerdict(Verdict.AMBIGUOUS, FOO, HOLDS_FOO, """
                    [1] STRUCT 'foo' size=8 vlen=0
                    [2] FWD 'foo' fwd_kind=struct
                    """);
        }

        @Test
        void isFoundBehindOneThatDiffersInTheHighestBitOfItsSizeButNotBeforeIt() {
            assertVerdict(Verdict.MAPPED, FOO, HOLDS_FOO, """
                    [1] STRUCT 'foo' size=2147483656 vlen=0
                    [2] STRUCT 'foo' size=8 vlen=0
                    """);
            assertVerdict(Verdict.AMBIGUOUS, FOO, HOLDS_FOO, """
                    [1] STRUCT 'foo' size=8 vlen=0
                    [2] STRUCT 'foo' size=2147483656 vlen=0
                    """);
        }

        @Test
        void ofNoSizeFindsAForwardDeclarationAndIsAmbiguousInAnyOrder() {
            String empty = "[1] STRUCT 'foo' size=0 vlen=0";
            assertVerdict(Verdict.MAPPED, empty, HOLDS_FOO, "[1] FWD 'foo' fwd_kind=struct");
            assertVerdict(Verdict.AMBIGUOUS, empty, HOLDS_FOO, """
                    [1] FWD 'foo' fwd_kind=struct
                    [2] STRUCT 'foo' size=0 vlen=0
                    """);
            assertVerdict(Verdict.AMBIGUOUS, empty, HOLDS_FOO, """
                    [1] STRUCT 'foo' size=0 vlen=0
                    [2] FWD 'foo' fwd_kind=struct
                    """);
        }
    }

    @Nested
    class TwoStructsOfOneName {

        private static final String FOO = "[1] STRUCT 'foo' size=8 vlen=0";

        @Test
        void areToldApartBySize() {
            assertVerdict(Verdict.MAPPED, FOO, POINTS_TO_FOO, """
                    [1] STRUCT 'foo' size=16 vlen=0
                    [2] STRUCT 'foo' size=8 vlen=0
                    """);
        }

        @Test
        void areOneWhereTheOtherIsATypedef() {
            assertVerdict(Verdict.MAPPED, FOO, POINTS_TO_FOO, """
                    [1] STRUCT 'foo' size=16 vlen=0
                    [2] TYPEDEF 'foo' type_id=1
                    """);
        }

        /** Kernels compare the offsets of names, and take each of these for the only one of its name. */
        @Test
        void areNotToldApartWhereTheTargetHasTheNameTwice() {
            TypeWords words = new TypeWords(6);
            words.head(1, Kind.STRUCT, false, 0, 16);
            words.head(5, Kind.STRUCT, false, 0, 8);
            Btf target = RelocatorTest.withStrings(words, "\0foo\0foo\0");

            assertThat(verdict(FOO, POINTS_TO_FOO, target)).isEqualTo(Verdict.AMBIGUOUS);
        }
    }

    @Nested
    class TheTarget {

        /** libbpf 1.7 reads out of bounds. */
        @Test
        void mustNotBeSplit() {
            Btf target = over(btf("[1] STRUCT 'foo' size=8 vlen=0"), "[2] STRUCT 'bar' size=8 vlen=0");

            assertThatThrownBy(() -> new Relocator(target))
                    .isExactlyInstanceOf(BtfFormatException.class)
                    .hasMessage("found a target that is split BTF, expected BTF that stands alone, such as a kernel's");
        }

        /** libbpf 1.7 takes it for the counterpart of void and refuses every module. */
        @ParameterizedTest
        @CsvSource({"STRUCT, 8", "UNION, 8", "FWD, 0", "INT, 0", "FLOAT, 0", "ENUM, 0", "ENUM64, 0"})
        void mustNotHaveAnEmptyNameOfItsOwn(Kind kind, int size) {
            Btf target = withEmptyName(kind, size, 1);

            assertThatThrownBy(() -> new Relocator(target))
                    .isExactlyInstanceOf(BtfFormatException.class)
                    .hasMessage(
                            "type [1] " + kind + " '(anon)': found an empty name at string offset 1, expected string"
                                    + " offset 0 for an anonymous type."
                                    + " Kernels take such a type for the counterpart of void and refuse every module.");
        }

        @Test
        void mayHaveAnonymousTypes() {
            assertVerdict(Verdict.MAPPED, "[1] STRUCT 'foo' size=8 vlen=0", POINTS_TO_FOO, """
                    [1] STRUCT '(anon)' size=8 vlen=0
                    [2] UNION '(anon)' size=0 vlen=0
                    [3] ENUM '(anon)' encoding=UNSIGNED size=4 vlen=0
                    [4] STRUCT 'foo' size=16 vlen=0
                    """);
        }

        @ParameterizedTest
        @CsvSource({"STRUCT, 8, 2", "INT, 4, 1", "FLOAT, 4, 1", "ENUM, 4, 1", "ENUM64, 8, 1", "TYPEDEF, 0, 1"})
        void mayHaveAnEmptyNameOfItsOwnWhereASizeTellsItFromVoid(Kind kind, int size, int count) {
            assertThat(verdict("[1] STRUCT 'foo' size=8 vlen=0", POINTS_TO_FOO, withEmptyName(kind, size, count)))
                    .isEqualTo(Verdict.MISSING);
        }

        private static Btf withEmptyName(Kind kind, int size, int count) {
            TypeWords words = new TypeWords(8);
            for (int i = 0; i < count; i++) {
                words.head(1, kind, false, 0, size);
                if (kind == Kind.INT) {
                    words.word(32);
                }
            }
            return RelocatorTest.withStrings(words, "\0\0");
        }
    }

    private static void assertVerdict(Verdict expected, String base, String split, String target) {
        assertThat(verdict(base, split, btf(target))).isEqualTo(expected);
    }

    private static Verdict verdict(String base, String split, Btf target) {
        List<TypeOutcome> outcomes =
                new Relocator(target).relocate(over(btf(base), split)).outcomes();
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0).verdict();
    }
}
