// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Kernels and modules of a distribution, in the folder that {@code src/reference/setup.sh} fills.
 *
 * <p>Taken are the last kernel that has packed modules, and the two last ones of those before it. Immutable; made for the
 * scripts of the invoker plugin.
 */
public final class RealKernels {

    private static final String ADVICE =
            "; it-projects/src/reference/setup.sh makes such a folder for -Dbtf.reference=DIR";

    private static final String SIGNATURE_MARK = "~Module signature appended~\n";

    private final String directory;

    /** Kernels in a folder, which is null if the user named none. */
    public RealKernels(@Nullable String directory) {
        this.directory = directory == null ? "" : directory;
    }

    /** Why there is nothing to work with; the empty text if there is. */
    public String missing() throws IOException {
        if (directory.isEmpty()) {
            return "btf.reference is not set" + ADVICE;
        }
        if (packed() == null) {
            return "no kernel in " + directory + " has packed modules" + ADVICE;
        }
        return others().size() < 2 ? "fewer than two other kernels in " + directory + ADVICE : "";
    }

    /** Puts that many modules into {@code modules}, and three kernels into {@code kernels}. */
    public void copyInto(File project, int count) throws IOException {
        Path root = project.toPath();
        Path kernel = required(packed());
        List<Path> modules = list(kernel.resolve("packed"));
        Files.createDirectories(root.resolve("modules"));
        for (long i = 0; i < count; i++) {
            Path module = modules.get((int) (i * modules.size() / count));
            Files.copy(module, root.resolve("modules").resolve(module.getFileName()));
        }
        copyImage(kernel, root.resolve("kernels/built-for"));
        copyImage(others().get(0), root.resolve("kernels/older"));
        copyImage(others().get(1), root.resolve("kernels/older-update"));
    }

    /** Which of the modules in the project libbpf refuses on a kernel that {@link #copyInto} took. */
    public Set<String> refused(File project, String kernel) throws IOException {
        Path from = required(packed());
        Path onto = switch (kernel) {
            case "built-for" -> from;
            case "older" -> others().get(0);
            case "older-update" -> others().get(1);
            default -> throw new IllegalArgumentException(kernel);
        };
        Path verdicts = Path.of(directory, "expected", "relocate", from.getFileName() + "-to-" + onto.getFileName())
                .resolve("verdicts.tsv");
        Set<String> refused = new HashSet<>();
        for (String line : Files.readAllLines(verdicts)) {
            String[] fields = line.split("\t", -1);
            String file = fields[0] + ".ko.xz";
            if (fields[1].equals("err")
                    && Files.exists(project.toPath().resolve("modules").resolve(file))) {
                refused.add(file);
            }
        }
        return refused;
    }

    /** Every compressed module in a folder of the project is sound, says {@code xz}, and without a signature. */
    public void requireSound(File project, String folder) throws IOException, InterruptedException {
        for (Path module : list(project.toPath().resolve(folder))) {
            if (!module.toString().endsWith(".xz")) {
                continue;
            }
            Process process = new ProcessBuilder("xz", "-dc", module.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            byte[] plain = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new AssertionError("xz cannot unpack " + module);
            }
            if (new String(plain, StandardCharsets.ISO_8859_1).endsWith(SIGNATURE_MARK)) {
                throw new AssertionError(module + " is signed");
            }
        }
    }

    private static void copyImage(Path kernel, Path to) throws IOException {
        Files.createDirectories(to);
        Files.copy(kernel.resolve("vmlinuz"), to.resolve("vmlinuz"));
    }

    private static Path required(@Nullable Path kernel) {
        if (kernel == null) {
            throw new IllegalStateException("ask first what is missing");
        }
        return kernel;
    }

    private @Nullable Path packed() throws IOException {
        Path found = null;
        for (Path kernel : list(Path.of(directory, "kernels"))) {
            if (!list(kernel.resolve("packed")).isEmpty()) {
                found = kernel;
            }
        }
        return found;
    }

    private List<Path> others() throws IOException {
        List<Path> others = new ArrayList<>(list(Path.of(directory, "kernels")));
        others.addAll(list(Path.of(directory, "targets")));
        others.remove(packed());
        others.removeIf(kernel -> !Files.exists(kernel.resolve("vmlinuz")));
        return others;
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
