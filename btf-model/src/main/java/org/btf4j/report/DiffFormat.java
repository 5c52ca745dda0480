// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.btf4j.batch.DiffCounts;
import org.btf4j.batch.ModuleDiff;
import org.btf4j.file.AtomicFile;

/** The forms in which what changed can be written to a file, in UTF-8. */
public enum DiffFormat {
    /** Lines of text, see {@link DiffText}. */
    TEXT("text", "diff.txt"),
    /** JSON, see {@link DiffJsonReport}. */
    JSON("json", "diff.json"),
    /** Markdown, see {@link DiffMarkdown}. */
    MARKDOWN("markdown", "diff.md");

    private final String label;
    private final String fileName;

    DiffFormat(String label, String fileName) {
        this.label = label;
        this.fileName = fileName;
    }

    /** How users call it. */
    @Override
    public String toString() {
        return label;
    }

    /** What a file in this form is called if nobody says otherwise. */
    public String fileName() {
        return fileName;
    }

    /** Compares, and tells of each module as soon as it is done. */
    public interface Comparison {
        /** Runs to the end. */
        void run(Consumer<ModuleDiff> listener);
    }

    /**
     * Writes what a comparison tells to a file, replacing the one that is there.
     *
     * @param inputs files that must not be written over
     * @throws IOException if the file cannot be written; then no part of it is left behind
     */
    public DiffCounts write(Path file, DiffReport.Sides sides, Comparison comparison, Path... inputs)
            throws IOException {
        List<DiffCounts> counts = new ArrayList<>();
        AtomicFile.write(file, out -> counts.add(write(out, sides, comparison)), inputs);
        return counts.get(0);
    }

    private DiffCounts write(OutputStream out, DiffReport.Sides sides, Comparison comparison) throws IOException {
        if (this == JSON) {
            try (DiffJsonReport json = new DiffJsonReport(out, sides)) {
                return run(json, comparison);
            }
        }
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        DiffCounts counts =
                run(this == MARKDOWN ? new DiffMarkdown(text, sides) : new DiffText(text, sides), comparison);
        text.flush();
        return counts;
    }

    private static DiffCounts run(DiffReport report, Comparison comparison) throws IOException {
        DiffCounts counts = new DiffCounts();
        try {
            comparison.run(module -> {
                counts.add(module);
                try {
                    report.module(module);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        report.end(counts);
        return counts;
    }
}
