// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Path;
import org.btf4j.file.AtomicFile;
import org.btf4j.file.BtfFile;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;

/** Writes BTF to files of its own. Stateless and thread-safe. */
public final class RawBtfFile {

    /** What kernel builds put into a module and into nothing else ({@code add_header} in {@code scripts/mod/modpost.c}). */
    static final String THIS_MODULE = ".gnu.linkonce.this_module";

    private RawBtfFile() {}

    /**
     * Writes BTF as a raw file, in the byte order that it has.
     *
     * <p>The file is written whole or not at all, and replaces the one that is there; missing folders are made.
     *
     * @param inputs files that must not be written over
     * @throws IOException if the file cannot be written
     */
    public static void write(Btf btf, Path file, Path... inputs) throws IOException {
        AtomicFile.write(file, btf.toBytes(), inputs);
    }

    /**
     * Whether a file is a kernel module, packed or not, with BTF or without.
     *
     * @throws BtfFormatException if it can hold no BTF at all
     * @throws IOException if it cannot be read
     */
    public static boolean isModule(Path file) throws IOException {
        try (BtfFile open = BtfFile.open(file)) {
            return open.hasSection(THIS_MODULE);
        }
    }
}
