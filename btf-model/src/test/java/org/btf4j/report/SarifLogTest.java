// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.btf4j.batch.Baseline;
import org.btf4j.batch.CheckCell.Reason;
import org.btf4j.batch.CheckRun;
import org.btf4j.batch.CheckTarget;
import org.btf4j.batch.CheckTarget.Policy;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.batch.ModuleCheck.State;
import org.btf4j.batch.ModuleSet;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;
import org.btf4j.transform.TypeOutcome.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check tells becomes results of SARIF; the form of the file was validated against the schema of SARIF 2.1.0. */
class SarifLogTest {

    private final CheckTarget required = Checks.target("6.12.95", Policy.REQUIRED);
    private final CheckTarget advisory = Checks.target("next", Policy.ADVISORY);

    @TempDir
    Path folder;

    @Test
    void theSampleOnTheKernelsOfTheSample() throws IOException {
        Path modules = Files.createDirectories(folder.resolve("modules/net"));
        Files.copy(Checks.SAMPLE.resolve("expected/driver-distilled.ko"), modules.resolve("driver.ko"));
        Files.copy(Checks.SAMPLE.resolve("driver-no-btf.ko"), modules.resolve("plain.ko"));
        List<CheckTarget> targets = List.of(
                Checks.sample("vmlinux", Policy.REQUIRED),
                Checks.sample("vmlinux-next", Policy.REQUIRED),
                Checks.sample("vmlinux-changed", Policy.ADVISORY));
        SarifLog log = new SarifLog("1.2", targets, "target/btf");

        new CheckRun(targets, Layout.DISTILLED, RuleSet.KERNEL, Baseline.NONE, 1)
                .run(ModuleSet.findDistilled(folder.resolve("modules")), folder.resolve("check.json"), log::module);

        assertThat(log.size()).isEqualTo(4);
        assertThat(log.leftOut()).isZero();
        assertThat(written(log))
                .isEqualTo(Files.readString(Path.of("src/test/resources/org/btf4j/report/sample.sarif")));
    }

    @Test
    void aReasonIsAsSeriousAsTheKernelIsImportant() throws IOException {
        Reason timer = new Reason("timer", "struct timer is gone", "", null, Verdict.MISSING);
        SarifLog log = log(Checks.checked("a.ko", Checks.refused(required, timer), Checks.refused(advisory, timer)));

        assertThat(results(log))
                .containsExactly(
                        "missing 0 error a.ko on 6.12.95: struct timer is gone",
                        "missing 0 warning a.ko on next: struct timer is gone");
    }

    @Test
    void whatTheBaselineAcceptsIsASuppressedNote() throws IOException {
        Reason timer = new Reason("timer", "struct timer is gone", "", Checks.entry("not \"used\""), Verdict.MISSING);
        Reason ring = new Reason("ring", "struct ring is gone", "", null, Verdict.MISSING);
        SarifLog log = log(
                Checks.checked("a.ko", Checks.accepted(required, timer), Checks.fits(advisory)),
                Checks.checked("b.ko", Checks.refused(required, timer, ring), Checks.fits(advisory)));

        assertThat(results(log))
                .containsExactly(
                        "missing 0 error b.ko on 6.12.95: struct ring is gone",
                        "missing 0 note a.ko on 6.12.95: struct timer is gone",
                        "missing 0 note b.ko on 6.12.95: struct timer is gone");
        String accepted = "{\"kind\":\"external\",\"status\":\"accepted\",\"justification\":\"not \\\"used\\\"\"}";
        assertThat(matches(written(log), "\"suppressions\":\\[(.*)]}").stream().map(match -> match.group(1)))
                .containsExactly("", accepted, accepted);
    }

    @Test
    void eachSortOfReasonHasItsRule() throws IOException {
        SarifLog log = log(
                Checks.checked(
                        "a.ko",
                        Checks.refused(
                                required,
                                new Reason("t", "1", "", null, Verdict.MISSING),
                                new Reason("t", "2", "", null, Verdict.SIZE_DIFFERS),
                                new Reason("t", "3", "", null, Verdict.KIND_DIFFERS),
                                new Reason("t", "4", "", null, Verdict.ENCODING_DIFFERS),
                                new Reason("t", "5", "", null, Verdict.AMBIGUOUS),
                                new Reason("t", "6", "", null, Verdict.REFERS_TO_UNMAPPED),
                                new Reason("t", "a finding that the rules refuse", "", null, null)),
                        Checks.fits(advisory, "a finding")),
                Checks.unchecked("b.ko", State.NOT_DISTILLED, "is not"),
                Checks.unchecked("c.ko", State.NO_BTF, "has none"),
                Checks.unchecked("d.ko", State.OTHER_LAYOUT, "is in another"),
                Checks.unchecked("e.ko", State.BROKEN, "is broken"),
                Checks.unchecked("f.ko", State.UNREADABLE, "cannot be read"));

        assertThat(results(log))
                .containsExactly(
                        "missing 0 error a.ko on 6.12.95: 1",
                        "size-differs 1 error a.ko on 6.12.95: 2",
                        "kind-differs 2 error a.ko on 6.12.95: 3",
                        "encoding-differs 3 error a.ko on 6.12.95: 4",
                        "ambiguous 4 error a.ko on 6.12.95: 5",
                        "refers-to-unmapped 5 error a.ko on 6.12.95: 6",
                        "finding 6 error a.ko on 6.12.95: a finding that the rules refuse",
                        "not-distilled 7 error b.ko is not",
                        "no-btf 8 error c.ko has none",
                        "other-layout 9 error d.ko is in another",
                        "broken 10 error e.ko is broken",
                        "unreadable 11 error f.ko cannot be read",
                        "finding 6 note a.ko on next: a finding");
        List<String> ids = matches(written(log), "\\{\"id\":\"([a-z-]+)\"").stream()
                .map(match -> match.group(1))
                .toList();
        assertThat(ids).hasSize(SarifRule.values().length).startsWith("missing", "size-differs");
    }

    @Test
    void aModuleThatCannotBeCheckedIsAWarningWhereNoKernelIsRequired() throws IOException {
        SarifLog log = new SarifLog("1", List.of(advisory), "");

        log.module(Checks.unchecked("c.ko", State.NO_BTF, "has none"));

        assertThat(results(log)).containsExactly("no-btf 8 warning c.ko has none");
    }

    @Test
    void aFingerprintStaysTheSameWhileSizesChange() throws IOException {
        SarifLog before = log(sizes("struct timer is 40 bytes there", "struct ring is 8 bytes there"));
        SarifLog after = log(sizes("struct timer is 48 bytes there", "struct ring is 9 bytes there"));

        List<String> fingerprints = fingerprints(before);
        assertThat(fingerprints)
                .isEqualTo(fingerprints(after))
                .doesNotHaveDuplicates()
                .hasSize(5);
    }

    private ModuleCheck sizes(String timer, String anonymous) {
        return Checks.checked(
                "a.ko",
                Checks.refused(
                        required,
                        new Reason("timer", timer, "", null, Verdict.SIZE_DIFFERS),
                        new Reason("(anon)", anonymous, "", null, Verdict.SIZE_DIFFERS),
                        new Reason("(anon)", anonymous, "", null, Verdict.SIZE_DIFFERS)),
                Checks.refused(advisory, new Reason("timer", timer, "", null, Verdict.SIZE_DIFFERS)),
                Checks.fits(advisory, timer));
    }

    @Test
    void aPathIsARelativeReference() {
        assertThat(SarifPlace.uri("target/btf/a b/x%y#z?.ko")).isEqualTo("target/btf/a%20b/x%25y%23z%3F.ko");
        assertThat(SarifPlace.uri("c:d/größe.ko")).isEqualTo("c%3Ad/gr%C3%B6%C3%9Fe.ko");
    }

    @Test
    void whatIsTooMuchIsLeftOutFromTheLeastSeriousOn() throws IOException {
        SarifLog log = new SarifLog("1", List.of(required, advisory), "", 4);
        Reason gone = new Reason("timer", "is gone", "", null, Verdict.MISSING);

        for (String name : List.of("a.ko", "b.ko", "c.ko")) {
            log.module(Checks.checked(name, Checks.fits(required, "has a finding"), Checks.refused(advisory, gone)));
        }
        log.module(Checks.checked("d.ko", Checks.refused(required, gone), Checks.fits(advisory)));

        assertThat(log.size()).isEqualTo(7);
        assertThat(log.leftOut()).isEqualTo(3);
        assertThat(results(log))
                .containsExactly(
                        "missing 0 error d.ko on 6.12.95: is gone",
                        "missing 0 warning a.ko on next: is gone",
                        "missing 0 warning b.ko on next: is gone",
                        "missing 0 warning c.ko on next: is gone");
        assertThat(written(log)).endsWith("""
                        "invocations":[{"executionSuccessful":true,"toolExecutionNotifications":[{"level":"warning",\
                        "message":{"text":"3 of 7 results are left out, the least serious ones, as more than 4 are refused by\
                         systems that show them; the report of btf:check has all."}}]}]}]}
                        """);
    }

    @Test
    void withoutModulesThereAreNoResults() throws IOException {
        assertThat(written(new SarifLog("", List.of(), "")))
                .contains("\"name\":\"btf4j\",\"rules\":[")
                .endsWith("""
                "results":[
                  ],"invocations":[{"executionSuccessful":true}]}]}
                """);
    }

    @Test
    void anInputIsNeverWrittenOver() throws IOException {
        Path input = Files.writeString(folder.resolve("a.ko"), "module");

        assertThatThrownBy(() -> log().write(input, input)).isInstanceOf(FileSystemException.class);
        assertThat(input).hasContent("module");
    }

    private SarifLog log(ModuleCheck... modules) {
        SarifLog log = new SarifLog("1", List.of(required, advisory), "out");
        List.of(modules).forEach(log::module);
        return log;
    }

    private String written(SarifLog log) throws IOException {
        Path file = folder.resolve("out/results.sarif");
        if (!Files.exists(file)) {
            log.write(file);
        }
        return Files.readString(file);
    }

    /** Rule, index of the rule, level and message of each result. */
    private List<String> results(SarifLog log) throws IOException {
        List<String> results = new ArrayList<>();
        for (MatchResult match : matches(
                written(log),
                "\"ruleId\":\"([^\"]*)\",\"ruleIndex\":(\\d+),\"level\":\"([a-z]*)\",\"message\":\\{\"text\":\"([^\"]*)\"")) {
            results.add(String.join(" ", match.group(1), match.group(2), match.group(3), match.group(4)));
        }
        return results;
    }

    private List<String> fingerprints(SarifLog log) throws IOException {
        Path file = folder.resolve("out/results.sarif");
        Files.deleteIfExists(file);
        return matches(written(log), "\"btf4jReason/v1\":\"([0-9a-f]{32})\",\"primaryLocationLineHash\":\"\\1\"")
                .stream()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<MatchResult> matches(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }
}
