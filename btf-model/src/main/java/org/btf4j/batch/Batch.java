// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.btf4j.file.AtomicFile;
import org.btf4j.file.BtfSource;
import org.btf4j.file.Compression;
import org.btf4j.model.BtfFormatException;

/**
 * Takes modules through a task, several at a time, and writes what it makes of them.
 *
 * <p>A module that fails does not stop the others. A compressed module is unpacked for the task, and what becomes of it is
 * packed again in the same form. Each file is written whole or not at all, and never over an input; a run that is killed
 * leaves every output old or new, and the next one completes the job. Outputs and what is told of them are the same for any
 * number of threads. Immutable.
 */
public final class Batch {

    private final ModuleTask task;
    private final Path outputDirectory;
    private final BatchOptions options;
    private final Path[] keep;

    /**
     * A batch that writes into a directory.
     *
     * @param outputDirectory where outputs go, below it by the modules' names; made if need be
     * @param keep files besides the modules that must not be written over, such as the base
     */
    public Batch(ModuleTask task, Path outputDirectory, BatchOptions options, Path... keep) {
        this.task = task;
        this.outputDirectory = outputDirectory;
        this.options = options;
        this.keep = keep.clone();
    }

    /**
     * Works on all modules.
     *
     * @param listener hears of each module when it and all before it are done, in their order, always in the calling thread
     * @throws IOException if the journal cannot be read or written, or what a killed run left behind cannot be deleted; a
     *     problem with a module is told in its outcome
     */
    public BatchSummary run(ModuleSet modules, Consumer<ModuleOutcome> listener) throws IOException {
        AtomicFile.removeLeftovers(outputDirectory);
        List<ModuleOutcome> outcomes = new ArrayList<>();
        InputFiles inputs = InputFiles.of(modules, keep);
        try (Journal journal = journal(modules)) {
            new ParallelModules(options.threads())
                    .run(modules.modules(), module -> work(module, journal, inputs), done -> {
                        outcomes.add(done.outcome());
                        journal.add(done.entry());
                        listener.accept(done.outcome());
                    });
            journal.finish(inputs);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new BatchSummary(outcomes);
    }

    private Journal journal(ModuleSet modules) throws IOException {
        Path file = options.journal();
        return file == null
                ? Journal.none(outputDirectory)
                : Journal.open(
                        file,
                        modules.source(),
                        outputDirectory,
                        Fingerprint.ofThisLibrary() + " " + task.fingerprint(),
                        options.force());
    }

    /** What became of a module, and what is to be remembered of it. */
    private record Done(ModuleOutcome outcome, Journal.Entry entry) {}

    private Done work(ModuleSet.Entry module, Journal journal, InputFiles inputs) {
        try {
            byte[] read = BtfSource.readAll(module.file());
            String input = journal.sum(read);
            Journal.Entry before = journal.upToDate(module, input);
            if (before != null) {
                return new Done(
                        new ModuleOutcome(module, ModuleOutcome.Status.UP_TO_DATE, BtfSizes.NONE, List.of()), before);
            }
            ModuleInput unpacked = new ModuleInput(module, ModuleReader.unpack(module.file(), read));
            TaskResult result = task.run(unpacked);
            List<Journal.Output> written = write(module, read, result, inputs, journal);
            // Raw BTF may have its base beside it, which is not among what was read here. A warning is to be told every
            // time.
            boolean again = unpacked.isRaw()
                    || result.notes().stream().anyMatch(note -> note.level() == ModuleNote.Level.WARNING);
            Journal.Entry entry = new Journal.Entry(module.name(), again ? "" : input, written);
            return new Done(
                    new ModuleOutcome(
                            module,
                            result.status(),
                            result.sizes(),
                            result.signature(),
                            result.problems(),
                            result.notes()),
                    entry);
        } catch (BtfFormatException e) {
            String message = String.valueOf(e.in(module.file().toString()).getMessage());
            return new Done(
                    failed(module, ModuleProblem.Cause.FORMAT, message),
                    new Journal.Entry(module.name(), "", List.of()));
        } catch (IOException e) {
            return new Done(
                    failed(module, ModuleProblem.Cause.FILE, FileProblem.describe(e)), journal.untouched(module));
        }
    }

    private List<Journal.Output> write(
            ModuleSet.Entry module, byte[] read, TaskResult result, InputFiles inputs, Journal journal)
            throws IOException {
        List<Journal.Output> written = new ArrayList<>();
        if (result.status() == ModuleOutcome.Status.UNCHANGED) {
            written.add(write(module, module.name(), read, inputs, journal));
        }
        Compression compression = Compression.of(read, read.length);
        for (TaskResult.Output output : result.outputs()) {
            written.add(write(module, output.name(), compression.pack(output.bytes()), inputs, journal));
        }
        return written;
    }

    private Journal.Output write(ModuleSet.Entry module, Path name, byte[] bytes, InputFiles inputs, Journal journal)
            throws IOException {
        Path file = outputDirectory.resolve(name);
        Path[] notOver = Arrays.copyOf(keep, keep.length + 2);
        notOver[keep.length] = module.file();
        // That of another module may be where this one goes.
        notOver[keep.length + 1] = inputs.contain(file) ? file : module.file();
        AtomicFile.write(file, bytes, notOver);
        return new Journal.Output(name, journal.sum(bytes));
    }

    private static ModuleOutcome failed(ModuleSet.Entry module, ModuleProblem.Cause cause, String message) {
        return new ModuleOutcome(
                module, ModuleOutcome.Status.FAILED, BtfSizes.NONE, List.of(new ModuleProblem(cause, message)));
    }
}
