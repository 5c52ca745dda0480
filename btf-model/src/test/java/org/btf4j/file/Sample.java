// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The kernel and the module in miniature that ship with the project; the README beside them says what is in them. */
final class Sample {

    private static final Path DIRECTORY =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));

    private Sample() {}

    static Path path(String name) {
        Path path = DIRECTORY.resolve(name);
        assertThat(path).as("a file of the sample").isRegularFile();
        return path;
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ModuleFile module(String name) {
        return ModuleFile.of(bytes(name), name);
    }

    /** A section's contents as little-endian 32-bit words. */
    static int[] words(ModuleFile module, String section) {
        return words(module, section, ByteOrder.LITTLE_ENDIAN);
    }

    /** A section's contents as 32-bit words. */
    static int[] words(ModuleFile module, String section, ByteOrder order) {
        byte[] bytes = Objects.requireNonNull(module.section(section), section);
        int[] words = new int[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(order).asIntBuffer().get(words);
        return words;
    }
}
