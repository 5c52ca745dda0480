// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import org.btf4j.file.BtfSource;
import org.btf4j.file.ModuleFile;
import org.btf4j.model.Btf;
import org.btf4j.transform.Layout;
import org.btf4j.transform.Relocation;
import org.btf4j.transform.Relocator;
import org.btf4j.transform.RuleSet;

/**
 * Relocates a distilled module to a target.
 *
 * <p>Of a {@code .ko} the section {@code .BTF} is rewritten, that of the small base removed, and {@code .BTF_ids} renumbered. Raw
 * split BTF {@code NAME.btf}, with its base {@code NAME.base.btf} in the same folder, becomes {@code NAME.btf}.
 */
public final class RelocateTask extends ModuleTask {

    private final Btf target;
    private final Layout layout;
    private final RuleSet ruleSet;
    private final Relocator relocator;
    private final ModuleRewriter rewriter;

    /**
     * A task for one target.
     *
     * @param target the BTF of the kernel to relocate to
     * @param layout that of the modules' small bases
     */
    public RelocateTask(Btf target, Layout layout, RuleSet ruleSet, SignaturePolicy signatures) {
        this.target = target;
        this.layout = layout;
        this.ruleSet = ruleSet;
        this.relocator = new Relocator(target, layout, ruleSet);
        this.rewriter = new ModuleRewriter(layout, signatures);
    }

    @Override
    TaskResult run(ModuleInput input) throws IOException {
        return input.isRaw() ? relocateRaw(input) : relocateModule(input);
    }

    @Override
    String fingerprint() {
        return "relocate " + layout + " " + ruleSet + " " + rewriter.signatures() + " " + Fingerprint.of(target);
    }

    private TaskResult relocateModule(ModuleInput input) throws IOException {
        ModuleSet.Entry module = input.module();
        ModuleFile file = input.file();
        Layout present = Layouts.of(file);
        if (present != null && present != layout) {
            return Layouts.refused(module, layout, present);
        }
        Btf before = file.btf(file.base(layout.section()));
        Relocation relocation = relocator.relocate(before);
        return relocation.succeeded()
                ? rewriter.rewrite(module, file, before, relocation.split(), null, relocation.ids())
                : refused(module, relocation);
    }

    private TaskResult relocateRaw(ModuleInput input) throws IOException {
        ModuleSet.Entry module = input.module();
        Btf before = input.raw(BtfSource.read(RawPair.baseOf(module.file())));
        Relocation relocation = relocator.relocate(before);
        return relocation.succeeded()
                ? TaskResult.changed(
                        ModuleRewriter.sizes(before, relocation.split(), null),
                        SignatureOutcome.NONE,
                        new TaskResult.Output(module.name(), relocation.split().toBytes()))
                : refused(module, relocation);
    }

    private static TaskResult refused(ModuleSet.Entry module, Relocation relocation) {
        return TaskResult.failed(relocation.reasonsWithPaths().stream()
                // Consoles of build machines often have no character but those of ASCII.
                .map(reason -> module.file() + ": " + reason.replace("→", "->"))
                .map(message -> new ModuleProblem(ModuleProblem.Cause.RELOCATION, message))
                .toList());
    }
}
