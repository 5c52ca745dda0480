// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.btf4j.batch.Baseline.Entry;
import org.btf4j.transform.TypeOutcome.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("baseline.json");
    }

    @Test
    void hasEntriesWithAndWithoutAType() throws IOException {
        assertThat(read("""
                        {"accepted": [
                          {"module": "snd_foo.ko", "kernel": "6.12.95", "type": "gpio_chip", "reason": "never loaded there"},
                          {
                            "reason": "no such hardware",
                            "kernel": "6.1.*",
                            "module": "*"
                          }
                        ]}
                        """))
                .isEqualTo(new Baseline(List.of(
                        new Entry("snd_foo.ko", "6.12.95", "gpio_chip", "never loaded there", 2),
                        new Entry("*", "6.1.*", "", "no such hardware", 3))));
        assertThat(read("{\"accepted\": []}")).isEqualTo(Baseline.NONE);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            snd_foo.ko,     6.1.176, '',    snd_foo.ko,       6.1.176, chip, true
            snd_foo.ko,     6.1.176, chip,  snd_foo.ko,       6.1.176, chip, true
            snd_foo.ko,     6.1.176, ring,  snd_foo.ko,       6.1.176, chip, false
            snd_foo.ko,     6.1.176, '',    snd_foo.ko,       6.1.192, chip, false
            snd_foo.ko,     6.1.176, '',    snd_foo1ko,       6.1.176, chip, false
            snd_foo.ko,     6.1.176, '',    sound/snd_foo.ko, 6.1.176, chip, true
            sound/*.ko,     6.1.176, '',    sound/snd_foo.ko, 6.1.176, chip, true
            sound/*.ko,     6.1.176, '',    snd_foo.ko,       6.1.176, chip, false
            sound/*,        *,       '',    sound/a/b.ko,     6.1.176, chip, true
            snd_*o.ko,      6.1.*,   '',    snd_foo.ko,       6.1.176, chip, true
            snd_*o.ko,      6.1.*,   '',    snd_foo.ko,       6.12.95, chip, false
            *,              *,       '',    a/b.ko,           6.12.95, chip, true
            """)
    void matchesNamesInWhichAStarStandsForAnyCharacters(
            String module,
            String kernel,
            String type,
            String ofModule,
            String ofKernel,
            String ofType,
            boolean matches) {
        assertThat(new Entry(module, kernel, type, "reason", 1).matches(ofModule, ofKernel, ofType))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            | line 1, column 1: found the end of the file, expected an object with the field 'accepted'
            [] | line 1, column 1: found an array, expected an object with the field 'accepted'
            {} | line 1, column 2: found an object without it, expected an object with the field 'accepted'
            {"accept": []} | line 1, column 2: found the field 'accept', expected 'accepted'
            {"accepted": {}} | line 1, column 14: found an object, expected an array of entries
            {"accepted": ["x"]} | line 1, column 15: found the text 'x', expected an entry, an object
            {"accepted": []} 1 | line 1, column 18: found 1, expected the end of the file
            {"accepted": [{"modul": "x"}]} | line 1, column 16: found the field 'modul', expected one of module, kernel, type, reason
            {"accepted": [{"module": 1}]} | line 1, column 26: found 1, expected a text for 'module'
            {"accepted": [{"module": "x"}]} | line 1, column 15: found an entry without 'kernel', expected the name of a kernel, in which * stands for any characters
            {"accepted": [{"kernel": "x"}]} | line 1, column 15: found an entry without 'module', expected the name of a module, in which * stands for any characters
            {"accepted": [{"module": "x", "kernel": "y"}]} | line 1, column 15: found an entry without 'reason', expected the reason why the failure is accepted
            {"accepted": [{"reason": " "}]} | line 1, column 26: found a blank 'reason', expected the reason why the failure is accepted
            {"accepted": [{"type": ""}]} | line 1, column 24: found a blank 'type', expected the name of a type, or no such field for any type
            {"accepted": [{"type": "a", "type": "b"}]} | line 1, column 35: this is not JSON: Duplicate field 'type'
            {"accepted": [} | line 1, column 15: this is not JSON: Unexpected close marker '}': expected ']' (for Array starting at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 14])
            """)
    void saysWhereAFileIsNoBaseline(String text, String message) throws IOException {
        Files.writeString(file, text == null ? "" : text);

        assertThatThrownBy(() -> Baseline.read(file))
                .isInstanceOf(BaselineException.class)
                .hasMessage(file + ", " + message);
    }

    /** Somebody has to say first why each failure is accepted. */
    @Test
    void aDraftIsNoBaselineUntilItsReasonsAreFilledIn() throws IOException {
        Entry present = new Entry("a.ko", "*", "", "known", 7);
        BaselineDraft draft = new BaselineDraft();
        CheckTarget target = Targets.of("6.12.95");
        draft.add(new ModuleCheck(
                "net/a.ko",
                ModuleCheck.State.CHECKED,
                "",
                "",
                "",
                List.of(new CheckCell(
                        target,
                        CheckVerdict.REFUSED,
                        List.of(
                                new CheckCell.Reason("chip", "chip is gone", "", present, Verdict.MISSING),
                                new CheckCell.Reason("ring", "ring is gone", "", null, Verdict.MISSING)),
                        List.of()))));

        draft.write(file);

        assertThat(draft.open()).isEqualTo(1);
        assertThat(file).hasContent("""
                {
                  "accepted" : [
                    {
                      "module" : "a.ko",
                      "kernel" : "*",
                      "reason" : "known"
                    },
                    {
                      "module" : "net/a.ko",
                      "kernel" : "6.12.95",
                      "type" : "ring",
                      "reason" : ""
                    }
                  ]
                }
                """);
        assertThatThrownBy(() -> Baseline.read(file))
                .isInstanceOf(BaselineException.class)
                .hasMessage(
                        file + ", line 12, column 18: found a blank 'reason', expected the reason why the failure is"
                                + " accepted");
    }

    private Baseline read(String text) throws IOException {
        return Baseline.read(Files.writeString(file, text));
    }
}
