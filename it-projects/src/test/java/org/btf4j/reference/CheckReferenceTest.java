// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.btf4j.reference.Reference.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code btf:check} of all modules of a kernel against all kernels gives the verdicts that libbpf gives on each. */
@ExtendWith(ReferenceExtension.class)
class CheckReferenceTest {

    private static final Pattern MODULE = Pattern.compile("^ +,?\\{\"name\":\"([^\"]+)\\.ko\",\"state\":\"checked\"");
    private static final Pattern VERDICT = Pattern.compile("\\{\"target\":\"([^\"]+)\",\"verdict\":\"([a-zA-Z]+)\"");

    @Test
    void givesTheVerdictsOfLibbpfOnAllKernelsAtOnce(ReferenceRun run) throws IOException {
        Kernel kernel = run.reference().lastKernel();
        Path modules = run.distilled(kernel).folder();
        Path report = run.newFolder("checked").resolve("check.json");
        Path sarif = report.resolveSibling("check.json.sarif");
        Path junit = report.resolveSibling("check.json.xml");

        long start = System.nanoTime();
        List<String> log = check(run, modules, report, 0);
        Duration time = Duration.ofNanos(System.nanoTime() - start);

        Map<String, Map<String, String>> verdicts = verdicts(report);
        assertThat(verdicts.keySet()).containsExactlyElementsOf(kernel.moduleNames());
        List<String> differences = new ArrayList<>();
        for (Kernel onto : run.reference().kernels()) {
            Expected expected = run.reference().relocated(kernel, onto);
            expected.verdicts().forEach((module, verdict) -> {
                String found = verdicts.getOrDefault(module, Map.of()).getOrDefault(onto.name(), "none");
                if (found.equals("refused") != verdict.refused()) {
                    differences.add(module + " on " + onto.name() + ": " + found + ", libbpf: " + verdict.warning());
                }
            });
            long refused = expected.refused();
            run.figure("check " + kernel.name() + " on " + onto.name() + ": "
                    + (expected.verdicts().size() - refused) + " fit, " + refused + " refused, as by libbpf");
        }
        assertThat(differences).isEmpty();
        String summary = log.stream().filter(line -> line.contains("Checked ")).collect(Collectors.joining());
        run.figure("check " + kernel.name() + ": whole run with -Xmx256m " + time.toSeconds() + " s; "
                + summary.replaceAll("; reasons in [^;]*", ""));
        assertThat(log).allSatisfy(line -> assertThat(line).matches("\\p{ASCII}*"));
        assertThat(sarif).isNotEmptyFile();
        assertThat(junit).isNotEmptyFile();
        run.figure("check " + kernel.name() + " for systems that run builds: SARIF " + sizes(sarif) + ", JUnit XML "
                + sizes(junit) + "; "
                + log.stream()
                        .filter(line -> line.contains("Wrote "))
                        .map(line -> line.replaceAll(".*: ", ""))
                        .collect(Collectors.joining(" ")));
    }

    /** GitHub limits a file by its packed size. */
    private static String sizes(Path file) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packer = new GZIPOutputStream(packed)) {
            Files.copy(file, packer);
        }
        return Files.size(file) + " bytes, packed " + packed.size();
    }

    @Test
    void writesTheSameReportWithAnyNumberOfThreads(ReferenceRun run) throws IOException {
        Kernel kernel = run.reference().lastKernel();
        Path some = run.newFolder("check-some");
        for (String module : Reference.spread(kernel.moduleNames(), 300)) {
            Files.createLink(some.resolve(module + ".ko"), run.distilled(kernel).module(module));
        }
        Path one = run.newFolder("checked").resolve("one-thread.json");
        Path eight = run.newFolder("checked").resolve("eight-threads.json");

        check(run, some, one, 1);
        check(run, some, eight, 8);

        for (String suffix : List.of("", ".sarif", ".xml")) {
            assertThat(Path.of(one + suffix)).hasSameBinaryContentAs(Path.of(eight + suffix));
        }
    }

    private static List<String> check(ReferenceRun run, Path modules, Path report, int threads) throws IOException {
        String targets = run.reference().kernels().stream()
                .map(kernel -> kernel.vmlinux().toString())
                .collect(Collectors.joining(","));
        return run.maven()
                .goal(
                        "check",
                        Map.of(
                                "btf.distilledModules",
                                modules.toString(),
                                "btf.targets",
                                targets,
                                "btf.outputFile",
                                report.toString(),
                                "btf.sarifFile",
                                report + ".sarif",
                                "btf.junitFile",
                                report + ".xml",
                                "btf.failOnError",
                                "false",
                                "btf.threads",
                                Integer.toString(threads)),
                        "-Xmx256m");
    }

    /** By module and kernel. */
    private static Map<String, Map<String, String>> verdicts(Path report) throws IOException {
        Map<String, Map<String, String>> verdicts = new TreeMap<>();
        for (String line : Files.readAllLines(report)) {
            Matcher module = MODULE.matcher(line);
            if (module.find()) {
                Map<String, String> ofModule = new TreeMap<>();
                for (Matcher verdict = VERDICT.matcher(line); verdict.find(); ) {
                    ofModule.put(verdict.group(1), verdict.group(2));
                }
                verdicts.put(module.group(1), ofModule);
            }
        }
        return verdicts;
    }
}
