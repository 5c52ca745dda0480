// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
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
            return SignaturePolicy.refused(module, "new BTF");
        }
        byte[] changed = file.withBtf(
                layout.section(),
                split.toBytes(),
                base == null ? null : base.toBytes(),
                id -> ids.contains(id) ? ids.newId(id) : -1);
        return signatures.changed(module, file.isSigned(), sizes(before, split, base), changed);
    }

    static BtfSizes sizes(Btf before, Btf split, @Nullable Btf base) {
        return new BtfSizes(before.size(), split.size(), base == null ? 0 : base.size());
    }
}
