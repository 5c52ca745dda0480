// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.btf4j.batch.BtfLoader;
import org.btf4j.it.Sections;
import org.btf4j.model.Btf;
import org.btf4j.reference.Reference.Kernel;
import org.btf4j.text.CHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The C headers of kernels and modules compile without a warning, and what compilers make of them has the layouts that the BTF
 * has: by static assertions for sizes and offsets, and whole, bit-fields included, by way of DWARF and pahole.
 */
@ExtendWith(ReferenceExtension.class)
class CHeaderReferenceTest {

    private static final int MODULES = 50;
    private static final int QUICK_MODULES = 10;
    private static final int DIFFERENCES = 3;
    private static final List<List<String>> COMPILERS =
            List.of(List.of("gcc"), List.of("clang"), List.of("clang", "--target=bpf"));
    private static final List<List<String>> DEBUGGING =
            List.of(List.of("gcc", "-g"), List.of("clang", "-g", "-fstandalone-debug"));

    private int sizes;
    private int offsets;
    private int layouts;

    @Test
    void compilesToTheSameLayouts(ReferenceRun run) throws IOException, InterruptedException {
        for (List<String> compiler : COMPILERS) {
            requireTool(compiler.get(0));
        }
        boolean quick = run.reference().isQuick();
        String pahole = quick
                ? requireTool("pahole")
                : run.reference().tool("pahole-1.30").toString();
        List<String> differences = new ArrayList<>();
        for (Kernel kernel : run.reference().kernels()) {
            Path folder = run.newFolder("headers/" + kernel.name());
            Btf vmlinux = BtfLoader.standalone(kernel.vmlinux());
            List<String> modules = Reference.spread(kernel.moduleNames(), quick ? QUICK_MODULES : MODULES);
            Tally tally = new Tally();
            sizes = 0;
            offsets = 0;
            layouts = 0;
            Set<String> known = Layouts.of(vmlinux, IntStream.range(1, vmlinux.typeCount()));
            List<String> found = check(vmlinux, "vmlinux", known, folder, pahole);
            tally.count("vmlinux", found.isEmpty());
            differences.addAll(found);
            for (String module : modules) {
                Btf btf = BtfLoader.forDump(kernel.module(module), vmlinux, ".BTF");
                found = check(btf, module, known, folder, pahole);
                tally.count("modules", found.isEmpty());
                differences.addAll(found);
            }
            run.figure("C headers " + kernel.name() + ", compiled to the same layouts by gcc and clang: " + tally + "; "
                    + summary());
            assertThat(tally)
                    .as(differences.toString())
                    .hasToString("vmlinux 1 of 1, modules " + modules.size() + " of " + modules.size());
            assertThat(sizes).isPositive();
            assertThat(offsets).isPositive();
            assertThat(layouts).isPositive();
        }
    }

    String summary() {
        return sizes + " sizes and " + offsets + " offsets asserted, " + layouts + " types compared whole";
    }

    /** What differs, given the descriptions of the kernel's types. */
    List<String> check(Btf btf, String name, Set<String> known, Path folder, String pahole)
            throws IOException, InterruptedException {
        Path header = folder.resolve(name + ".h");
        StringWriter text = new StringWriter();
        CHeader.write(btf, text);
        Files.writeString(header, text.toString(), StandardCharsets.US_ASCII);

        StaticAssertions assertions = new StaticAssertions(btf, text.toString());
        Path source = folder.resolve(name + ".c");
        Files.writeString(source, "#include \"" + name + ".h\"\n" + assertions.text());
        for (List<String> compiler : COMPILERS) {
            run(compiler, "-Wall", "-Werror", "-fsyntax-only", source.toString());
        }
        sizes += assertions.sizes();
        offsets += assertions.offsets();

        List<String> differences = new ArrayList<>();
        Set<String> own = Layouts.of(btf, IntStream.range(btf.firstId(), btf.typeCount()));
        Set<String> all = new HashSet<>(known);
        all.addAll(own);
        for (List<String> compiler : DEBUGGING) {
            Path object = folder.resolve(name + ".o");
            run(compiler, "-fno-eliminate-unused-debug-types", "-c", "-o", object.toString(), source.toString());
            Command.output(pahole, "-J", "--btf_gen_floats", object.toString());
            Map<String, byte[]> sections = Sections.of(object);
            Btf compiled = Btf.read(Objects.requireNonNull(sections.get(".BTF"), "what pahole made"));
            Set<String> made = Layouts.of(compiled, IntStream.range(1, compiled.typeCount()));
            layouts += made.size();
            Layouts.differences(made, own, all, DIFFERENCES)
                    .forEach(each -> differences.add(name + " by " + compiler.get(0) + ": " + each));
            Files.delete(object);
        }
        return differences;
    }

    private static void run(List<String> compiler, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(compiler);
        command.addAll(List.of(arguments));
        Command.output(command.toArray(String[]::new));
    }

    private static String requireTool(String tool) throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder(tool, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            there = false;
        }
        Reference.require(
                there, "there is no " + tool + ", which the headers are checked with; Debian has it as a package");
        return tool;
    }
}
