// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.btf4j.transform.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * The report of a check, written while the check runs: an object with a line for each target and each module.
 *
 * <p>Its form is described by {@code check.schema.json} on the project's site. It has neither times nor absolute paths, so that
 * equal inputs give equal bytes. Not thread-safe.
 */
final class CheckJson implements AutoCloseable {

    /** Changes when what is there means something else, not when something is added. */
    private static final int SCHEMA_VERSION = 1;

    /** A type that the whole module is about can be reached in thousands of ways. */
    private static final int PATHS = 3;

    private final JsonGenerator json;

    /** Writes what is known before the first module. */
    CheckJson(OutputStream out, Check check) throws IOException {
        json = JsonText.generator(out);
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        json.writeStringField("layout", check.layout().toString());
        json.writeStringField("rules", check.ruleSet().toString());
        json.writeArrayFieldStart("targets");
        for (CheckTarget target : check.targets()) {
            json.writeRawValue(JsonText.ITEM
                    + JsonText.object(part -> {
                        part.writeStringField("name", target.name());
                        part.writeStringField("policy", target.policy().toString());
                        part.writeStringField("sha256", target.sha256());
                    }));
        }
        json.writeRaw(JsonText.LINE);
        json.writeEndArray();
        json.writeArrayFieldStart("modules");
    }

    /** Writes a module's line. */
    void module(String text) {
        try {
            json.writeRawValue(JsonText.ITEM + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what is known after the last module. */
    void end(CheckSummary summary) throws IOException {
        json.writeRaw(JsonText.LINE);
        json.writeEndArray();
        json.writeArrayFieldStart("counts");
        for (int i = 0; i < summary.targets().size(); i++) {
            int target = i;
            json.writeRawValue(JsonText.ITEM
                    + JsonText.object(part -> {
                        part.writeStringField(
                                "target", summary.targets().get(target).name());
                        for (CheckVerdict verdict : CheckVerdict.values()) {
                            part.writeNumberField(JsonText.label(verdict), summary.count(target, verdict));
                        }
                        part.writeNumberField("notChecked", summary.unchecked());
                    }));
        }
        json.writeRaw(JsonText.LINE);
        json.writeEndArray();
        json.writeArrayFieldStart("unusedBaselineEntries");
        for (Baseline.Entry entry : summary.unused()) {
            json.writeRawValue(JsonText.ITEM + JsonText.object(part -> writeEntry(entry, part)));
        }
        json.writeEndArray();
        json.writeNumberField("failedModules", summary.failed());
        json.writeBooleanField("succeeded", summary.succeeded());
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    /** A module's line. */
    static String text(Check.Result result) {
        ModuleCheck module = result.module();
        return JsonText.object(json -> {
            json.writeStringField("name", module.name());
            json.writeStringField("state", JsonText.label(module.state()));
            if (!module.sha256().isEmpty()) {
                json.writeStringField("sha256", module.sha256());
            }
            if (module.state() != ModuleCheck.State.CHECKED) {
                json.writeStringField("problem", module.problem());
                return;
            }
            json.writeStringField("baseSha256", module.baseSha256());
            json.writeArrayFieldStart("verdicts");
            for (int i = 0; i < module.cells().size(); i++) {
                writeCell(module.cells().get(i), result.explanations().get(i), json);
            }
            json.writeEndArray();
        });
    }

    private static void writeCell(CheckCell cell, @Nullable Explanation explanation, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("target", cell.target().name());
        json.writeStringField("verdict", JsonText.label(cell.verdict()));
        List<CheckCell.Reason> accepted = cell.reasons().stream()
                .filter(reason -> reason.acceptedBy() != null)
                .toList();
        if (!accepted.isEmpty()) {
            json.writeArrayFieldStart("accepted");
            for (CheckCell.Reason reason : accepted) {
                json.writeStartObject();
                json.writeStringField("type", reason.type());
                json.writeStringField(
                        "reason",
                        reason.acceptedBy() == null ? "" : reason.acceptedBy().reason());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (explanation != null) {
            json.writeFieldName("explanation");
            ExplanationJson.write(explanation, PATHS, json);
        }
        json.writeEndObject();
    }

    private static void writeEntry(Baseline.Entry entry, JsonGenerator json) throws IOException {
        json.writeStringField("module", entry.module());
        json.writeStringField("kernel", entry.kernel());
        if (!entry.type().isEmpty()) {
            json.writeStringField("type", entry.type());
        }
        json.writeStringField("reason", entry.reason());
    }
}
