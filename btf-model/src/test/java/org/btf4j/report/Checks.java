// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.btf4j.batch.Baseline;
import org.btf4j.batch.BtfLoader;
import org.btf4j.batch.CheckCell;
import org.btf4j.batch.CheckCell.Reason;
import org.btf4j.batch.CheckTarget;
import org.btf4j.batch.CheckTarget.Policy;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.text.RawDump;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;

/** What checks tell, for tests of what is made of it. */
final class Checks {

    static final Path SAMPLE =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));

    private Checks() {}

    /** A kernel of the sample. */
    static CheckTarget sample(String name, Policy policy) throws IOException {
        return CheckTarget.of(
                name, policy, BtfLoader.standalone(SAMPLE.resolve(name)), Layout.DISTILLED, RuleSet.KERNEL);
    }

    /** A kernel that has hardly any types. */
    static CheckTarget target(String name, Policy policy) {
        return CheckTarget.of(
                name, policy, RawDump.parse("[1] FWD 'nothing' fwd_kind=struct"), Layout.DISTILLED, RuleSet.KERNEL);
    }

    static ModuleCheck checked(String name, CheckCell... cells) {
        return new ModuleCheck(name, ModuleCheck.State.CHECKED, "", "", "", List.of(cells));
    }

    static ModuleCheck unchecked(String name, ModuleCheck.State state, String problem) {
        return new ModuleCheck(name, state, problem, "", "", List.of());
    }

    static CheckCell refused(CheckTarget target, Reason... reasons) {
        return new CheckCell(target, CheckVerdict.REFUSED, List.of(reasons), List.of());
    }

    static CheckCell accepted(CheckTarget target, Reason... reasons) {
        return new CheckCell(target, CheckVerdict.ACCEPTED, List.of(reasons), List.of());
    }

    static CheckCell fits(CheckTarget target, String... findings) {
        CheckVerdict verdict = findings.length == 0 ? CheckVerdict.FITS : CheckVerdict.FITS_WITH_FINDINGS;
        return new CheckCell(
                target,
                verdict,
                List.of(),
                Stream.of(findings)
                        .map(finding -> new CheckCell.Finding("device", finding, ""))
                        .toList());
    }

    static Baseline.Entry entry(String reason) {
        return new Baseline.Entry("*", "*", "", reason, 1);
    }
}
