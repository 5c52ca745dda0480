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

    /** What a file is, as its contents tell. */
    public enum Sort {
        /** A module, or raw BTF whose base lies beside it. */
        MODULE,
        /** Raw BTF alone, packed or not, which tells by itself neither whose it is nor whether it is split. */
        RAW,
        /** Any other file that has BTF; what that is is told by whoever reads it. */
        OTHER;

        /**
         * Looks into a file: what only modules have is their own description ({@code .gnu.linkonce.this_module}) and a small base.
         *
         * @throws BtfFormatException if it can hold no BTF at all
         * @throws IOException if it cannot be read
         */
        public static Sort of(Path file) throws IOException {
            try (BtfFile open = BtfFile.open(file)) {
                if (open.content() == BtfSource.Content.RAW) {
                    return Files.isRegularFile(RawPair.baseOf(file)) ? MODULE : RAW;
                }
                return open.hasSection(RawBtfFile.THIS_MODULE) || Layouts.of(open) != null ? MODULE : OTHER;
            }
        }
    }
}
