// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        String name = module.name().toString().replace(File.separatorChar, '/');
        String sha256 = "";
        try {
            byte[] bytes = ModuleReader.readPlain(module.file());
            sha256 = Fingerprint.of(bytes);
            Btf split = distilled(new ModuleInput(module, bytes));
            return check(name, sha256, split);
        } catch (NotCheckable e) {
            return failed(name, sha256, e.state, String.valueOf(e.getMessage()));
        } catch (BtfFormatException e) {
            String message = String.valueOf(e.in(module.file().toString()).getMessage());
            return failed(name, sha256, ModuleCheck.State.BROKEN, relative("is broken: " + message, module));
        } catch (IOException e) {
            String message = "cannot be read: " + FileProblem.describe(e);
            return failed(name, sha256, ModuleCheck.State.UNREADABLE, relative(message, module));
        }
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

    private Btf distilled(ModuleInput input) throws NotCheckable, IOException {
        return input.isRaw() ? distilledPair(input) : distilledModule(input);
    }

    private Btf distilledModule(ModuleInput input) throws NotCheckable {
        ModuleFile file = input.file();
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
        byte[] bytes = ModuleReader.readPlain(base);
        try {
            return input.raw(Btf.read(bytes, null));
        } catch (BtfFormatException e) {
            throw e.in(base.toString());
        }
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
        List<String> findings = new ArrayList<>();
        for (Explanation.Failure failure : explanation.failures()) {
            String type = failure.outcome().type().name();
            reasons.add(reason(module, target, type, failure.sentence()));
        }
        for (Explanation.Remark remark : explanation.findings()) {
            if (ruleSet == RuleSet.STRICT) {
                reasons.add(reason(module, target, remark.finding().type().name(), remark.sentence()));
            } else {
                findings.add(remark.sentence());
            }
        }
        return new CheckCell(target, verdict(explanation.succeeded(), reasons), reasons, findings);
    }

    private CheckCell.Reason reason(String module, CheckTarget target, String type, String sentence) {
        String name = type.isEmpty() ? "(anon)" : type;
        Baseline.Entry acceptedBy = baseline.entries().stream()
                .filter(entry -> entry.matches(module, target.name(), name))
                .findFirst()
                .orElse(null);
        return new CheckCell.Reason(name, sentence, acceptedBy);
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
