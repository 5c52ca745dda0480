// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import org.btf4j.batch.DiffCounts;
import org.btf4j.batch.DiffJson;
import org.btf4j.batch.JsonText;
import org.btf4j.batch.ModuleDiff;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Impact;
import org.btf4j.diff.TypeDifference;

/**
 * What changed, as JSON: an object with a line for each module, or for each type of a kernel.
 *
 * <p>Its form is described by {@code diff.schema.json} on the project's site.
 */
public final class DiffJsonReport implements DiffReport, AutoCloseable {

    /** Changes when what is there means something else, not when something is added. */
    private static final int SCHEMA_VERSION = 1;

    private final JsonGenerator json;
    private final boolean kernels;

    /** Writes what is known before the first module. */
    public DiffJsonReport(OutputStream out, Sides sides) throws IOException {
        kernels = sides.kernels();
        json = JsonText.generator(out);
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        json.writeStringField("subject", kernels ? "kernels" : "modules");
        json.writeStringField("old", sides.old());
        json.writeStringField("new", sides.newer());
        json.writeArrayFieldStart(kernels ? "types" : "modules");
    }

    @Override
    public void module(ModuleDiff module) throws IOException {
        if (!kernels) {
            item(part -> DiffJson.write(module, part));
        } else if (module.types() != null) {
            for (TypeDifference type : module.types().differences()) {
                item(part -> DiffJson.write(type, part));
            }
        }
    }

    private void item(JsonText.Part item) throws IOException {
        json.writeRawValue(JsonText.ITEM + JsonText.value(item));
    }

    @Override
    public void end(DiffCounts counts) throws IOException {
        json.writeRaw(JsonText.LINE);
        json.writeEndArray();
        json.writeObjectFieldStart("counts");
        BtfDiff diff = counts.kernels();
        if (diff == null) {
            json.writeNumberField("all", counts.all());
            for (ModuleDiff.State state : ModuleDiff.State.values()) {
                json.writeNumberField(DiffJson.label(state), counts.of(state));
            }
            json.writeNumberField("unchanged", counts.unchanged());
            for (Impact impact : Impact.values()) {
                json.writeNumberField(DiffJson.label(impact), counts.of(impact));
            }
        } else {
            for (TypeDifference.Change change : TypeDifference.Change.values()) {
                json.writeNumberField(DiffJson.label(change), diff.count(change));
            }
            for (Impact impact : Impact.values()) {
                json.writeNumberField(DiffJson.label(impact), diff.count(impact));
            }
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
