// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tools gzip, xz and zstd as judges of packed bytes. Tests that need them are skipped, with a reason, where they are missing. */
final class PackTool {

    private PackTool() {}

    /** What the tool makes of the bytes with the options; fails if it complains. */
    static byte[] run(Path directory, byte[] input, String tool, String... options)
            throws IOException, InterruptedException {
        assumeTrue(Binutils.isInstalled(tool), () -> "SKIPPED: " + tool + " is not installed");
        Path in = Files.write(directory.resolve("tool-in"), input);
        Path out = directory.resolve("tool-out");
        Path complaints = directory.resolve("tool-err");
        List<String> command = new ArrayList<>(List.of(tool));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(complaints.toFile())
                .start();
        assertThat(process.waitFor())
                .as(String.join(" ", command) + "\n" + Files.readString(complaints))
                .isZero();
        assertThat(complaints).as("complaints of " + String.join(" ", command)).isEmptyFile();
        return Files.readAllBytes(out);
    }
}
