// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Path;
import org.btf4j.file.ModuleFile;
import org.btf4j.model.Btf;
import org.btf4j.transform.Distillation;
import org.btf4j.transform.Distiller;
import org.btf4j.transform.Layout;

/**
 * Distils a module.
 *
 * <p>Of a {@code .ko} the section {@code .BTF} is rewritten, that of the small base added, {@code .BTF.base} in the layout that
 * kernels know, and {@code .BTF_ids} renumbered. One that has a small base in the layout already is left as it is, one that has
 * it in another layout is refused. Raw split BTF {@code NAME.btf} becomes {@code NAME.btf} and {@code NAME.base.btf}.
 */
public final class DistillTask extends ModuleTask {

    private final Btf base;
    private final Layout layout;
    private final ModuleRewriter rewriter;

    /**
     * A task for modules of one kernel.
     *
     * @param base the kernel's BTF, against which the modules were encoded
     */
    public DistillTask(Btf base, Layout layout, SignaturePolicy signatures) {
        this.base = base;
        this.layout = layout;
        this.rewriter = new ModuleRewriter(layout, signatures);
    }

    @Override
    TaskResult run(ModuleInput input) throws IOException {
        return input.isRaw() ? distilRaw(input) : distilModule(input);
    }

    @Override
    String fingerprint() {
        return "distill " + layout + " " + rewriter.signatures() + " " + Fingerprint.of(base);
    }

    private TaskResult distilModule(ModuleInput input) throws IOException {
        ModuleFile file = input.file();
        Layout present = Layouts.of(file);
        if (present != null) {
            return present == layout
                    ? TaskResult.unchanged(file.isSigned())
                    : Layouts.refused(input.module(), layout, present);
        }
        Btf before = file.btf(base);
        Distillation distilled = distil(before);
        return rewriter.rewrite(input.module(), file, before, distilled.split(), distilled.base(), distilled.ids());
    }

    private TaskResult distilRaw(ModuleInput input) {
        Path name = input.module().name();
        Btf before = input.raw(base);
        Distillation distilled = distil(before);
        return TaskResult.changed(
                ModuleRewriter.sizes(before, distilled.split(), distilled.base()),
                SignatureOutcome.NONE,
                new TaskResult.Output(RawPair.baseOf(name), distilled.base().toBytes()),
                new TaskResult.Output(name, distilled.split().toBytes()));
    }

    private Distillation distil(Btf split) {
        BtfLoader.requireOwnBase(split);
        return Distiller.distill(split, layout);
    }
}
