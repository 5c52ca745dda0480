// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelReleaseTest {

    private static final Path SAMPLE =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));

    @TempDir
    Path folder;

    @Test
    void itIsTheFirstWordOfVermagic() throws IOException {
        assertThat(KernelRelease.of(SAMPLE.resolve("driver.ko"))).isEqualTo("miniature");
        assertThat(KernelRelease.of(withModinfo("vermagic=6.12.95+deb"))).isEqualTo("6.12.95+deb");
    }

    @Test
    void aModuleWithoutVermagicHasNone() throws IOException {
        Path module = withModinfo("Vermagic=6.12.95 SMP");

        assertThatThrownBy(() -> KernelRelease.of(module))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        module + ", section .modinfo: found no vermagic, expected vermagic=, the kernel release and a"
                                + " space. Build the module with Kbuild, which writes it.");
    }

    /** A release becomes the name of a folder; no module may put files anywhere else. */
    @ParameterizedTest
    @ValueSource(strings = {".. SMP mod", "../etc SMP", " 6.12.95", "6\\12 SMP", "\t6.12"})
    void whatIsNoFolderNameIsNoRelease(String vermagic) throws IOException {
        Path module = withModinfo("vermagic=" + vermagic);

        assertThatThrownBy(() -> KernelRelease.of(module))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        module + ", section .modinfo: found vermagic='" + vermagic + "', expected vermagic=, the kernel"
                                + " release and a space. Build the module with Kbuild, which writes it.");
    }

    @Test
    void aFileThatIsNotThere() {
        assertThatThrownBy(() -> KernelRelease.of(folder.resolve("gone.ko"))).isInstanceOf(NoSuchFileException.class);
    }

    /** The sample module with another text in place of its vermagic. */
    private Path withModinfo(String text) throws IOException {
        String old = "vermagic=miniature 1";
        byte[] module = Files.readAllBytes(SAMPLE.resolve("driver.ko"));
        // One character is one byte, so that offsets are the same in both.
        int at = new String(module, StandardCharsets.ISO_8859_1).indexOf(old);
        byte[] replacement = (text + "\0".repeat(old.length())).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(text.length()).isLessThanOrEqualTo(old.length());
        System.arraycopy(replacement, 0, module, at, old.length());
        return Files.write(folder.resolve("driver.ko"), module);
    }
}
