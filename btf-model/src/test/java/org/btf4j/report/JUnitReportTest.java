// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.btf4j.batch.CheckCell.Reason;
import org.btf4j.batch.CheckTarget;
import org.btf4j.batch.CheckTarget.Policy;
import org.btf4j.batch.ModuleCheck.State;
import org.btf4j.transform.TypeOutcome.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What a check tells becomes test cases; the form of the file was validated against the schema of Jenkins. */
class JUnitReportTest {

    private final CheckTarget required = Checks.target("6.12.95", Policy.REQUIRED);
    private final CheckTarget advisory = Checks.target("next", Policy.ADVISORY);
    private final JUnitReport report = new JUnitReport(List.of(required, advisory));

    @TempDir
    Path folder;

    @Test
    void aKernelIsASuiteAndAModuleATestCase() throws IOException {
        Reason timer = new Reason(
                "timer", "struct timer is 40 bytes there, 32 in the module's base", "", null, Verdict.SIZE_DIFFERS);
        Reason ring = new Reason("ring", "struct ring does not exist there", "", null, Verdict.MISSING);
        Reason known =
                new Reason("ring", "struct ring does not exist there", "", Checks.entry("not used"), Verdict.MISSING);
        report.module(
                Checks.checked("accepted.ko", Checks.accepted(required, known), Checks.accepted(advisory, known)));
        report.module(Checks.checked("fits.ko", Checks.fits(required), Checks.fits(advisory)));
        report.module(Checks.checked("found.ko", Checks.fits(required, "one", "two"), Checks.fits(advisory)));
        report.module(Checks.checked("net/half.ko", Checks.refused(required, known, timer), Checks.fits(advisory)));
        report.module(Checks.checked(
                "net/refused.ko", Checks.refused(required, timer, ring), Checks.refused(advisory, timer, ring)));
        report.module(Checks.unchecked("plain.ko", State.NO_BTF, "has no section .BTF"));

        assertThat(report.size()).isEqualTo(12);
        assertThat(written()).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="btf:check" tests="12" failures="2" errors="1" time="0">
                  <testsuite name="6.12.95" tests="6" failures="2" errors="1" skipped="1" time="0">
                    <testcase classname="btf-check.6_12_95" name="accepted.ko" time="0">
                      <skipped message="accepted by the baseline">struct ring does not exist there (accepted: not used)</skipped>
                    </testcase>
                    <testcase classname="btf-check.6_12_95" name="fits.ko" time="0"/>
                    <testcase classname="btf-check.6_12_95" name="found.ko" time="0">
                      <system-out>one
                two</system-out>
                    </testcase>
                    <testcase classname="btf-check.6_12_95" name="net/half.ko" time="0">
                      <failure message="struct timer is 40 bytes there, 32 in the module's base" type="size-differs">\
                struct ring does not exist there (accepted: not used)
                struct timer is 40 bytes there, 32 in the module's base</failure>
                    </testcase>
                    <testcase classname="btf-check.6_12_95" name="net/refused.ko" time="0">
                      <failure message="struct timer is 40 bytes there, 32 in the module's base (and 1 more reason)" type="size-differs">\
                struct timer is 40 bytes there, 32 in the module's base
                struct ring does not exist there</failure>
                    </testcase>
                    <testcase classname="btf-check.6_12_95" name="plain.ko" time="0">
                      <error message="has no section .BTF" type="no-btf"/>
                    </testcase>
                  </testsuite>
                  <testsuite name="next" tests="6" failures="0" errors="0" skipped="3" time="0">
                    <testcase classname="btf-check.next" name="accepted.ko" time="0">
                      <skipped message="accepted by the baseline">struct ring does not exist there (accepted: not used)</skipped>
                    </testcase>
                    <testcase classname="btf-check.next" name="fits.ko" time="0"/>
                    <testcase classname="btf-check.next" name="found.ko" time="0"/>
                    <testcase classname="btf-check.next" name="net/half.ko" time="0"/>
                    <testcase classname="btf-check.next" name="net/refused.ko" time="0">
                      <skipped message="the kernel is advisory">struct timer is 40 bytes there, 32 in the module's base
                struct ring does not exist there</skipped>
                    </testcase>
                    <testcase classname="btf-check.next" name="plain.ko" time="0">
                      <skipped message="the kernel is advisory">has no section .BTF</skipped>
                    </testcase>
                  </testsuite>
                </testsuites>
                """);
    }

    @Test
    void whatXmlCannotSayIsReplaced() throws Exception {
        String name = "a<&>\"'\u0001\ud800\u0085\ufffe\ud83d\ude00.ko";
        report.module(Checks.checked(name, Checks.fits(required, name), Checks.fits(advisory)));

        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(written())))
                .getDocumentElement();

        String legal = "a<&>\"'\ufffd\ufffd\u0085\ufffd\ud83d\ude00.ko";
        Element test = (Element) root.getElementsByTagName("testcase").item(0);
        assertThat(test.getAttribute("name")).isEqualTo(legal);
        assertThat(test.getElementsByTagName("system-out").item(0).getTextContent())
                .isEqualTo(legal);
    }

    @Test
    void withoutModulesTheSuitesAreEmpty() throws IOException {
        assertThat(written()).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="btf:check" tests="0" failures="0" errors="0" time="0">
                  <testsuite name="6.12.95" tests="0" failures="0" errors="0" skipped="0" time="0">
                  </testsuite>
                  <testsuite name="next" tests="0" failures="0" errors="0" skipped="0" time="0">
                  </testsuite>
                </testsuites>
                """);
    }

    @Test
    void anInputIsNeverWrittenOver() throws IOException {
        Path input = Files.writeString(folder.resolve("a.ko"), "module");

        assertThatThrownBy(() -> report.write(input, input)).isInstanceOf(FileSystemException.class);
        assertThat(input).hasContent("module");
    }

    private String written() throws IOException {
        Path file = folder.resolve("out/tests.xml");
        report.write(file);
        return Files.readString(file);
    }
}
