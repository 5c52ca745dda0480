// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.btf4j.reference.Reference.Kernel;
import org.btf4j.reference.ReferenceRun.GoalOutput;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Modules that a distribution ships packed by xz go through {@code btf:distill} as they are, with 256 MB for all of Maven. */
@ExtendWith(ReferenceExtension.class)
class PackedModulesTest {

    private static final int FILES_FOR_ONE_CALL = 500;

    @Test
    void comeOutPackedAgainWithTheSameContentsAsPlainOnes(ReferenceRun run) throws IOException, InterruptedException {
        Kernel kernel = run.reference().lastKernel();
        List<Path> packed = modules(kernel);
        GoalOutput plain = run.distilled(kernel);
        Path output = run.newFolder("packed").resolve("two-threads");

        long start = System.nanoTime();
        List<String> log = distil(run, kernel, output, 2);
        Duration time = Duration.ofNanos(System.nanoTime() - start);

        List<Path> distilled = packed.stream()
                .map(module -> output.resolve(module.getFileName()))
                .toList();
        for (int from = 0; from < distilled.size(); from += FILES_FOR_ONE_CALL) {
            List<Path> some = distilled.subList(from, Math.min(distilled.size(), from + FILES_FOR_ONE_CALL));
            Command.output(command("xz", "-t", some));
        }
        List<String> differences = new ArrayList<>();
        for (Path module : distilled) {
            String name = module.getFileName().toString().replaceFirst("\\.ko\\.xz$", "");
            byte[] unpacked = Command.output("xz", "-dc", module.toString());
            if (!Arrays.equals(unpacked, Files.readAllBytes(plain.module(name)))) {
                differences.add(name);
            }
        }
        assertThat(differences).isEmpty();
        run.figure("packed " + kernel.name() + ": " + packed.size() + " of *.ko.xz distilled in " + time.toSeconds()
                + " s with -Xmx256m, all sound for xz -t and with the contents of the plain ones; "
                + log.stream()
                        .filter(line -> line.contains("Distilled "))
                        .findFirst()
                        .orElse(""));
    }

    @Test
    void haveTheSameBytesWithAnyNumberOfThreads(ReferenceRun run) throws IOException {
        Kernel kernel = run.reference().lastKernel();
        List<Path> packed = Reference.spread(modules(kernel), 300);
        Path some = run.newFolder("packed-some");
        for (Path module : packed) {
            Files.createLink(some.resolve(module.getFileName()), module);
        }
        Path one = run.newFolder("packed").resolve("one-thread");
        Path eight = run.newFolder("packed").resolve("eight-threads");

        List<String> logOfOne = distil(run, some, kernel.vmlinux(), one, 1);
        List<String> logOfEight = distil(run, some, kernel.vmlinux(), eight, 8);

        for (Path module : packed) {
            assertThat(one.resolve(module.getFileName())).hasSameBinaryContentAs(eight.resolve(module.getFileName()));
        }
        assertThat(told(logOfOne, one)).isEqualTo(told(logOfEight, eight)).hasSizeGreaterThan(packed.size());
        run.figure("packed " + kernel.name() + ": " + packed.size()
                + " modules, same bytes and same log with 1 thread and with 8");
    }

    /** What the goal says of each module, but not where it writes to, nor how long it took. */
    private static List<String> told(List<String> log, Path output) {
        return log.stream()
                .filter(line -> line.contains("distilled; BTF") || line.contains("Distilled "))
                .map(line -> line.replace(output.toString(), "OUTPUT").replaceAll("; [0-9.]+ s$", ""))
                .toList();
    }

    private static List<Path> modules(Kernel kernel) throws IOException {
        try (Stream<Path> files = Files.list(kernel.packed())) {
            List<Path> modules = files.sorted().toList();
            Assumptions.assumeFalse(modules.isEmpty(), () -> "the modules of " + kernel.name() + " are not packed");
            assertThat(modules).allMatch(module -> module.toString().endsWith(".ko.xz"));
            return modules;
        }
    }

    private static List<String> distil(ReferenceRun run, Kernel kernel, Path output, int threads) throws IOException {
        return distil(run, kernel.packed(), kernel.vmlinux(), output, threads);
    }

    private static List<String> distil(ReferenceRun run, Path modules, Path base, Path output, int threads)
            throws IOException {
        return run.maven()
                .goal(
                        "distill",
                        Map.of(
                                "btf.modules", modules.toString(),
                                "btf.base", base.toString(),
                                "btf.outputDirectory", output.toString(),
                                "btf.signature", "strip",
                                "btf.threads", Integer.toString(threads)),
                        "-Xmx256m -Dorg.slf4j.simpleLogger.log.org.btf4j=debug");
    }

    private static String[] command(String program, String option, List<Path> files) {
        return Stream.concat(Stream.of(program, option), files.stream().map(Path::toString))
                .toArray(String[]::new);
    }
}
