// SPDX-License-Identifier: Apache-2.0
package org.btf4j.model;

import java.util.Set;
import java.util.TreeSet;

/**
 * The functions that BPF programs may call, as far as declaration tags say so.
 *
 * <p>pahole writes the tag {@code bpf_kfunc} from 1.27 on. Stateless and thread-safe.
 */
public final class KfuncTags {

    private static final String TAG = "bpf_kfunc";

    private KfuncTags() {}

    /** The names of the BTF's own functions that have the tag themselves, rather than on a parameter, in their order. */
    public static Set<String> of(Btf btf) {
        Set<String> names = new TreeSet<>();
        for (int id = btf.firstId(); id < btf.typeCount(); id++) {
            if (btf.kind(id) == Kind.DECL_TAG
                    && btf.type(id) instanceof BtfType.DeclTag tag
                    && tag.componentIndex() == -1
                    && tag.name().equals(TAG)
                    && btf.kind(tag.typeId()) == Kind.FUNC) {
                names.add(btf.name(tag.typeId()));
            }
        }
        return names;
    }
}
