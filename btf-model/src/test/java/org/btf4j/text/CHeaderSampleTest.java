// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.btf4j.model.Btf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compilers take the headers of the sample kernel and its module in all its states without a warning. */
class CHeaderSampleTest {

    private static final Path DIRECTORY =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));

    @TempDir
    Path folder;

    static Stream<List<String>> files() {
        return Stream.of(
                List.of("vmlinux.btf"),
                List.of("vmlinux.btf", "driver.btf"),
                List.of("expected/driver.base.btf"),
                List.of("expected/driver.base.btf", "expected/driver.split.btf"),
                List.of("vmlinux.btf", "expected/driver.relocated.btf"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void compiles(List<String> files) throws IOException, InterruptedException {
        Btf btf = Btf.read(Files.readAllBytes(DIRECTORY.resolve(files.get(0))));
        for (String file : files.subList(1, files.size())) {
            btf = Btf.read(Files.readAllBytes(DIRECTORY.resolve(file)), btf);
        }
        StringBuilder source = new StringBuilder();
        CHeader.write(btf, source);
        int asserted = 0;
        for (int id = 1; id < btf.typeCount(); id++) {
            String name = btf.name(id);
            if (btf.kind(id).isComposite() && source.indexOf("\nstruct " + name + " {") >= 0) {
                // The rest of a layout is checked with real kernels.
                source.append("_Static_assert(sizeof(struct %s) == %d, \"size\");\n"
                        .formatted(name, btf.type(id).size()));
                asserted++;
            }
        }
        assertThat(asserted).isPositive();

        Path file = folder.resolve("header.c");
        Files.writeString(file, source, StandardCharsets.US_ASCII);
        assertThat(compile(file)).isEmpty();
    }

    private static String compile(Path file) throws IOException, InterruptedException {
        Process gcc;
        try {
            gcc = new ProcessBuilder("gcc", "-Wall", "-fsyntax-only", file.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return abort("there is no gcc: " + e.getMessage());
        }
        gcc.getOutputStream().close();
        String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return gcc.waitFor() == 0 ? said : "failed: " + said;
    }
}
