// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.btf4j.file.ModuleFile;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.transform.Explanation;
import org.btf4j.transform.Layout;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a module on which kernels it keeps its BTF.
 *
 * <p>The module is read once, and relocated to each target in turn; nothing of that is kept. Immutable and thread-safe.
 *
 * @param targets in the order of the report
 * @param layout that of the modules' small bases
 * @param ruleSet by which the targets judge
 */
record Check(List<CheckTarget> targets, Layout layout, RuleSet ruleSet, Baseline baseline) {

    Check {
        targets = List.copyOf(targets);
    }

    /**
     * What became of a module, with all that explains it.
     *
     * @param explanations one for each cell of the module, null where there is nothing to explain
     */
    record Result(ModuleCheck module, List<@Nullable Explanation> explanations) {}

    /**
     * A module that was checked, and what else was asked for.
     *
     * @param facts null if it is broken or cannot be read
     * @param changes null where there is no old side
     */
    record Report(
            ModuleCheck check,
            @Nullable ModuleFacts facts,
            @Nullable ModuleDiff changes) {}

    /** What is made of a module that was read; {@code file} is null for raw BTF. */
    private interface Work<R> {
        R of(ModuleInput input, @Nullable ModuleFile file, String sha256) throws IOException;
    }

    /** A module that cannot be checked. */
    private static final class NotCheckable extends Exception {

        private static final long serialVersionUID = 1;

        private final ModuleCheck.State state;

        NotCheckable(ModuleCheck.State state, String problem) {
            super(problem);
            this.state = state;
        }
    }

    /** Checks a module; whatever is wrong with it is told in the result. */
    Result check(ModuleSet.Entry module) {
        return work(module, (input, file, sha256) -> check(open(input, file, sha256)), failed -> failed);
    }

    /**
     * Checks a module and tells more of it, for which it is read no second time.
     *
     * @param old knows the old versions of the modules; null if there are none
     */
    Report report(ModuleSet.Entry module, @Nullable DiffRun old) {
        return work(
                module,
                (input, file, sha256) -> {
                    Opened opened = open(input, file, sha256);
                    ModuleCheck checked = check(opened).module();
                    ModuleFacts facts = ModuleFactsReader.read(input, file, opened.split(), layout);
                    return new Report(checked, facts, old == null ? null : old.against(input, file));
                },
                failed -> new Report(failed.module(), null, old == null ? null : old.against(module)));
    }

    private static <R> R work(ModuleSet.Entry module, Work<R> work, Function<Result, R> otherwise) {
        String name = module.path();
        String sha256 = "";
        try {
            byte[] bytes = ModuleReader.readPlain(module.file());
            sha256 = Fingerprint.of(bytes);
            ModuleInput input = new ModuleInput(module, bytes);
            return work.of(input, input.isRaw() ? null : input.file(), sha256);
        } catch (BtfFormatException e) {
            String message = String.valueOf(e.in(module.file().toString()).getMessage());
            return otherwise.apply(
                    failed(name, sha256, ModuleCheck.State.BROKEN, relative("is broken: " + message, module)));
        } catch (IOException e) {
            String message = "cannot be read: " + FileProblem.describe(e);
            return otherwise.apply(failed(name, sha256, ModuleCheck.State.UNREADABLE, relative(message, module)));
        }
    }

    /**
     * A module whose BTF was read, or that cannot be checked.
     *
     * @param split over its small base; null if it cannot be checked
     */
    private record Opened(
            String name, String sha256, @Nullable Btf split, ModuleCheck.State state, String problem) {}

    private Opened open(ModuleInput input, @Nullable ModuleFile file, String sha256) throws IOException {
        String name = input.module().path();
        try {
            Btf split = file == null ? distilledPair(input) : distilledModule(file);
            return new Opened(name, sha256, split, ModuleCheck.State.CHECKED, "");
        } catch (NotCheckable e) {
            return new Opened(name, sha256, null, e.state, String.valueOf(e.getMessage()));
        }
    }

    private Result check(Opened module) {
        return module.split() == null
                ? failed(module.name(), module.sha256(), module.state(), module.problem())
                : check(module.name(), module.sha256(), module.split());
    }

    /** Reports are to be the same wherever a project lies. */
    static String relative(String message, ModuleSet.Entry module) {
        Path folder = module.file().getParent();
        String named = message.replace(
                module.file().toString(), String.valueOf(module.file().getFileName()));
        return folder == null ? named : named.replace(folder + File.separator, "");
    }

    private static Result failed(String name, String sha256, ModuleCheck.State state, String problem) {
        return new Result(new ModuleCheck(name, state, problem, sha256, "", List.of()), List.of());
    }

    private Btf distilledModule(ModuleFile file) throws NotCheckable {
        if (!file.hasBtf()) {
            throw new NotCheckable(
                    ModuleCheck.State.NO_BTF,
                    "has no section .BTF, so no kernel gets BTF of it; build it with CONFIG_DEBUG_INFO_BTF_MODULES=y and do"
                            + " not strip that section");
        }
        Layout present = Layouts.of(file);
        if (present == null) {
            throw notDistilled("no section " + layout.section());
        }
        if (present != layout) {
            throw new NotCheckable(
                    ModuleCheck.State.OTHER_LAYOUT,
                    "is distilled in the layout " + present + " (section " + present.section() + "), not in the layout "
                            + layout + " (section " + layout.section() + ")");
        }
        return file.btf(file.base(layout.section()));
    }

    private static Btf distilledPair(ModuleInput input) throws NotCheckable, IOException {
        Path base = RawPair.baseOf(input.module().file());
        if (!Files.exists(base)) {
            throw notDistilled("no base " + base.getFileName() + " beside it");
        }
        return RawPair.read(input, base);
    }

    private static NotCheckable notDistilled(String missing) {
        return new NotCheckable(
                ModuleCheck.State.NOT_DISTILLED,
                "has BTF but " + missing + ", so it keeps its BTF only on the kernel it was built for; distil it with"
                        + " btf:distill");
    }

    private Result check(String name, String sha256, Btf split) {
        Btf base = split.base();
        String baseSha256 = base == null ? "" : Fingerprint.of(base);
        List<CheckCell> cells = new ArrayList<>();
        List<@Nullable Explanation> explanations = new ArrayList<>();
        for (CheckTarget target : targets) {
            Relocation relocation = target.relocator().relocate(split);
            boolean plain = relocation.succeeded() && relocation.findings().isEmpty();
            Explanation explanation = plain ? null : relocation.explain(null);
            explanations.add(explanation);
            cells.add(
                    explanation == null
                            ? new CheckCell(target, CheckVerdict.FITS, List.of(), List.of())
                            : cell(name, target, explanation));
        }
        return new Result(
                new ModuleCheck(name, ModuleCheck.State.CHECKED, "", sha256, baseSha256, cells), explanations);
    }

    private CheckCell cell(String module, CheckTarget target, Explanation explanation) {
        List<CheckCell.Reason> reasons = new ArrayList<>();
        List<CheckCell.Finding> findings = new ArrayList<>();
        for (Explanation.Failure failure : explanation.failures()) {
            String type = named(failure.outcome().type().name());
            reasons.add(new CheckCell.Reason(
                    type,
                    failure.gist(),
                    failure.way(),
                    acceptedBy(module, target, type),
                    failure.outcome().verdict()));
        }
        for (Explanation.Remark remark : explanation.findings()) {
            String type = named(remark.finding().type().name());
            if (ruleSet == RuleSet.STRICT) {
                reasons.add(new CheckCell.Reason(
                        type, remark.gist(), remark.way(), acceptedBy(module, target, type), null));
            } else {
                findings.add(new CheckCell.Finding(type, remark.gist(), remark.way()));
            }
        }
        return new CheckCell(target, verdict(explanation.succeeded(), reasons), reasons, findings);
    }

    private static String named(String type) {
        return type.isEmpty() ? "(anon)" : type;
    }

    private Baseline.@Nullable Entry acceptedBy(String module, CheckTarget target, String type) {
        return baseline.entries().stream()
                .filter(entry -> entry.matches(module, target.name(), type))
                .findFirst()
                .orElse(null);
    }

    private static CheckVerdict verdict(boolean succeeded, List<CheckCell.Reason> reasons) {
        if (succeeded) {
            return CheckVerdict.FITS_WITH_FINDINGS;
        }
        return reasons.stream().allMatch(reason -> reason.acceptedBy() != null)
                ? CheckVerdict.ACCEPTED
                : CheckVerdict.REFUSED;
    }
}
