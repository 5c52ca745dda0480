// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Programs and files of this machine that a project needs; made for the {@code selector} and {@code prebuild} scripts. */
public final class Tools {

    private Tools() {}

    /** Those of the programs that are not on the {@code PATH}. */
    public static List<String> missing(String... names) {
        return Arrays.stream(names).filter(name -> !isOnPath(name)).collect(Collectors.toList());
    }

    private static boolean isOnPath(String name) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv("PATH"))
                .map(folder -> Path.of(folder, name))
                .anyMatch(file -> Files.isRegularFile(file) && Files.isExecutable(file));
    }

    /** Copies a folder with all that is in it to a place where there is nothing yet. */
    public static void copy(File folder, File to) throws IOException {
        Path from = folder.toPath().normalize();
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.toPath().resolve(from.relativize(file)));
            }
        }
    }

    /** Runs a program, which must succeed. */
    public static void run(File directory, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory).redirectErrorStream(true);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed:\n" + output);
        }
    }
}
