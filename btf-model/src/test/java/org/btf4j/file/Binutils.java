// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** GNU readelf and objcopy as judges of edited files. Tests that need them are skipped, with a reason, where they are missing. */
final class Binutils {

    private Binutils() {}

    /** What {@code readelf -aW} prints; fails on any complaint in it. */
    static List<String> readelf(Path file) throws IOException, InterruptedException {
        List<String> lines = run("readelf", "-aW", file.toString());
        assertThat(lines)
                .as("complaints of readelf about " + file.getFileName())
                .noneMatch(
                        line -> line.startsWith("readelf:") || line.contains("Warning:") || line.contains("<corrupt"));
        return lines;
    }

    /** Copies with objcopy and the options; fails if it says anything. */
    static byte[] objcopy(byte[] file, Path directory, String... options) throws IOException, InterruptedException {
        Path in = Files.write(directory.resolve("objcopy-in.ko"), file);
        Path out = directory.resolve("objcopy-out.ko");
        List<String> command = new ArrayList<>(List.of("objcopy"));
        command.addAll(List.of(options));
        command.addAll(List.of(in.toString(), out.toString()));
        assertThat(run(command.toArray(String[]::new)))
                .as("complaints of objcopy")
                .isEmpty();
        return Files.readAllBytes(out);
    }

    private static List<String> run(String... command) throws IOException, InterruptedException {
        assumeTrue(isInstalled(command[0]), () -> "SKIPPED: " + command[0] + " (GNU binutils) is not installed");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + "\n" + output)
                .isZero();
        return output.lines().toList();
    }

    static boolean isInstalled(String tool) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }
}
