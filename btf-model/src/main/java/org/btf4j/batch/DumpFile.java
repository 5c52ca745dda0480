// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.btf4j.file.AtomicFile;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.btf4j.text.RawDump;

/** Writes raw dumps to files. Stateless and thread-safe. */
public final class DumpFile {

    private DumpFile() {}

    /**
     * Writes the raw dump of a BTF's own types, byte for byte what bpftool prints.
     *
     * <p>The file is written whole or not at all, and replaces the one that is there; missing folders are made. The text is
     * in memory before it is written: some 11 MB for a whole kernel.
     *
     * @param inputs files that must not be written over
     * @throws BtfFormatException if a type is of an unknown kind
     * @throws IOException if the file cannot be written
     */
    public static void write(Btf btf, Path file, Path... inputs) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        RawDump.printTo(btf, text);
        AtomicFile.write(file, text.toByteArray(), inputs);
    }
}
