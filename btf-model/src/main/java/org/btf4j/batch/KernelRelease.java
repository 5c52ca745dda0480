// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Path;
import org.btf4j.file.ModuleFile;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Which kernel a module was built for, as {@code uname -r} calls it there.
 *
 * <p>It is the first word of the module's {@code vermagic}; a kernel compares the whole ({@code check_modinfo} in
 * {@code kernel/module/main.c}), and looks for modules in a folder of that name. Stateless and thread-safe.
 */
public final class KernelRelease {

    private static final String KEY = "vermagic";

    private KernelRelease() {}

    /**
     * The kernel release of a module, compressed or not.
     *
     * @throws BtfFormatException if the file is no module, or names no release that a folder could be called
     * @throws IOException if the file cannot be read
     */
    public static String of(Path module) throws IOException {
        byte[] plain = ModuleReader.readPlain(module);
        ModuleFile file = ModuleFile.of(plain, module.toString());
        String vermagic = file.modinfo(KEY);
        String release = vermagic == null ? "" : vermagic.split(" ", 2)[0];
        if (!isFolderName(release)) {
            throw BtfFormatException.found(vermagic == null ? "no " + KEY : KEY + "='" + vermagic + "'")
                    .expected(KEY + "=, the kernel release and a space")
                    .advice("Build the module with Kbuild, which writes it.")
                    .inSection(".modinfo")
                    .in(file.file())
                    .toException();
        }
        return release;
    }

    private static boolean isFolderName(@Nullable String release) {
        return release != null
                && !release.isEmpty()
                && !release.equals(".")
                && !release.equals("..")
                && release.chars().noneMatch(character -> character <= ' ' || character == '/' || character == '\\');
    }
}
