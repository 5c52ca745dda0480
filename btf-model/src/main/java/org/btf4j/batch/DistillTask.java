// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import org.btf4j.file.BtfSource;
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
    TaskResult run(ModuleSet.Entry module) throws IOException {
        return BtfSource.content(module.file()) == BtfSource.Content.RAW ? distilRaw(module) : distilModule(module);
    }

    private TaskResult distilModule(ModuleSet.Entry module) throws IOException {
        ModuleFile file = ModuleFile.read(module.file());
        Layout present = Layouts.of(file);
        if (present != null) {
            return present == layout
                    ? TaskResult.unchanged(new TaskResult.Output(module.name(), file.toBytes()))
                    : Layouts.refused(module, layout, present);
        }
        Btf before = file.btf(base);
        Distillation distilled = distil(before);
        return rewriter.rewrite(module, file, before, distilled.split(), distilled.base(), distilled.ids());
    }

    private TaskResult distilRaw(ModuleSet.Entry module) throws IOException {
        Btf before = BtfSource.read(module.file(), BtfSource.BTF, base);
        Distillation distilled = distil(before);
        return TaskResult.changed(
                ModuleRewriter.sizes(before, distilled.split(), distilled.base()),
                new TaskResult.Output(
                        RawPair.baseOf(module.name()), distilled.base().toBytes()),
                new TaskResult.Output(module.name(), distilled.split().toBytes()));
    }

    private Distillation distil(Btf split) {
        BtfLoader.requireOwnBase(split);
        return Distiller.distill(split, layout);
    }
}
