// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Path;
import org.btf4j.file.AtomicFile;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.text.DumpFormat;

/** Writes dumps to files. Stateless and thread-safe. */
public final class DumpFile {

    private DumpFile() {}

    /**
     * Writes the dump of some types.
     *
     * <p>The file is written whole or not at all, and replaces the one that is there; missing folders are made. The text is never
     * in memory as a whole.
     *
     * @param ids those of the types, ascending; they may be of the base
     * @param inputs files that must not be written over
     * @throws BtfFormatException if a type is of an unknown kind
     * @throws IOException if the file cannot be written
     */
    public static void write(DumpFormat format, Btf btf, int[] ids, Path file, Path... inputs) throws IOException {
        AtomicFile.write(file, out -> format.writeTo(btf, ids, out), inputs);
    }
}
