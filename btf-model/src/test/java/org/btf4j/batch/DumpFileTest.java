// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.btf4j.model.Btf;
import org.btf4j.text.DumpFormat;
import org.btf4j.text.TypeFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpFileTest {

    private static final Path SAMPLE =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));

    @TempDir
    Path folder;

    @Test
    void theFileHasTheBytesThatBpftoolPrints() throws IOException {
        Path file = folder.resolve("dumps/vmlinux.txt");

        Btf vmlinux = BtfLoader.standalone(SAMPLE.resolve("vmlinux"));
        DumpFile.write(DumpFormat.RAW, vmlinux, TypeFilter.all(vmlinux), file, SAMPLE.resolve("vmlinux"));
        assertThat(file).hasSameBinaryContentAs(SAMPLE.resolve("expected/vmlinux.txt"));

        DumpFile.write(DumpFormat.JSON, vmlinux, TypeFilter.all(vmlinux), file, SAMPLE.resolve("vmlinux"));
        assertThat(file).hasSameBinaryContentAs(SAMPLE.resolve("expected/vmlinux.json"));
    }

    @Test
    void anInputIsNeverWrittenOver() throws IOException {
        Path input = Files.copy(SAMPLE.resolve("vmlinux"), folder.resolve("vmlinux"));

        Btf vmlinux = BtfLoader.standalone(input);

        assertThatThrownBy(() -> DumpFile.write(DumpFormat.RAW, vmlinux, TypeFilter.all(vmlinux), input, input))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(input + " -> " + input + ": is the input itself; choose another output directory");
        assertThat(input).hasSameBinaryContentAs(SAMPLE.resolve("vmlinux"));
    }
}
