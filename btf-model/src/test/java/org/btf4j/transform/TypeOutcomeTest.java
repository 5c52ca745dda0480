// SPDX-License-Identifier: Apache-2.0
package org.btf4j.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.btf4j.transform.Dumps.btf;
import static org.btf4j.transform.Dumps.over;

import java.util.ArrayList;
import java.util.List;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfType;
import org.btf4j.transform.TypeOutcome.Candidate;
import org.btf4j.transform.TypeOutcome.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeOutcomeTest {

    private static final String FOO = "[1] STRUCT 'foo' size=8 vlen=0";

    @Test
    void tellsWhereATypeWasFound() {
        TypeOutcome outcome = pointedTo(FOO, """
                [1] FLOAT 'bar' size=8
                [2] STRUCT 'foo' size=16 vlen=0
                """);

        assertThat(outcome)
                .isEqualTo(new TypeOutcome(
                        1,
                        new BtfType.Struct("foo", 8, false, List.of()),
                        false,
                        Verdict.MAPPED,
                        2,
                        List.of(new Candidate(2, new BtfType.Struct("foo", 16, false, List.of())))));
        assertThat(outcome.isMapped()).isTrue();
        assertThat(outcome.reason()).isEqualTo("STRUCT 'foo' size=8 in the module, found in the target as [2]");
    }

    @Test
    void tellsThatNothingHasTheName() {
        TypeOutcome outcome = pointedTo(FOO, "[1] FLOAT 'bar' size=8");

        assertThat(outcome.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(outcome.targetId()).isZero();
        assertThat(outcome.isMapped()).isFalse();
        assertThat(outcome.reason()).isEqualTo("STRUCT 'foo' size=8 in the module, nothing of that name in the target");
    }

    /** In C these have other namespaces, or none. */
    @Test
    void countsNoFunctionVariableOrTypedefAsACandidate() {
        TypeOutcome outcome = pointedTo(FOO, """
                [1] TYPEDEF 'foo' type_id=0
                [2] FUNC_PROTO '(anon)' ret_type_id=0 vlen=0
                [3] FUNC 'foo' type_id=2 linkage=static
                [4] VAR 'foo' type_id=1, linkage=static
                """);

        assertThat(outcome.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(outcome.candidates()).isEmpty();
    }

    @Test
    void namesAllCandidatesOfAnAmbiguousType() {
        TypeOutcome outcome = pointedTo(FOO, """
                [1] STRUCT 'foo' size=8 vlen=0
                [2] STRUCT 'bar' size=8 vlen=0
                [3] FWD 'foo' fwd_kind=union
                """);

        assertThat(outcome.verdict()).isEqualTo(Verdict.AMBIGUOUS);
        assertThat(outcome.targetId()).isZero();
        assertThat(outcome.candidates()).extracting(Candidate::id).containsExactly(1, 3);
        assertThat(outcome.reason())
                .isEqualTo("STRUCT 'foo' size=8 in the module, more than one counterpart in the target:"
                        + " STRUCT size=8 [1] and FWD fwd_kind=union [3]");
    }

    @Test
    void tellsTheOtherSizes() {
        TypeOutcome outcome = pointedTo(FOO, """
                [1] STRUCT 'foo' size=16 vlen=0
                [2] UNION 'foo' size=4294967295 vlen=0
                """);

        assertThat(outcome.verdict()).isEqualTo(Verdict.SIZE_DIFFERS);
        assertThat(outcome.embedded()).isFalse();
        assertThat(outcome.reason())
                .isEqualTo("STRUCT 'foo' size=8 in the module,"
                        + " STRUCT size=16 [1] and UNION size=4294967295 [2] in the target");
    }

    @Test
    void tellsThatAnEmbeddedTypeNeedsItsSize() {
        TypeOutcome outcome = outcome(FOO, """
                [2] STRUCT 'holder' size=64 vlen=1
                    'foo' type_id=1 bits_offset=0
                """, "[1] STRUCT 'foo' size=16 vlen=0");

        assertThat(outcome.verdict()).isEqualTo(Verdict.SIZE_DIFFERS);
        assertThat(outcome.embedded()).isTrue();
        assertThat(outcome.reason())
                .isEqualTo("STRUCT 'foo' size=8 in the module, STRUCT size=16 [1] in the target"
                        + " (embedded by value, so the sizes must be equal)");
    }

    @ParameterizedTest
    @CsvSource({"1, 0, SIGNED, (none)", "2, 4, CHAR, BOOL", "3, 8, 0x3, 0x8"})
    void tellsTheOtherEncoding(int here, int there, String found, String candidate) {
        BtfBuilder base = BtfBuilder.standalone();
        base.integer("char", 1, here);
        BtfBuilder target = BtfBuilder.standalone();
        target.integer("char", 1, there);

        TypeOutcome outcome = new Relocator(target.build())
                .relocate(BtfBuilder.over(base.build()).build())
                .outcomes()
                .get(0);

        assertThat(outcome.verdict()).isEqualTo(Verdict.ENCODING_DIFFERS);
        assertThat(outcome.reason())
                .isEqualTo("INT 'char' size=1 encoding=" + found + " in the module, INT size=1 encoding=" + candidate
                        + " [1] in the target");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FLOAT 'x' size=4 | UNION 'x' size=4 vlen=0 | FLOAT 'x' size=4 | UNION size=4",
                "ENUM 'x' encoding=SIGNED size=4 vlen=0 | FLOAT 'x' size=4 | ENUM 'x' size=4 | FLOAT size=4",
                "FWD 'x' fwd_kind=struct | ENUM64 'x' encoding=SIGNED size=8 vlen=0"
                        + " | FWD 'x' fwd_kind=struct | ENUM64 size=8",
                "FWD 'x' fwd_kind=union | ENUM 'x' encoding=SIGNED size=1 vlen=0"
                        + " | FWD 'x' fwd_kind=union | ENUM size=1",
                "FLOAT 'x' size=4 | INT 'x' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED"
                        + " | FLOAT 'x' size=4 | INT size=4 encoding=SIGNED",
                "FLOAT 'x' size=4 | FWD 'x' fwd_kind=struct | FLOAT 'x' size=4 | FWD fwd_kind=struct"
            })
    void tellsTheOtherKind(String here, String there, String found, String candidate) {
        TypeOutcome outcome = pointedTo("[1] " + here, "[1] " + there);

        assertThat(outcome.verdict()).isEqualTo(Verdict.KIND_DIFFERS);
        assertThat(outcome.reason()).isEqualTo(found + " in the module, " + candidate + " [1] in the target");
    }

    /** Whatever the order of the candidates is. */
    @ParameterizedTest
    @CsvSource({
        "1, 2, 3, UNION size=1 [1] and INT size=2 encoding=(none) [2] and INT size=1 encoding=BOOL [3]",
        "3, 2, 1, INT size=1 encoding=BOOL [1] and INT size=2 encoding=(none) [2] and UNION size=1 [3]"
    })
    void blamesWhatKeepsTheNearestCandidateFromFitting(int union, int larger, int bool, String candidates) {
        String[] lines = new String[3];
        lines[union - 1] = "[%d] UNION 'x' size=1 vlen=0".formatted(union);
        lines[larger - 1] = "[%d] INT 'x' size=2 bits_offset=0 nr_bits=16 encoding=(none)".formatted(larger);
        lines[bool - 1] = "[%d] INT 'x' size=1 bits_offset=0 nr_bits=8 encoding=BOOL".formatted(bool);

        TypeOutcome outcome =
                pointedTo("[1] INT 'x' size=1 bits_offset=0 nr_bits=8 encoding=(none)", String.join("\n", lines));

        assertThat(outcome.verdict()).isEqualTo(Verdict.ENCODING_DIFFERS);
        assertThat(outcome.reason())
                .isEqualTo("INT 'x' size=1 encoding=(none) in the module, " + candidates + " in the target");
    }

    @Test
    void keepsItsOwnCopyOfTheCandidates() {
        List<Candidate> candidates = new ArrayList<>();
        TypeOutcome outcome = new TypeOutcome(1, new BtfType.Float("x", 4), false, Verdict.MISSING, 0, candidates);
        candidates.add(new Candidate(1, new BtfType.Float("x", 8)));

        assertThat(outcome.candidates()).isEmpty();
    }

    private static TypeOutcome pointedTo(String base, String target) {
        return outcome(base, "[2] PTR '(anon)' type_id=1", target);
    }

    private static TypeOutcome outcome(String base, String split, String target) {
        List<TypeOutcome> outcomes =
                new Relocator(btf(target)).relocate(over(btf(base), split)).outcomes();
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }
}
