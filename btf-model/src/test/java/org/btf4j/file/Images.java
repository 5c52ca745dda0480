// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.IOException;
import java.util.Objects;

/** Opens ELF files in memory, for tests that know what is in them. */
final class Images {

    private Images() {}

    static ElfImage open(byte[] file) throws IOException {
        return ElfImage.open(ByteSource.of(file));
    }

    /** The section of that name, which must be there. */
    static ElfSection section(ElfImage image, String name) {
        return Objects.requireNonNull(image.find(name), () -> "no section " + name);
    }

    /** The contents of the section of that name, which must be there. */
    static byte[] data(byte[] file, String name) throws IOException {
        ElfImage image = open(file);
        return image.data(section(image, name), name);
    }
}
