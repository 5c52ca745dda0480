// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.btf4j.file.Compression;

/**
 * The modules to work on: one file, or every {@code *.ko} below a folder, compressed ones ({@code *.ko.xz} and the like) too.
 *
 * <p>In the order of their names, which is the same on every machine. Immutable.
 *
 * @param source the file or folder
 * @param modules the modules
 */
public record ModuleSet(Path source, List<Entry> modules) {

    /** Keeps its own copy of the list. */
    public ModuleSet {
        modules = List.copyOf(modules);
    }

    /**
     * One module.
     *
     * @param file where it is
     * @param name its path below the folder that was searched, or its file name; outputs get the same
     */
    public record Entry(Path file, Path name) {
        /** The name with slashes on every system, as reports have it. */
        public String path() {
            return name.toString().replace(File.separatorChar, '/');
        }
    }

    /** Whether the modules are one file that was named itself, not what is in a folder. */
    boolean isOneFile() {
        return modules.size() == 1 && modules.get(0).file().equals(source);
    }

    /**
     * Finds modules.
     *
     * @param modules a file, of any name, or a folder; links to folders are not followed
     * @param outputDirectory is left out where it lies below {@code modules}
     * @throws IOException if there is no such file or folder, a folder cannot be read, or it has no module
     */
    public static ModuleSet find(Path modules, Path outputDirectory) throws IOException {
        if (!Files.exists(modules)) {
            throw new NoSuchFileException(modules.toString(), null, "there is no such file or folder");
        }
        if (!Files.isDirectory(modules)) {
            return new ModuleSet(modules, List.of(new Entry(modules, fileName(modules))));
        }
        List<Entry> found = search(modules, outputDirectory.toAbsolutePath().normalize());
        if (found.isEmpty()) {
            throw none(modules);
        }
        return new ModuleSet(modules, found);
    }

    /**
     * Finds modules that were distilled: those that {@link #find} finds, and in a folder also every raw {@code NAME.btf} that
     * has its {@code NAME.base.btf} beside it.
     *
     * @throws IOException as {@link #find} does
     */
    public static ModuleSet findDistilled(Path modules) throws IOException {
        if (!Files.isDirectory(modules)) {
            return find(modules, modules);
        }
        List<Entry> found = search(modules, file -> isModule(file) || RawPair.isSplit(file));
        if (found.isEmpty()) {
            throw none(modules);
        }
        return new ModuleSet(modules, found);
    }

    private static List<Entry> search(Path folder, Path leftOut) throws IOException {
        return search(folder, ModuleSet::isModule).stream()
                .filter(entry -> !entry.file().toAbsolutePath().normalize().startsWith(leftOut))
                .toList();
    }

    private static FileSystemException none(Path folder) {
        return new FileSystemException(
                folder.toString(),
                null,
                "there is no module in this folder or below: no *.ko, *.ko.gz, *.ko.xz or *.ko.zst");
    }

    private static List<Entry> search(Path folder, Predicate<Path> wanted) throws IOException {
        // A walk does not follow links, not even the one that it starts from.
        Path start = Files.isSymbolicLink(folder) ? folder.toRealPath() : folder;
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(wanted)
                    .filter(Files::isRegularFile)
                    .map(start::relativize)
                    .map(name -> new Entry(folder.resolve(name), name))
                    .sorted(Comparator.comparing(entry -> entry.name().toString()))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isModule(Path file) {
        String name = fileName(file).toString();
        return Stream.of(Compression.values()).anyMatch(form -> name.endsWith(".ko" + form.suffix()));
    }

    private static Path fileName(Path file) {
        Path name = file.getFileName();
        return name == null ? file : name;
    }
}
