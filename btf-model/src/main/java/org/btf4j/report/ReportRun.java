// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.btf4j.batch.Baseline;
import org.btf4j.batch.CheckRun;
import org.btf4j.batch.CheckSummary;
import org.btf4j.batch.CheckTarget;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.DiffRun;
import org.btf4j.batch.ModuleSet;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Gathers all that a report tells, several modules at a time.
 *
 * <p>Each module is read once. What many modules have in common is kept once, so that thousands of modules need some ten megabytes
 * beside the kernels. The same for any number of threads. Immutable.
 */
public final class ReportRun {

    private final List<CheckTarget> kernels;
    private final Layout layout;
    private final RuleSet ruleSet;
    private final CheckRun check;
    private final @Nullable DiffRun old;

    /**
     * A run against kernels.
     *
     * @param kernels in the order of the report; each has a name of its own
     * @param layout that of the modules' small bases, for which the kernels were made ready
     * @param ruleSet by which they judge
     * @param threads how many modules are worked on at a time
     * @throws IllegalArgumentException if two kernels have one name
     */
    public ReportRun(List<CheckTarget> kernels, Layout layout, RuleSet ruleSet, Baseline baseline, int threads) {
        this(kernels, layout, ruleSet, new CheckRun(kernels, layout, ruleSet, baseline, threads), null);
    }

    private ReportRun(
            List<CheckTarget> kernels, Layout layout, RuleSet ruleSet, CheckRun check, @Nullable DiffRun old) {
        this.kernels = List.copyOf(kernels);
        this.layout = layout;
        this.ruleSet = ruleSet;
        this.check = check;
        this.old = old;
    }

    /** A run that also tells what changed since an old side; its new side has to be the modules that are reported. */
    public ReportRun since(DiffRun oldSide) {
        return new ReportRun(kernels, layout, ruleSet, check, oldSide);
    }

    /**
     * Works on all modules.
     *
     * @param tool name and version of what makes the report
     * @param inputs what was read besides the modules and the kernels, which are told of in any case
     * @param progress hears of each module that is done, in the calling thread
     */
    public ReportData run(ModuleSet modules, String tool, List<ReportData.Input> inputs, Runnable progress) {
        List<ReportData.Module> reported = new ArrayList<>();
        SharedValues shared = new SharedValues();
        NeededTypes needed = new NeededTypes();
        CheckSummary summary = check.run(modules, old, (verdicts, facts, changes) -> {
            reported.add(
                    new ReportData.Module(shared.share(verdicts), facts == null ? null : shared.share(facts), changes));
            if (facts != null) {
                needed.add(facts);
            }
            progress.run();
        });
        return new ReportData(
                provenance(tool, inputs),
                kernels(summary),
                reported,
                old == null
                        ? List.of()
                        : old.removed().stream().map(ModuleSet.Entry::path).toList(),
                needed.most());
    }

    private ReportData.Provenance provenance(String tool, List<ReportData.Input> inputs) {
        List<ReportData.Input> all = new ArrayList<>();
        kernels.forEach(kernel -> all.add(new ReportData.Input("target", kernel.name(), kernel.sha256())));
        all.addAll(inputs);
        return new ReportData.Provenance(
                tool, System.getProperty("java.version"), layout.toString(), ruleSet.toString(), all);
    }

    private List<ReportData.Kernel> kernels(CheckSummary summary) {
        List<ReportData.Kernel> counted = new ArrayList<>();
        for (int i = 0; i < kernels.size(); i++) {
            Map<CheckVerdict, Integer> counts = new EnumMap<>(CheckVerdict.class);
            for (CheckVerdict verdict : CheckVerdict.values()) {
                counts.put(verdict, summary.count(i, verdict));
            }
            counted.add(new ReportData.Kernel(kernels.get(i), counts, summary.unchecked()));
        }
        return counted;
    }
}
