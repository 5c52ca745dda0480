// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.btf4j.file.ModuleFile;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.transform.Distiller;
import org.btf4j.transform.Layout;
import org.jspecify.annotations.Nullable;

/**
 * One version of a module, read, so that it can be compared with another one.
 *
 * <p>Immutable.
 */
final class ModuleVersion {

    private final ModuleInput input;
    private final @Nullable ModuleFile file;
    private final @Nullable Layout layout;

    private ModuleVersion(ModuleInput input, @Nullable ModuleFile file) {
        this.input = input;
        this.file = file;
        this.layout = file == null ? null : Layouts.of(file);
    }

    /**
     * A module in the form in which modules are compared.
     *
     * @param split its own types, over its small base
     * @param kfuncs names of the functions that BPF programs may call
     */
    record Distilled(Btf split, Set<String> kfuncs) {}

    /** A version that cannot be compared; the message says why, as a predicate whose subject is the file. */
    static final class NotComparable extends Exception {

        private static final long serialVersionUID = 1;

        NotComparable(String problem) {
            super(problem);
        }
    }

    /**
     * Reads a module, packed or not.
     *
     * @throws NotComparable if it cannot be read, has no BTF, or is no module
     */
    static ModuleVersion read(ModuleSet.Entry module) throws NotComparable {
        return told(module, () -> {
            ModuleInput input = new ModuleInput(module, ModuleReader.readPlain(module.file()));
            return of(input, input.isRaw() ? null : input.file());
        });
    }

    /**
     * A module that was read already.
     *
     * @param file the module; null for raw BTF
     * @throws NotComparable if it has no BTF
     */
    static ModuleVersion of(ModuleInput input, @Nullable ModuleFile file) throws NotComparable {
        return told(input.module(), () -> {
            if (file != null && !file.hasBtf()) {
                throw new NotComparable("has no section .BTF; build it with CONFIG_DEBUG_INFO_BTF_MODULES=y and do not"
                        + " strip that section");
            }
            return new ModuleVersion(input, file);
        });
    }

    /** The layout of its small base; null if it has none, or does not tell, as raw files do not. */
    @Nullable
    Layout layout() {
        return layout;
    }

    /**
     * The module over a small base.
     *
     * @param wanted the layout of the small base, where one has to be made
     * @param kernel over which it is distilled if it is not yet
     * @throws NotComparable if its BTF is broken, or it is not distilled and not of that kernel
     */
    Distilled distilled(Layout wanted, @Nullable Btf kernel) throws NotComparable {
        return told(input.module(), () -> {
            if (file == null) {
                return distilledRaw(wanted, kernel);
            }
            if (layout == null) {
                Btf split = overKernel(kernel, "section " + wanted.section(), file::btf);
                return new Distilled(Distiller.distill(split, wanted).split(), Kfuncs.of(file, split));
            }
            Btf split = file.btf(file.base(layout.section()));
            return new Distilled(split, Kfuncs.of(file, split));
        });
    }

    private Distilled distilledRaw(Layout wanted, @Nullable Btf kernel) throws NotComparable, IOException {
        Path base = RawPair.baseOf(input.module().file());
        if (Files.exists(base)) {
            return new Distilled(RawPair.read(input, base), Set.of());
        }
        Btf split = overKernel(kernel, "base " + base.getFileName() + " beside it", input::raw);
        return new Distilled(Distiller.distill(split, wanted).split(), Set.of());
    }

    private interface Reading {
        Btf over(Btf kernel);
    }

    private Btf overKernel(@Nullable Btf kernel, String missing, Reading reading) throws NotComparable {
        if (kernel == null) {
            throw new NotComparable("is not distilled (it has no " + missing + "), and no kernel is given to distil it"
                    + " over; distil it with btf:distill, or give the kernel that it was built for");
        }
        try {
            Btf split = reading.over(kernel);
            BtfLoader.requireOwnBase(split);
            return split;
        } catch (BtfFormatException e) {
            String message =
                    String.valueOf(e.in(input.module().file().toString()).getMessage());
            throw new NotComparable("cannot be distilled over the kernel that is given for it: "
                    + Check.relative(message, input.module()));
        }
    }

    private interface Work<T> {
        T run() throws NotComparable, IOException;
    }

    private static <T> T told(ModuleSet.Entry module, Work<T> work) throws NotComparable {
        try {
            return work.run();
        } catch (BtfFormatException e) {
            String message = String.valueOf(e.in(module.file().toString()).getMessage());
            throw new NotComparable("is broken: " + Check.relative(message, module));
        } catch (IOException e) {
            throw new NotComparable("cannot be read: " + Check.relative(FileProblem.describe(e), module));
        }
    }
}
