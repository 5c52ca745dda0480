// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The machine's pahole, which makes BTF of DWARF.
 *
 * <p>It is run without a shell, with one thread, so that the same module gives the same bytes again, and never longer than the
 * time that it is given. Immutable and thread-safe.
 */
public final class Pahole {

    /** What it is called on the {@code PATH}. */
    public static final String NAME = "pahole";

    private static final String ADVICE =
            "Install the package pahole (of older distributions: dwarves), or name the program.";
    private static final int SIGNALLED = 128;

    private final Path program;
    private final PaholeVersion version;
    private final Set<String> features;
    private final Duration limit;

    private Pahole(Path program, PaholeVersion version, Set<String> features, Duration limit) {
        this.program = program;
        this.version = version;
        this.features = Set.copyOf(features);
        this.limit = limit;
    }

    /**
     * Finds the program and asks for its version and its features.
     *
     * @param name a name without a slash, which is looked for on the {@code PATH}, or a path
     * @param directory what a relative path starts from
     * @param limit how long it may run, each time
     * @throws PaholeException if there is no such program, it cannot be run, or it is too old
     */
    public static Pahole find(String name, Path directory, Duration limit) throws PaholeException {
        return find(name, directory, System.getenv("PATH"), limit);
    }

    static Pahole find(String name, Path directory, @Nullable String searched, Duration limit) throws PaholeException {
        Path program = locate(name, directory, searched == null ? "" : searched);
        ProgramRun run = run(List.of(program.toString(), "--version"), directory, limit);
        String printed = run.output().strip();
        PaholeVersion version = run.ended() && run.exitCode() == 0 ? PaholeVersion.parse(printed) : null;
        if (version == null) {
            throw new PaholeException(program + ": asked for its version, it "
                    + (run.ended() && run.exitCode() == 0 ? "printed '" + run.lastWords() + "'" : failure(run, limit))
                    + "; expected for example 'v1.30'. Is this pahole?");
        }
        if (version.compareTo(PaholeVersion.OLDEST) < 0) {
            throw new PaholeException(
                    program + ": found pahole " + version + ", expected " + PaholeVersion.OLDEST
                            + " or later, which write BTF into a file of its own (--btf_encode_detached). Install a later one.");
        }
        return new Pahole(program, version, features(program, version, limit), limit);
    }

    private static Path locate(String name, Path directory, String searched) throws PaholeException {
        try {
            if (!name.contains("/") && !name.contains(File.separator)) {
                return onPath(name, searched);
            }
            Path program = directory.resolve(name).normalize();
            if (!Files.exists(program)) {
                throw new PaholeException(program + ": there is no such file. " + ADVICE);
            }
            if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
                throw new PaholeException(program + ": "
                        + (Files.isDirectory(program) ? "is a folder, not a program. " : "is not executable. ")
                        + ADVICE);
            }
            return program;
        } catch (InvalidPathException e) {
            throw new PaholeException("this is not a path: " + e.getMessage() + ".", e);
        }
    }

    /** As a shell does it; but the working directory, for which an empty entry stands there, is not searched. */
    private static Path onPath(String name, String searched) throws PaholeException {
        for (String folder : searched.split(Pattern.quote(File.pathSeparator), -1)) {
            Path program = Path.of(folder).resolve(name);
            if (!folder.isEmpty() && Files.isRegularFile(program) && Files.isExecutable(program)) {
                return program.toAbsolutePath();
            }
        }
        throw new PaholeException("there is no program '" + name + "' on the PATH. " + ADVICE);
    }

    private static Set<String> features(Path program, PaholeVersion version, Duration limit) throws PaholeException {
        if (!version.isAtLeast(1, 26)) {
            return PaholeFeatures.knownTo(version);
        }
        ProgramRun run =
                run(List.of(program.toString(), "--supported_btf_features"), program.resolveSibling("."), limit);
        if (!run.ended() || run.exitCode() != 0) {
            throw new PaholeException(program + ": asked for its features, it " + failure(run, limit) + ".");
        }
        return Arrays.stream(run.output().split("[,\\s]+", -1))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Where it is, absolute if the directory was. */
    public Path program() {
        return program;
    }

    /** What it says of itself. */
    public PaholeVersion version() {
        return version;
    }

    /** The names that it knows for features. */
    Set<String> features() {
        return features;
    }

    /**
     * Encodes the BTF of a module into a file of its own.
     *
     * @param folder where to run it; all paths start here
     * @param base raw BTF
     * @param output what it writes
     * @param options as {@link PaholeFeatures#options} has them
     * @throws PaholeException if it fails, takes too long, or writes nothing; the message does not say which module
     * @throws IOException if the thread is interrupted or what it prints cannot be read
     */
    void encode(Path folder, String module, String base, String output, List<String> options)
            throws PaholeException, IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(options);
        command.addAll(List.of("--btf_encode_detached=" + output, "--btf_base=" + base, module));
        ProgramRun run = ProgramRun.of(command, folder, limit);
        if (!run.ended() || run.exitCode() != 0) {
            throw new PaholeException(this + " " + failure(run, limit));
        }
        if (!Files.isRegularFile(folder.resolve(output))) {
            String said = run.lastWords();
            throw new PaholeException(
                    this + " wrote no BTF and " + (said.isEmpty() ? "said nothing" : "said: " + said));
        }
    }

    private static ProgramRun run(List<String> command, Path directory, Duration limit) throws PaholeException {
        try {
            return ProgramRun.of(command, directory, limit);
        } catch (IOException e) {
            throw new PaholeException("cannot be run: " + e.getMessage() + ".", e);
        }
    }

    private static String failure(ProgramRun run, Duration limit) {
        if (!run.ended()) {
            return "was stopped after " + limit.toSeconds() + " s";
        }
        String said = run.lastWords();
        return "ended with exit code " + run.exitCode()
                + (run.exitCode() > SIGNALLED ? " (signal " + (run.exitCode() - SIGNALLED) + ")" : "")
                + (said.isEmpty() ? " and said nothing" : ": " + said);
    }

    /** {@code pahole v1.30}. */
    @Override
    public String toString() {
        return NAME + " " + version;
    }
}
