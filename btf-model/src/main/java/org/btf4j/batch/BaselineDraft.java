// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.btf4j.file.AtomicFile;

/**
 * What a baseline would have to say for a check to succeed, to be completed by a person.
 *
 * <p>It has the entries of the present baseline that still accept something, and one for each other failure, with an empty
 * reason. {@link Baseline#read} refuses an empty reason, so nothing is accepted that nobody has looked at. Not thread-safe.
 */
public final class BaselineDraft {

    private final Set<Baseline.Entry> kept = new LinkedHashSet<>();
    private final Set<Baseline.Entry> added = new LinkedHashSet<>();

    /** Takes in what became of a module. */
    public void add(ModuleCheck module) {
        for (CheckCell cell : module.cells()) {
            for (CheckCell.Reason reason : cell.reasons()) {
                if (reason.acceptedBy() == null) {
                    added.add(new Baseline.Entry(module.name(), cell.target().name(), reason.type(), "", 0));
                } else {
                    kept.add(reason.acceptedBy());
                }
            }
        }
    }

    /** How many entries wait for their reason. */
    public int open() {
        return added.size();
    }

    /**
     * Writes the draft as a file.
     *
     * @param inputs files that must survive
     */
    public void write(Path file, Path... inputs) throws IOException {
        List<Baseline.Entry> all = new ArrayList<>(kept);
        all.sort((one, other) -> Integer.compare(one.line(), other.line()));
        all.addAll(added);
        AtomicFile.write(
                file,
                out -> {
                    JsonGenerator json = new JsonFactory().createGenerator(out);
                    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
                    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
                    printer.indentArraysWith(lines);
                    printer.indentObjectsWith(lines);
                    json.setPrettyPrinter(printer);
                    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                    json.writeStartObject();
                    json.writeArrayFieldStart("accepted");
                    for (Baseline.Entry entry : all) {
                        json.writeStartObject();
                        json.writeStringField("module", entry.module());
                        json.writeStringField("kernel", entry.kernel());
                        if (!entry.type().isEmpty()) {
                            json.writeStringField("type", entry.type());
                        }
                        json.writeStringField("reason", entry.reason());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                    json.writeRaw('\n');
                    json.flush();
                },
                inputs);
    }
}
