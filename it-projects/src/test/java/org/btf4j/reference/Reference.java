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
     * @param packed a folder with those that are shipped packed, as they came
     */
    record Kernel(String name, Path vmlinux, Path modules, Path packed) {

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

    /** The folder that the system property names, if everything that each form of the set-up makes is there. */
    static Reference required() {
        String named = System.getProperty(PROPERTY, "");
        require(
                !named.isEmpty(),
                "-D" + PROPERTY + "=DIR is not set; it-projects/src/reference/setup.sh makes such a folder");
        Path start = Path.of(System.getProperty("reference.relativeTo", ""));
        Reference reference =
                new Reference(start.resolve(named).toAbsolutePath().normalize());
        reference.requireComplete();
        return reference;
    }

    /** All at once, before anything is compared: a test that is skipped in its middle would hide what it found until then. */
    private void requireComplete() {
        String advice = "; it-projects/src/reference/setup.sh makes it, or goes on if it was interrupted";
        require(!kernels().isEmpty(), directory + " has no kernel" + advice);
        List<Path> files = new ArrayList<>(List.of(bpftool()));
        for (Kernel from : kernels()) {
            files.add(distilledFolder(from).resolve(Expected.VERDICTS));
            kernels().forEach(onto -> files.add(relocatedFolder(from, onto).resolve(Expected.VERDICTS)));
        }
        for (Path file : files) {
            require(Files.exists(file), "there is no " + file + advice);
        }
    }

    /** All kernels, in the order of their names. */
    List<Kernel> kernels() {
        Path kernels = directory.resolve("kernels");
        return Files.isDirectory(kernels)
                ? list(kernels).stream()
                        .map(folder -> new Kernel(
                                folder.getFileName().toString(),
                                folder.resolve("vmlinux"),
                                folder.resolve("modules"),
                                folder.resolve("packed")))
                        .toList()
                : List.of();
    }

    /**
     * The files in which a kernel's BTF is shipped.
     *
     * @param name the kernel's version
     * @param vmlinuz the bootable image
     * @param vmlinux the ELF file inside
     * @param stub what the package of kernel headers has for a vmlinux; before Linux 6.12 there is none
     */
    record Image(String name, Path vmlinuz, Path vmlinux, Path stub) {}

    /** The images of all kernels, also of those without modules. */
    List<Image> images() {
        return Stream.of("kernels", "targets")
                .map(directory::resolve)
                .filter(Files::isDirectory)
                .flatMap(folder -> list(folder).stream())
                .map(kernel -> new Image(
                        kernel.getFileName().toString(),
                        kernel.resolve("vmlinuz"),
                        kernel.resolve("vmlinux"),
                        kernel.resolve("headers-vmlinux")))
                .toList();
    }

    /** Whether the folder has only a part of what there is, for a quick look. */
    boolean isQuick() {
        try {
            return Files.readString(directory.resolve("form")).strip().equals("quick");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kernel with the last name, for checks that one kernel is enough for. */
    Kernel lastKernel() {
        List<Kernel> kernels = kernels();
        return kernels.get(kernels.size() - 1);
    }

    Path bpftool() {
        return directory.resolve("bin/bpftool");
    }

    /** The tool of a kernel build, which only the full form of the set-up fetches. */
    Path resolveBtfids() {
        Path tool = directory.resolve("bin/resolve_btfids");
        require(Files.exists(tool), "there is no " + tool + "; the full form of setup.sh fetches it");
        return tool;
    }

    /** libbpf's verdicts and files on distilling the kernel's modules. */
    Expected distilled(Kernel kernel) {
        return Expected.in(distilledFolder(kernel));
    }

    /** libbpf's verdicts and files on relocating the distilled modules of one kernel onto another. */
    Expected relocated(Kernel from, Kernel onto) {
        return Expected.in(relocatedFolder(from, onto));
    }

    /** The folder with the out-of-tree module, which only the full form of the set-up makes. */
    Path outOfTreeModule() {
        Path folder = directory.resolve("ootbtf");
        require(Files.exists(folder), "there is no " + folder + "; the full form of setup.sh makes it");
        return folder;
    }

    /** A file in that folder. */
    Path outOfTreeFile(String name) {
        return made(outOfTreeModule().resolve(name));
    }

    /** A program in the folder {@code bin}, which only the full form of the set-up fetches. */
    Path tool(String name) {
        return made(directory.resolve("bin").resolve(name));
    }

    private static Path made(Path file) {
        require(Files.exists(file), "there is no " + file + "; setup.sh, run again in its full form, makes it");
        return file;
    }

    private Path distilledFolder(Kernel kernel) {
        return directory.resolve("expected/distill").resolve(kernel.name());
    }

    private Path relocatedFolder(Kernel from, Kernel onto) {
        return directory.resolve("expected/relocate").resolve(from.name() + "-to-" + onto.name());
    }

    static void require(boolean holds, String otherwise) {
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
