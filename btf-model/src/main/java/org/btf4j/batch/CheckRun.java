// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.btf4j.file.AtomicFile;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks modules against kernels, several at a time; writes a report, or only tells of each.
 *
 * <p>A module's reasons are written or told as soon as it is done and then forgotten, so that the number of modules hardly
 * matters for the memory. The report and what is told are the same for any number of threads. Immutable.
 */
public final class CheckRun {

    private final Check check;
    private final int threads;

    /**
     * A run against targets.
     *
     * @param targets in the order of the report; each has a name of its own
     * @param layout that of the modules' small bases, for which the targets were made
     * @param ruleSet by which the targets judge
     * @param threads how many modules are checked at a time
     */
    public CheckRun(List<CheckTarget> targets, Layout layout, RuleSet ruleSet, Baseline baseline, int threads) {
        Set<String> names = new HashSet<>();
        for (CheckTarget target : targets) {
            if (!names.add(target.name())) {
                throw new IllegalArgumentException("two targets are called " + target.name());
            }
        }
        this.check = new Check(targets, layout, ruleSet, baseline);
        this.threads = threads;
    }

    /**
     * Checks all modules.
     *
     * @param report where the report goes, as JSON
     * @param listener hears of each module when it and all before it are done, in their order, always in the calling thread
     * @param keep files besides the modules that must not be written over
     * @throws IOException if the report cannot be written; then no part of it is left behind. A problem with a module is told
     *     in its {@link ModuleCheck}.
     */
    public CheckSummary run(ModuleSet modules, Path report, Consumer<ModuleCheck> listener, Path... keep)
            throws IOException {
        List<CheckSummary> summary = new ArrayList<>();
        AtomicFile.write(
                report,
                out -> {
                    try (CheckJson json = new CheckJson(out, check)) {
                        summary.add(run(modules, json, listener));
                    } catch (UncheckedIOException e) {
                        throw e.getCause();
                    }
                },
                inputs(modules, keep));
        return summary.get(0);
    }

    /** Hears of modules that were checked. */
    public interface Listener {
        /**
         * Hears of a module.
         *
         * @param facts null if it is broken or cannot be read
         * @param changes since its old version; null where there is no old side
         */
        void module(ModuleCheck check, @Nullable ModuleFacts facts, @Nullable ModuleDiff changes);
    }

    /**
     * Checks all modules, writes nothing, and tells more of each than its verdicts; it is still read only once.
     *
     * @param old compares the modules with their old versions, over the same modules as its new side; or null
     * @param listener hears of each module when it and all before it are done, in their order, always in the calling thread.
     *     A problem with a module is told in its {@link ModuleCheck}.
     */
    public CheckSummary run(ModuleSet modules, @Nullable DiffRun old, Listener listener) {
        return run(
                modules,
                module -> check.report(module, old),
                Check.Report::check,
                report -> listener.module(report.check(), report.facts(), report.changes()));
    }

    private static Path[] inputs(ModuleSet modules, Path... keep) {
        List<Path> inputs = new ArrayList<>(List.of(keep));
        modules.modules().forEach(module -> inputs.add(module.file()));
        return inputs.toArray(new Path[0]);
    }

    /** A module that was checked, and its part of the report, which is made beside others. */
    private record Done(ModuleCheck module, String json) {}

    private CheckSummary run(ModuleSet modules, CheckJson json, Consumer<ModuleCheck> listener) throws IOException {
        CheckSummary summary = run(modules, this::work, Done::module, done -> {
            json.module(done.json());
            listener.accept(done.module());
        });
        json.end(summary);
        return summary;
    }

    private Done work(ModuleSet.Entry module) {
        Check.Result result = check.check(module);
        return new Done(result.module(), CheckJson.text(result));
    }

    private <R> CheckSummary run(
            ModuleSet modules,
            Function<ModuleSet.Entry, R> work,
            Function<R, ModuleCheck> verdicts,
            Consumer<R> listener) {
        List<CheckSummary.Row> rows = new ArrayList<>();
        Set<Baseline.Entry> unused = new HashSet<>(check.baseline().entries());
        new ParallelModules(threads).run(modules.modules(), work, done -> {
            ModuleCheck module = verdicts.apply(done);
            rows.add(new CheckSummary.Row(
                    module.name(),
                    module.state(),
                    module.cells().stream().map(CheckCell::verdict).toList()));
            unused.removeIf(entry -> isUsed(entry, module));
            listener.accept(done);
        });
        List<Baseline.Entry> left =
                check.baseline().entries().stream().filter(unused::contains).toList();
        return new CheckSummary(check.targets(), rows, left);
    }

    private static boolean isUsed(Baseline.Entry entry, ModuleCheck module) {
        return module.cells().stream()
                .anyMatch(cell -> cell.reasons().stream()
                        .anyMatch(reason ->
                                entry.matches(module.name(), cell.target().name(), reason.type())));
    }
}
