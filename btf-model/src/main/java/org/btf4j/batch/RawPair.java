// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.btf4j.file.Compression;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;

/** A raw distilled pair, and how it is named: {@code NAME.btf} for the split, {@code NAME.base.btf} for its base, both compressed or none. */
final class RawPair {

    private static final String SUFFIX = ".btf";

    private RawPair() {}

    /** Whether a file is called like a split and has its base beside it. */
    static boolean isSplit(Path file) {
        String name = String.valueOf(file.getFileName());
        String plain = name.substring(
                0, name.length() - Compression.ofName(name).suffix().length());
        return plain.endsWith(SUFFIX) && Files.isRegularFile(baseOf(file));
    }

    /**
     * A split over the base that lies beside it.
     *
     * @param base as {@link #baseOf} tells; it has to be there
     * @throws BtfFormatException if one of the two is broken
     * @throws IOException if the base cannot be read
     */
    static Btf read(ModuleInput split, Path base) throws IOException {
        byte[] bytes = ModuleReader.readPlain(base);
        try {
            return split.raw(Btf.read(bytes, null));
        } catch (BtfFormatException e) {
            throw e.in(base.toString());
        }
    }

    /** The name of the base that belongs to a split, in the same folder. */
    static Path baseOf(Path split) {
        String name = String.valueOf(split.getFileName());
        String packed = Compression.ofName(name).suffix();
        String plain = name.substring(0, name.length() - packed.length());
        String stem = plain.endsWith(SUFFIX) ? plain.substring(0, plain.length() - SUFFIX.length()) : plain;
        return split.resolveSibling(stem + ".base" + SUFFIX + packed);
    }
}
