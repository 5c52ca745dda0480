// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.btf4j.reference.Reference.Kernel;

/**
 * What the tests share: the reference, and the modules of its kernels as the goals distil and relocate them.
 *
 * <p>A goal runs when its output is first asked for. Not thread-safe.
 */
final class ReferenceRun {

    private static final Path WORK = Path.of("target", "reference").toAbsolutePath();

    private final Reference reference;
    private final Figures figures;
    private final Maven maven;
    private final Map<Path, GoalOutput> outputs = new HashMap<>();

    /**
     * What a goal made of all modules of a kernel.
     *
     * @param folder has the modules
     * @param log the lines that Maven printed
     */
    record GoalOutput(Path folder, List<String> log) {

        Path module(String name) {
            return folder.resolve(name + ".ko");
        }
    }

    ReferenceRun(Reference reference, Figures figures) {
        this.reference = reference;
        this.figures = figures;
        delete(WORK);
        this.maven = new Maven(newFolder("maven"));
    }

    Reference reference() {
        return reference;
    }

    Maven maven() {
        return maven;
    }

    /** Adds a line to what is printed at the end. */
    void figure(String line) {
        figures.add(line);
    }

    /** The kernel's modules after {@code btf:distill}. */
    GoalOutput distilled(Kernel kernel) {
        return output(
                WORK.resolve("distilled").resolve(kernel.name()),
                "distill",
                Map.of(
                        "btf.modules",
                        kernel.modules().toString(),
                        "btf.base",
                        kernel.vmlinux().toString()));
    }

    /** The kernel's distilled modules after {@code btf:relocate} onto a kernel. */
    GoalOutput relocated(Kernel from, Kernel onto) {
        return output(
                WORK.resolve("relocated").resolve(from.name() + "-to-" + onto.name()),
                "relocate",
                Map.of(
                        "btf.modules", distilled(from).folder().toString(),
                        "btf.target", onto.vmlinux().toString(),
                        "btf.failOnError", "false"));
    }

    /** A new, empty folder for a test. */
    Path newFolder(String name) {
        try {
            return Files.createDirectories(WORK.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GoalOutput output(Path folder, String goal, Map<String, String> parameters) {
        GoalOutput known = outputs.get(folder);
        if (known != null) {
            return known;
        }
        Map<String, String> all = new HashMap<>(parameters);
        all.put("btf.signature", "strip");
        all.put("btf.outputDirectory", folder.toString());
        try {
            GoalOutput made = new GoalOutput(folder, maven.goal(goal, all));
            outputs.put(folder, made);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
