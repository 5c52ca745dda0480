// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.util.List;
import org.btf4j.file.ModuleFile;
import org.btf4j.model.Btf;
import org.btf4j.transform.IdMap;
import org.btf4j.transform.Layout;
import org.jspecify.annotations.Nullable;

/** Gives a {@code .ko} other BTF, if its signature allows. */
record ModuleRewriter(Layout layout, SignaturePolicy signatures) {

    /**
     * The result for a module with other BTF.
     *
     * @param base the distilled base to store beside the split BTF, or null to leave none
     * @throws IOException if the module cannot be signed
     */
    TaskResult rewrite(ModuleSet.Entry module, ModuleFile file, Btf before, Btf split, @Nullable Btf base, IdMap ids)
            throws IOException {
        if (signatures.refuses(file.isSigned())) {
            return refused(module);
        }
        byte[] changed = file.withBtf(
                layout.section(),
                split.toBytes(),
                base == null ? null : base.toBytes(),
                id -> ids.contains(id) ? ids.newId(id) : -1);
        return TaskResult.changed(
                sizes(before, split, base),
                signatures.outcome(file.isSigned()),
                new TaskResult.Output(module.name(), signatures.finish(module.file(), changed)));
    }

    /** The result for a module that must stay as it is because of its signature. */
    static TaskResult refused(ModuleSet.Entry module) {
        return TaskResult.failed(List.of(new ModuleProblem(
                ModuleProblem.Cause.SIGNED,
                module.file() + ": the module is signed, and new BTF would make its signature invalid")));
    }

    static BtfSizes sizes(Btf before, Btf split, @Nullable Btf base) {
        return new BtfSizes(before.size(), split.size(), base == null ? 0 : base.size());
    }
}
