// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.List;

/**
 * What a report tells of a distilled module besides its verdicts.
 *
 * @param fileSize bytes of the module as it came, compressed if it was
 * @param btfSize bytes of its split BTF
 * @param baseSize bytes of its small base
 * @param version what the module calls its version; empty if it has none
 * @param vermagic the kernel that it was built for, as the module says; empty if it does not say
 * @param needs the types of its small base, by what C calls them
 * @param kfuncs names of its functions that BPF programs may call, in their order
 */
public record ModuleFacts(
        long fileSize,
        long btfSize,
        long baseSize,
        String version,
        String vermagic,
        List<Need> needs,
        List<String> kfuncs) {

    /** Keeps its own copies of the lists. */
    public ModuleFacts {
        needs = List.copyOf(needs);
        kfuncs = List.copyOf(kfuncs);
    }

    /**
     * A type that a module needs from its kernel.
     *
     * @param type as C calls it: {@code struct device}
     * @param size its bytes as far as a kernel compares them, 0 if it does not
     * @param embedded whether the module has it by value, so that its size must be the same
     */
    public record Need(String type, long size, boolean embedded) {}
}
