// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.btf4j.model.Btf;

/** SHA-256 sums of what a report was made of, in lower-case hexadecimal digits. Stateless and thread-safe. */
public final class InputSums {

    private InputSums() {}

    /**
     * That of a file.
     *
     * @throws IOException if it cannot be read
     */
    public static String of(Path file) throws IOException {
        return Fingerprint.of(file);
    }

    /** That of a kernel's BTF, without the file around it. */
    public static String of(Btf kernel) {
        return Fingerprint.of(kernel);
    }

    /**
     * That of modules: of a single file its own; of a folder that of a list with one line a module, in the order of their names, as
     * {@code sha256sum} writes it: sum, two blanks, path below the folder.
     *
     * @throws IOException if a module cannot be read
     */
    public static String of(ModuleSet modules) throws IOException {
        List<ModuleSet.Entry> all = modules.modules();
        if (all.size() == 1 && all.get(0).file().equals(modules.source())) {
            return of(modules.source());
        }
        StringBuilder list = new StringBuilder();
        for (ModuleSet.Entry module : all) {
            list.append(of(module.file()))
                    .append("  ")
                    .append(ModulePairs.path(module))
                    .append('\n');
        }
        return Fingerprint.of(list.toString().getBytes(StandardCharsets.UTF_8));
    }
}
