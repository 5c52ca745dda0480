// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.btf4j.file.BtfFile;
import org.btf4j.file.BtfSource;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The modules of one side of a comparison.
 *
 * @param kernel the BTF of the kernel that they were built for, over which those are distilled that are not yet; null if there are
 *     none of those
 */
public record DiffSide(ModuleSet modules, @Nullable Btf kernel) {

    /**
     * Whether a file is a module, and not a kernel, as its contents tell: what only modules have is their own description
     * ({@code .gnu.linkonce.this_module}) and a small base. Raw BTF is a module's if its base lies beside it.
     *
     * @throws BtfFormatException if it can hold no BTF at all
     * @throws IOException if it cannot be read
     */
    public static boolean isModule(Path file) throws IOException {
        try (BtfFile open = BtfFile.open(file)) {
            return open.content() == BtfSource.Content.RAW
                    ? Files.isRegularFile(RawPair.baseOf(file))
                    : open.hasSection(RawBtfFile.THIS_MODULE) || Layouts.of(open) != null;
        }
    }

    /** Whether a file is raw BTF, packed or not, which tells by itself neither whose it is nor whether it is split. */
    public static boolean isRaw(Path file) throws IOException {
        try (BtfFile open = BtfFile.open(file)) {
            return open.content() == BtfSource.Content.RAW;
        }
    }
}
