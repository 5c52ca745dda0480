// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawBtfFileTest {

    private static final Path SAMPLE =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));

    @TempDir
    Path folder;

    @Test
    void theBtfOfAnElfFileIsWrittenAsObjcopyTakesItOut() throws IOException {
        Path file = folder.resolve("target/kernel.btf");

        RawBtfFile.write(BtfLoader.standalone(SAMPLE.resolve("vmlinux")), file, SAMPLE.resolve("vmlinux"));

        assertThat(file).hasSameBinaryContentAs(SAMPLE.resolve("vmlinux.btf"));
    }

    @Test
    void anInputIsNeverWrittenOver() throws IOException {
        Path input = Files.copy(SAMPLE.resolve("vmlinux"), folder.resolve("vmlinux"));
        Btf btf = BtfLoader.standalone(input);

        assertThatThrownBy(() -> RawBtfFile.write(btf, input, input)).isInstanceOf(FileSystemException.class);
        assertThat(input).hasSameBinaryContentAs(SAMPLE.resolve("vmlinux"));
    }

    @Test
    void onlyAModuleIsAModule() throws IOException {
        assertThat(RawBtfFile.isModule(SAMPLE.resolve("driver.ko"))).isTrue();
        assertThat(RawBtfFile.isModule(SAMPLE.resolve("driver-no-btf.ko"))).isTrue();
        assertThat(RawBtfFile.isModule(SAMPLE.resolve("vmlinux"))).isFalse();
        assertThat(RawBtfFile.isModule(SAMPLE.resolve("vmlinux.btf"))).isFalse();

        Path empty = Files.createFile(folder.resolve("empty"));
        assertThatThrownBy(() -> RawBtfFile.isModule(empty))
                .isInstanceOf(BtfFormatException.class)
                .hasMessageStartingWith(empty + ": found an empty file, expected");
    }

    @Test
    void aPackedModuleIsOneToo() throws IOException {
        Path packed = folder.resolve("driver.ko.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(SAMPLE.resolve("driver.ko"), out);
        }

        assertThat(RawBtfFile.isModule(packed)).isTrue();
    }
}
