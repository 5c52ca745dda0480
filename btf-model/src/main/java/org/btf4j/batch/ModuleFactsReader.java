// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.btf4j.file.BtfSource;
import org.btf4j.file.ModuleFile;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.CSpelling;
import org.btf4j.model.KfuncTags;
import org.btf4j.transform.Layout;
import org.btf4j.transform.SmallBase;
import org.jspecify.annotations.Nullable;

/** Gathers {@link ModuleFacts} of a module that was read. Stateless and thread-safe. */
final class ModuleFactsReader {

    private ModuleFactsReader() {}

    /**
     * Gathers what there is to tell.
     *
     * @param file null for raw BTF, which tells neither version nor kernel
     * @param split the module's BTF over its small base; null if it has none, or has it in another layout
     * @param layout that of the small base
     * @throws BtfFormatException if a section of the module is broken that every module may have
     * @throws IOException if the size of the file cannot be told
     */
    static ModuleFacts read(ModuleInput input, @Nullable ModuleFile file, @Nullable Btf split, Layout layout)
            throws IOException {
        long fileSize = Files.size(input.module().file());
        Set<String> kfuncs = new TreeSet<>();
        String problem = "";
        if (split != null) {
            kfuncs.addAll(KfuncTags.of(split));
            problem = file == null ? "" : addListed(file, split, kfuncs, input.module());
        }
        return new ModuleFacts(
                fileSize,
                file == null ? input.bytes().length : size(file, BtfSource.BTF),
                baseSize(file, split),
                modinfo(file, "version"),
                modinfo(file, "vermagic"),
                split == null ? List.of() : needs(split, layout),
                List.copyOf(kfuncs),
                problem);
    }

    private static String addListed(ModuleFile file, Btf split, Set<String> kfuncs, ModuleSet.Entry module) {
        try {
            kfuncs.addAll(Kfuncs.of(file, split));
            return "";
        } catch (BtfFormatException e) {
            String message = String.valueOf(e.in(file.file()).getMessage());
            return Check.relative("cannot tell all kfuncs: " + message, module);
        }
    }

    private static long baseSize(@Nullable ModuleFile file, @Nullable Btf split) {
        Btf base = split == null ? null : split.base();
        if (base != null) {
            return base.size();
        }
        Layout other = file == null ? null : Layouts.of(file);
        return file == null || other == null ? 0 : size(file, other.section());
    }

    private static long size(ModuleFile file, String section) {
        byte[] bytes = file.section(section);
        return bytes == null ? 0 : bytes.length;
    }

    private static String modinfo(@Nullable ModuleFile file, String key) {
        String value = file == null ? null : file.modinfo(key);
        return value == null ? "" : value;
    }

    /** Each once, though a small base may well have two types that C calls the same. */
    private static List<ModuleFacts.Need> needs(Btf split, Layout layout) {
        CSpelling spelling = CSpelling.brief(split);
        Set<ModuleFacts.Need> needs = new TreeSet<>(ModuleFacts.Need.ORDER);
        for (SmallBase.Need need : SmallBase.needs(split, layout)) {
            needs.add(new ModuleFacts.Need(spelling.type(need.id()), need.comparedSize(), need.embedded()));
        }
        return new ArrayList<>(needs);
    }
}
