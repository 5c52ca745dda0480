// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.btf4j.model.Btf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The dumps that bpftool made of the sample kernel and its module are printed and parsed alike. */
class RawDumpSampleTest {

    private static final Path DIRECTORY =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));

    @Test
    void aKernel() throws IOException {
        assertDump(read("vmlinux.btf", null), "expected/vmlinux.txt", null);
    }

    @Test
    void aModuleOverItsKernel() throws IOException {
        Btf kernel = read("vmlinux.btf", null);

        assertDump(read("driver.btf", kernel), "expected/driver.before.txt", kernel);
    }

    @Test
    void aDistilledBase() throws IOException {
        assertDump(read("expected/driver.base.btf", null), "expected/driver.base.txt", null);
    }

    @Test
    void aModuleOverItsDistilledBase() throws IOException {
        Btf base = read("expected/driver.base.btf", null);

        assertDump(read("expected/driver.split.btf", base), "expected/driver.distilled.txt", base);
    }

    @Test
    void aRelocatedModule() throws IOException {
        Btf kernel = read("vmlinux.btf", null);

        assertDump(read("expected/driver.relocated.btf", kernel), "expected/driver.relocated.txt", kernel);
    }

    private static void assertDump(Btf btf, String dump, @Nullable Btf base) throws IOException {
        String text = Files.readString(DIRECTORY.resolve(dump), StandardCharsets.ISO_8859_1);

        assertThat(RawDump.print(btf)).isEqualTo(text);
        Btf parsed = RawDump.parse(text, base);
        assertThat(parsed.ownTypes()).isEqualTo(btf.ownTypes());
        assertThat(RawDump.print(parsed)).isEqualTo(text);
    }

    private static Btf read(String name, @Nullable Btf base) throws IOException {
        return Btf.read(Files.readAllBytes(DIRECTORY.resolve(name)), base);
    }
}
