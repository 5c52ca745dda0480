// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.nio.file.Path;

/** How a raw distilled pair is named: {@code NAME.btf} for the split, {@code NAME.base.btf} for its base. */
final class RawPair {

    private static final String SUFFIX = ".btf";

    private RawPair() {}

    /** The name of the base that belongs to a split, in the same folder. */
    static Path baseOf(Path split) {
        String name = String.valueOf(split.getFileName());
        String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        return split.resolveSibling(stem + ".base" + SUFFIX);
    }
}
