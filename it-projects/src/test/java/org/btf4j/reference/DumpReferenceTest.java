// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.btf4j.batch.BtfLoader;
import org.btf4j.model.Btf;
import org.btf4j.reference.Reference.Kernel;
import org.btf4j.reference.ReferenceRun.GoalOutput;
import org.btf4j.text.RawDump;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code btf:dump} writes what bpftool prints, as text and as JSON, and the text can be parsed to the same types. */
@ExtendWith(ReferenceExtension.class)
class DumpReferenceTest {

    private static final int MODULES = 300;
    private static final int MODULES_AS_JSON = 100;

    /**
     * A file, the base that it is dumped with, and where the goal writes.
     *
     * @param view what the figures call it
     * @param base null for none
     * @param format as the goal calls it
     */
    private record Dump(String view, Path file, @Nullable Path base, Path output, String format) {

        static Dump raw(String view, Path file, @Nullable Path base, Path output) {
            return new Dump(view, file, base, output, "raw");
        }

        static Dump json(String view, Path file, @Nullable Path base, Path output) {
            return new Dump(view + " as JSON", file, base, output, "json");
        }
    }

    @Test
    void printsWhatBpftoolPrintsAndParsesIt(ReferenceRun run) throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        for (Kernel kernel : run.reference().kernels()) {
            Path folder = run.newFolder("dumps/" + kernel.name());
            List<Dump> dumps = dumps(kernel, run.distilled(kernel), folder);
            Files.writeString(folder.resolve("pom.xml"), project(dumps));
            run.maven().project(folder);

            Btf vmlinux = BtfLoader.standalone(kernel.vmlinux());
            Tally tally = new Tally();
            for (Dump dump : dumps) {
                String difference = difference(dump, run.reference().bpftool())
                        + (dump.format().equals("raw") ? parseDifference(dump, vmlinux) : "");
                tally.count(dump.view(), difference.isEmpty());
                if (!difference.isEmpty()) {
                    differences.add(dump.output() + ": " + difference);
                }
            }
            run.figure("dump " + kernel.name() + ", same bytes as bpftool's, and text has the same types when parsed: "
                    + tally);
        }
        assertThat(differences).isEmpty();
    }

    private static List<Dump> dumps(Kernel kernel, GoalOutput distilled, Path folder) {
        List<Dump> dumps = new ArrayList<>();
        dumps.add(Dump.raw("vmlinux", kernel.vmlinux(), null, folder.resolve("vmlinux.txt")));
        dumps.add(Dump.json("vmlinux", kernel.vmlinux(), null, folder.resolve("vmlinux.json")));
        for (String module : Reference.spread(kernel.moduleNames(), MODULES_AS_JSON)) {
            Path base = kernel.vmlinux();
            dumps.add(Dump.json("modules", kernel.module(module), base, folder.resolve("json/" + module)));
            dumps.add(Dump.json(
                    "distilled modules", distilled.module(module), null, folder.resolve("json-own-base/" + module)));
        }
        for (String module : Reference.spread(kernel.moduleNames(), MODULES)) {
            Path file = kernel.module(module);
            Path small = distilled.module(module);
            Path base = kernel.vmlinux();
            dumps.add(Dump.raw("modules with base", file, base, folder.resolve("with-base/" + module)));
            dumps.add(Dump.raw("distilled modules without base", small, null, folder.resolve("own-base/" + module)));
            dumps.add(Dump.raw("distilled modules with base", small, base, folder.resolve("relocated/" + module)));
        }
        return dumps;
    }

    /** A project that binds an execution of the goal for each dump: one Maven for all. */
    private static String project(List<Dump> dumps) {
        StringBuilder executions = new StringBuilder();
        for (int i = 0; i < dumps.size(); i++) {
            Dump dump = dumps.get(i);
            executions.append("""
                    <execution>
                      <id>dump-%d</id>
                      <phase>validate</phase>
                      <goals><goal>dump</goal></goals>
                      <configuration>
                        <file>%s</file>%s<format>%s</format><outputFile>%s</outputFile>
                      </configuration>
                    </execution>
                    """.formatted(
                            i,
                            dump.file(),
                            dump.base() == null ? "" : "<base>" + dump.base() + "</base>",
                            dump.format(),
                            dump.output()));
        }
        String[] plugin = Maven.PLUGIN.split(":", -1);
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>dumps</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <build>
                    <plugins>
                      <plugin>
                        <groupId>%s</groupId>
                        <artifactId>%s</artifactId>
                        <version>%s</version>
                        <executions>
                %s
                        </executions>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.formatted(plugin[0], plugin[1], plugin[2], executions);
    }

    private static String difference(Dump dump, Path bpftool) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(bpftool.toString()));
        if (dump.format().equals("json")) {
            command.add("-j");
        }
        if (dump.base() != null) {
            command.addAll(List.of("-B", dump.base().toString()));
        }
        command.addAll(List.of("btf", "dump", "file", dump.file().toString()));
        byte[] expected = Command.output(command.toArray(String[]::new));
        assertThat(expected).as("what bpftool prints").isNotEmpty();
        return Bytes.difference("the dump", Files.readAllBytes(dump.output()), expected);
    }

    private static String parseDifference(Dump dump, Btf vmlinux) throws IOException {
        Btf read = BtfLoader.forDump(dump.file(), dump.base() == null ? null : vmlinux, ".BTF");
        String text = Files.readString(dump.output(), StandardCharsets.ISO_8859_1);
        return RawDump.parse(text, read.base()).hasSameTypes(read) ? "" : "parsed, it has other types; ";
    }
}
