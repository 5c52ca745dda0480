// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Subject;
import org.btf4j.file.ModuleFile;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.transform.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Compares the modules of two sides, several at a time.
 *
 * <p>Two modules are compared in distilled form: their own types, and their small bases. One that is not distilled is distilled in
 * memory over the kernel of its side. Nothing of a module is kept beyond its {@link ModuleDiff}. Immutable and thread-safe.
 */
public final class DiffRun {

    private final DiffSide before;
    private final DiffSide after;
    private final ModulePairs pairs;

    /** A run over two sides; nothing is read yet. */
    public DiffRun(DiffSide before, DiffSide after) {
        this.before = before;
        this.after = after;
        this.pairs = new ModulePairs(before, after);
    }

    /**
     * Compares two kernels.
     *
     * <p>Their kfuncs are the functions with the declaration tag {@code bpf_kfunc}, which kernels have from Linux 6.10 on.
     *
     * @throws BtfFormatException if the BTF of one cannot be spelled as C, see {@link BtfDiff#between}
     */
    public static ModuleDiff kernels(Btf before, Btf after) {
        return new ModuleDiff(
                "",
                ModuleDiff.State.BOTH,
                "",
                BtfDiff.between(Subject.KERNEL, before, Set.of(), after, Set.of()),
                null);
    }

    /** All modules, of either side, in the order of their names. */
    public List<ModuleSet.Entry> modules() {
        List<ModuleSet.Entry> all = new ArrayList<>(after.modules().modules());
        all.addAll(pairs.removed());
        all.sort(Comparator.comparing(ModuleSet.Entry::path));
        return List.copyOf(all);
    }

    /** The modules that only the old side has, in their order. */
    public List<ModuleSet.Entry> removed() {
        return pairs.removed();
    }

    /**
     * Compares all modules.
     *
     * @param threads how many modules are compared at a time
     * @param listener hears of each module when it and all before it are done, in the order of {@link #modules}, always in the
     *     calling thread. A problem with a module is told in its {@link ModuleDiff}.
     */
    public void run(int threads, Consumer<ModuleDiff> listener) {
        Set<ModuleSet.Entry> removed = Set.copyOf(pairs.removed());
        new ParallelModules(threads)
                .run(modules(), module -> removed.contains(module) ? removed(module) : against(module), listener);
    }

    /**
     * Compares a module of the new side with its old version.
     *
     * @return of state {@link ModuleDiff.State#ADDED} if it has none
     */
    public ModuleDiff against(ModuleSet.Entry newer) {
        return against(newer, () -> ModuleVersion.read(newer));
    }

    /**
     * Compares a module of the new side that was read already, as {@link #against(ModuleSet.Entry)} does.
     *
     * @param file the module; null for raw BTF
     */
    ModuleDiff against(ModuleInput newer, @Nullable ModuleFile file) {
        return against(newer.module(), () -> ModuleVersion.of(newer, file));
    }

    private ModuleDiff against(ModuleSet.Entry newer, Reading<ModuleVersion> reading) {
        ModuleSet.Entry older = pairs.oldOf(newer);
        String name = newer.path();
        if (older == null) {
            return new ModuleDiff(name, ModuleDiff.State.ADDED, "", null, null);
        }
        List<String> problems = new ArrayList<>();
        ModuleVersion oldVersion = read("old", older, problems, () -> ModuleVersion.read(older));
        ModuleVersion newVersion = read("new", newer, problems, reading);
        if (oldVersion == null || newVersion == null) {
            return notComparable(name, problems);
        }
        Layout oldLayout = oldVersion.layout();
        Layout newLayout = newVersion.layout();
        if (oldLayout != null && newLayout != null && oldLayout != newLayout) {
            problems.add("the old " + older.file().getFileName() + " is distilled in the layout " + oldLayout
                    + ", the new " + newer.file().getFileName() + " in the layout " + newLayout
                    + "; distil both in the same layout");
            return notComparable(name, problems);
        }
        Layout layout = oldLayout != null ? oldLayout : newLayout != null ? newLayout : Layout.DISTILLED;
        ModuleVersion.Distilled old = read("old", older, problems, () -> oldVersion.distilled(layout, before.kernel()));
        ModuleVersion.Distilled now = read("new", newer, problems, () -> newVersion.distilled(layout, after.kernel()));
        return old == null || now == null ? notComparable(name, problems) : compare(name, old, now, layout, problems);
    }

    private static ModuleDiff compare(
            String name,
            ModuleVersion.Distilled old,
            ModuleVersion.Distilled now,
            Layout layout,
            List<String> problems) {
        try {
            return new ModuleDiff(
                    name,
                    ModuleDiff.State.BOTH,
                    "",
                    BtfDiff.between(Subject.MODULE, old.split(), old.kfuncs(), now.split(), now.kfuncs()),
                    NeedsDiff.between(old.split(), now.split(), layout));
        } catch (BtfFormatException e) {
            problems.add("one of the two is broken: " + e.getMessage());
            return notComparable(name, problems);
        }
    }

    private static ModuleDiff removed(ModuleSet.Entry older) {
        return new ModuleDiff(older.path(), ModuleDiff.State.REMOVED, "", null, null);
    }

    private static ModuleDiff notComparable(String name, List<String> problems) {
        return new ModuleDiff(
                name,
                ModuleDiff.State.NOT_COMPARABLE,
                "cannot be compared: " + String.join("; and ", problems),
                null,
                null);
    }

    private interface Reading<T> {
        T read() throws ModuleVersion.NotComparable;
    }

    /** Null if it cannot be read, and then it is among the problems. */
    private static <T> @Nullable T read(
            String side, ModuleSet.Entry module, List<String> problems, Reading<T> reading) {
        try {
            return reading.read();
        } catch (ModuleVersion.NotComparable e) {
            problems.add("the " + side + " " + module.file().getFileName() + " " + e.getMessage());
            return null;
        }
    }
}
