// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder that {@code src/reference/setup.sh} fills: kernels, tools, and what libbpf makes of each module.
 *
 * <p>Whatever is not there skips the test that asks for it. Immutable.
 *
 * @param directory the folder, absolute
 */
record Reference(Path directory) {

    /** The system property with the path of the folder. */
    static final String PROPERTY = "btf.reference";

    /**
     * A kernel.
     *
     * @param name its version
     * @param vmlinux an ELF file with its BTF
     * @param modules a folder with its modules, unpacked, with their signatures
     */
    record Kernel(String name, Path vmlinux, Path modules) {

        /** The names of all modules, without {@code .ko}, in order. */
        List<String> moduleNames() {
            return list(modules).stream()
                    .map(file -> file.getFileName().toString().replaceFirst("\\.ko$", ""))
                    .sorted()
                    .toList();
        }

        Path module(String name) {
            return modules.resolve(name + ".ko");
        }
    }

    /** The folder that the system property names. */
    static Reference required() {
        String named = System.getProperty(PROPERTY, "");
        require(
                !named.isEmpty(),
                "-D" + PROPERTY + "=DIR is not set; it-projects/src/reference/setup.sh makes such a folder");
        Path start = Path.of(System.getProperty("reference.relativeTo", ""));
        Reference reference =
                new Reference(start.resolve(named).toAbsolutePath().normalize());
        require(
                !reference.kernels().isEmpty(),
                reference.directory + " has no kernel; it-projects/src/reference/setup.sh fills it");
        return reference;
    }

    /** All kernels, oldest name first; each with modules. */
    List<Kernel> kernels() {
        Path kernels = directory.resolve("kernels");
        return Files.isDirectory(kernels)
                ? list(kernels).stream()
                        .map(folder -> new Kernel(
                                folder.getFileName().toString(), folder.resolve("vmlinux"), folder.resolve("modules")))
                        .toList()
                : List.of();
    }

    /** The kernel with the last name, for checks that one kernel is enough for. */
    Kernel lastKernel() {
        List<Kernel> kernels = kernels();
        return kernels.get(kernels.size() - 1);
    }

    Path bpftool() {
        return directory.resolve("bin/bpftool");
    }

    /** libbpf's verdicts and files on distilling the kernel's modules. */
    Expected distilled(Kernel kernel) {
        return expected("distill/" + kernel.name());
    }

    /** libbpf's verdicts and files on relocating the distilled modules of one kernel onto another. */
    Expected relocated(Kernel from, Kernel onto) {
        return expected("relocate/" + from.name() + "-to-" + onto.name());
    }

    /** A file that only the full form of the set-up makes. */
    Path fromFullForm(String path) {
        Path file = directory.resolve(path);
        require(Files.exists(file), "there is no " + file + "; the full form of setup.sh makes it");
        return file;
    }

    private Expected expected(String path) {
        Path folder = directory.resolve("expected").resolve(path);
        require(
                Files.exists(folder.resolve(Expected.VERDICTS)),
                "there is no " + folder.resolve(Expected.VERDICTS) + "; run setup.sh again to go on");
        return Expected.in(folder);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            Assumptions.abort(otherwise);
        }
    }

    /** The entries of a folder in the order of their names, those that start with a dot left out. */
    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** At most that many of the items, evenly spread. */
    static <T> List<T> spread(List<T> items, int count) {
        if (items.size() <= count) {
            return items;
        }
        List<T> some = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            some.add(items.get((int) (i * items.size() / count)));
        }
        return some;
    }
}
