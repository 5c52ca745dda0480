// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.btf4j.file.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * What a batch has done so far, so that the next run can leave it out.
 *
 * <p>A {@link JournalFile} has the settings and, for each module, the SHA-256 sums of what was read and of what was written. A
 * line is written as soon as its module and all before it are done, so a run that is killed has few of them to do again. What is not up to date any
 * more is deleted at the end: outputs of modules that have gone or that are refused now, as long as they are what the batch
 * wrote. Until then their sums stay in the file, so that the run after one that was killed deletes them.
 *
 * <p>{@link #upToDate} may be called by several threads, the rest by one.
 */
final class Journal implements AutoCloseable {

    private final Path outputDirectory;
    private final Map<Path, Entry> before;
    private final Map<Path, Entry> now = new LinkedHashMap<>();
    private final @Nullable Appender appender;

    private Journal(Path outputDirectory, Map<Path, Entry> before, @Nullable Appender appender) {
        this.outputDirectory = outputDirectory;
        this.before = before;
        this.appender = appender;
    }

    /** Where a journal is written, and its first line. */
    private record Appender(Path file, String head, Writer writer) {

        static Appender start(Path file, String head, Collection<Entry> entries) throws IOException {
            replace(file, head, entries);
            return new Appender(file, head, Files.newBufferedWriter(file, StandardOpenOption.APPEND));
        }

        static void replace(Path file, String head, Collection<Entry> entries) throws IOException {
            StringBuilder text = new StringBuilder(head);
            for (Entry entry : entries) {
                text.append(JournalFile.line(entry));
            }
            AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        }

        void append(Entry entry) throws IOException {
            writer.write(JournalFile.line(entry));
            writer.flush();
        }
    }

    /**
     * What was done with a module.
     *
     * @param input the sum of what was read; empty if the module has to be done again in any case
     * @param outputs what was written; empty if the module failed
     */
    record Entry(Path module, String input, List<Output> outputs) {
        Entry {
            outputs = List.copyOf(outputs);
        }

        /** What is known of a module whose outputs cannot be relied on. */
        Entry toBeDoneAgain() {
            return new Entry(module, "", outputs);
        }
    }

    /** A file below the output directory, and its sum. */
    record Output(Path name, String sha256) {}

    /** A journal that remembers nothing. */
    static Journal none(Path outputDirectory) {
        return new Journal(outputDirectory, Map.of(), null);
    }

    /**
     * Opens a journal, or starts one, and deletes what a killed run left behind in its folder.
     *
     * <p>What is known of modules from elsewhere, or of another output directory, counts for nothing: their outputs are neither up
     * to date nor to be deleted.
     *
     * @param modules the file or folder that the modules come from
     * @param settings all on which the outputs depend besides the modules; what was done with other settings is done again
     * @param force whether everything is done again
     */
    static Journal open(Path file, Path modules, Path outputDirectory, String settings, boolean force)
            throws IOException {
        String source = modules.toAbsolutePath().toString();
        String output = outputDirectory.toAbsolutePath().toString();
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            AtomicFile.removeLeftovers(folder);
        }
        JournalFile last = JournalFile.read(file);
        Map<Path, Entry> before = new LinkedHashMap<>();
        if (last != null && last.modules().equals(source) && last.output().equals(output)) {
            boolean again = force || !last.settings().equals(settings);
            last.entries().forEach(entry -> before.put(entry.module(), again ? entry.toBeDoneAgain() : entry));
        }
        Appender appender = Appender.start(file, JournalFile.head(source, output, settings), before.values());
        return new Journal(outputDirectory, before, appender);
    }

    /** The sum by which bytes are known again; empty where nothing is remembered. */
    String sum(byte[] bytes) {
        return appender == null ? "" : Fingerprint.of(bytes);
    }

    /** What was done with the module, if that need not be done again; else null. */
    @Nullable
    Entry upToDate(ModuleSet.Entry module, String input) throws IOException {
        Entry entry = before.get(module.name());
        if (entry == null || !entry.input().equals(input) || entry.outputs().isEmpty()) {
            return null;
        }
        for (Output output : entry.outputs()) {
            if (!isAsWritten(output)) {
                return null;
            }
        }
        return entry;
    }

    /** What is to be remembered of a module on which no work could be done, so that what there was of it stays. */
    Entry untouched(ModuleSet.Entry module) {
        Entry entry = before.get(module.name());
        return entry == null ? new Entry(module.name(), "", List.of()) : entry.toBeDoneAgain();
    }

    /** Remembers what was done with a module. */
    void add(Entry entry) {
        now.put(entry.module(), entry);
        if (appender != null) {
            try {
                appender.append(withOutputsBefore(entry));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The same entry if it replaces all outputs that there were; else one that keeps them known until they are deleted. */
    private Entry withOutputsBefore(Entry entry) {
        Map<Path, Output> outputs = new LinkedHashMap<>();
        Entry last = before.get(entry.module());
        if (last != null) {
            last.outputs().forEach(output -> outputs.put(output.name(), output));
        }
        entry.outputs().forEach(output -> outputs.put(output.name(), output));
        return outputs.size() == entry.outputs().size()
                ? entry
                : new Entry(entry.module(), "", List.copyOf(outputs.values()));
    }

    /**
     * Deletes what was written before and would not be written now, and forgets it.
     *
     * @param inputs files that stay, whoever wrote them
     */
    void finish(InputFiles inputs) throws IOException {
        Set<Path> current = new HashSet<>();
        now.values().forEach(entry -> entry.outputs().forEach(output -> current.add(output.name())));
        for (Entry entry : before.values()) {
            for (Output output : entry.outputs()) {
                Path file = outputDirectory.resolve(output.name());
                if (!current.contains(output.name()) && isAsWritten(output) && !inputs.contain(file)) {
                    Files.delete(file);
                }
            }
        }
        if (appender != null) {
            appender.writer().close();
            Appender.replace(appender.file(), appender.head(), now.values());
        }
    }

    private boolean isAsWritten(Output output) throws IOException {
        Path file = outputDirectory.resolve(output.name());
        return Files.isRegularFile(file) && Fingerprint.of(file).equals(output.sha256());
    }

    @Override
    public void close() throws IOException {
        if (appender != null) {
            appender.writer().close();
        }
    }
}
