// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.Comparator;
import java.util.List;

/**
 * What a report tells of a module besides its verdicts.
 *
 * @param fileSize bytes of the module as it came, compressed if it was
 * @param btfSize bytes of its split BTF, 0 if it has none
 * @param baseSize bytes of its small base, 0 if it has none
 * @param version what the module calls its version; empty if it has none
 * @param vermagic the kernel that it was built for, as the module says; empty if it does not say
 * @param needs the named types of its small base, by what C calls them, each once; empty if it could not be checked
 * @param kfuncs names of its functions that BPF programs may call, in their order: those that a declaration tag {@code bpf_kfunc}
 *     marks, and those in {@code .BTF_ids}, see {@link Kfuncs}; empty if it could not be checked
 * @param problem why there may be more kfuncs, in one line that starts with a verb; empty if there are not
 */
public record ModuleFacts(
        long fileSize,
        long btfSize,
        long baseSize,
        String version,
        String vermagic,
        List<Need> needs,
        List<String> kfuncs,
        String problem) {

    /** Keeps its own copies of the lists. */
    public ModuleFacts {
        needs = List.copyOf(needs);
        kfuncs = List.copyOf(kfuncs);
    }

    /** Facts that are complete. */
    public ModuleFacts(
            long fileSize,
            long btfSize,
            long baseSize,
            String version,
            String vermagic,
            List<Need> needs,
            List<String> kfuncs) {
        this(fileSize, btfSize, baseSize, version, vermagic, needs, kfuncs, "");
    }

    /**
     * A type that a module needs from its kernel.
     *
     * @param type as C calls it: {@code struct device}
     * @param size its bytes as far as a kernel compares them, 0 if it does not
     * @param embedded whether the module has it by value, so that its size must be the same
     */
    public record Need(String type, long size, boolean embedded) {
        static final Comparator<Need> ORDER =
                Comparator.comparing(Need::type).thenComparingLong(Need::size).thenComparing(Need::embedded);
    }
}
