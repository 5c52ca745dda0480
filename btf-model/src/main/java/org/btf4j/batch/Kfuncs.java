// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.btf4j.file.BtfId;
import org.btf4j.file.ModuleFile;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;

/**
 * Which functions of a module BPF programs may call, as its {@code .BTF_ids} says.
 *
 * <p>They are the functions in its sets of pairs of id and flags ({@code set8}, since Linux 6.0): what a module registers by
 * {@code register_btf_kfunc_id_set}, and the functions whose return value may be changed, which are registered likewise. Stateless
 * and thread-safe.
 */
public final class Kfuncs {

    private Kfuncs() {}

    /**
     * Their names, in their order.
     *
     * <p>Ids that no build has filled in are looked for by the names that their symbols have.
     *
     * @param btf the module's BTF, over its kernel's or over its small base
     * @throws BtfFormatException if the section has contents that its symbols do not explain
     */
    public static Set<String> of(ModuleFile module, Btf btf) {
        List<BtfId> ids = module.btfIds(btf);
        boolean open = ids.stream().anyMatch(id -> id.flags() != null && id.id() == 0);
        Set<String> names = new TreeSet<>();
        for (BtfId id : open ? module.withResolvedIds(btf).ids() : ids) {
            boolean known = id.flags() != null && id.id() > 0 && id.id() < btf.typeCount();
            if (known && btf.type(id.id()) instanceof BtfType.Func function) {
                names.add(function.name());
            }
        }
        return names;
    }
}
