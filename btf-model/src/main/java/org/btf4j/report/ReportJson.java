// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.btf4j.batch.CheckCell;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.DiffJson;
import org.btf4j.batch.JsonText;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.batch.ModuleFacts;
import org.btf4j.file.AtomicFile;

/**
 * Writes a report as JSON: an object with a line for each kernel, each module and each of the types that most modules need.
 *
 * <p>Its form is described by {@code report.schema.json} on the project's site. It has neither times nor absolute paths, so that
 * equal reports give equal bytes. Written module by module, so that the text is never in memory as a whole. Stateless and
 * thread-safe.
 */
public final class ReportJson {

    /** Changes when what is there means something else, not when something is added. */
    private static final int SCHEMA_VERSION = 1;

    private ReportJson() {}

    /**
     * Writes the file, replacing the one that is there.
     *
     * @param keep files that must not be written over
     * @throws IOException if it cannot be written; then no part of it is left behind
     */
    public static void write(ReportData report, Path file, Path... keep) throws IOException {
        AtomicFile.write(file, out -> write(report, out), keep);
    }

    /** Writes the text in UTF-8; the stream stays open. */
    public static void write(ReportData report, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonText.generator(out)) {
            json.writeStartObject();
            json.writeNumberField("schemaVersion", SCHEMA_VERSION);
            writeProvenance(report.provenance(), json);
            writeLines("kernels", report.kernels(), ReportJson::writeKernel, json);
            writeLines("modules", report.modules(), ReportJson::writeModule, json);
            writeTexts("removed", report.removed(), json);
            writeLines("mostNeeded", report.mostNeeded(), ReportJson::writeNeeded, json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private interface Writing<T> {
        void write(T value, JsonGenerator json) throws IOException;
    }

    private static <T> void writeLines(String field, List<T> values, Writing<T> writing, JsonGenerator json)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (T value : values) {
            json.writeRawValue(JsonText.ITEM + JsonText.object(part -> writing.write(value, part)));
        }
        json.writeRaw(values.isEmpty() ? "" : JsonText.LINE);
        json.writeEndArray();
    }

    private static void writeTexts(String field, List<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void writeProvenance(ReportData.Provenance provenance, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("provenance");
        json.writeStringField("tool", provenance.tool());
        json.writeStringField("java", provenance.java());
        json.writeStringField("layout", provenance.layout());
        json.writeStringField("rules", provenance.rules());
        writeLines(
                "inputs",
                provenance.inputs(),
                (input, part) -> {
                    part.writeStringField("role", input.role());
                    part.writeStringField("name", input.name());
                    part.writeStringField("sha256", input.sha256());
                },
                json);
        json.writeEndObject();
    }

    private static void writeKernel(ReportData.Kernel kernel, JsonGenerator json) throws IOException {
        json.writeStringField("name", kernel.target().name());
        json.writeStringField("policy", kernel.target().policy().toString());
        json.writeStringField("sha256", kernel.target().sha256());
        json.writeNumberField("btfSize", kernel.btfSize());
        for (CheckVerdict verdict : CheckVerdict.values()) {
            json.writeNumberField(JsonText.label(verdict), kernel.count(verdict));
        }
        json.writeNumberField("notChecked", kernel.notChecked());
    }

    private static void writeModule(ReportData.Module module, JsonGenerator json) throws IOException {
        ModuleCheck check = module.check();
        json.writeStringField("name", check.name());
        json.writeStringField("state", JsonText.label(check.state()));
        writeUnlessEmpty("problem", check.problem(), json);
        writeUnlessEmpty("sha256", check.sha256(), json);
        writeUnlessEmpty("baseSha256", check.baseSha256(), json);
        if (module.facts() != null) {
            writeFacts(module.facts(), json);
        }
        if (check.state() == ModuleCheck.State.CHECKED) {
            json.writeArrayFieldStart("verdicts");
            for (CheckCell cell : check.cells()) {
                writeCell(cell, json);
            }
            json.writeEndArray();
        }
        if (module.changes() != null) {
            json.writeFieldName("changes");
            DiffJson.write(module.changes(), json);
        }
    }

    private static void writeFacts(ModuleFacts facts, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("facts");
        json.writeNumberField("fileSize", facts.fileSize());
        json.writeNumberField("btfSize", facts.btfSize());
        json.writeNumberField("baseSize", facts.baseSize());
        writeUnlessEmpty("version", facts.version(), json);
        writeUnlessEmpty("vermagic", facts.vermagic(), json);
        json.writeArrayFieldStart("needs");
        for (ModuleFacts.Need need : facts.needs()) {
            json.writeStartObject();
            json.writeStringField("type", need.type());
            if (need.size() != 0) {
                json.writeNumberField("size", need.size());
            }
            if (need.embedded()) {
                json.writeBooleanField("embedded", true);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        writeTexts("kfuncs", facts.kfuncs(), json);
        writeUnlessEmpty("problem", facts.problem(), json);
        json.writeEndObject();
    }

    private static void writeCell(CheckCell cell, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("target", cell.target().name());
        json.writeStringField("verdict", JsonText.label(cell.verdict()));
        if (!cell.reasons().isEmpty()) {
            json.writeArrayFieldStart("reasons");
            for (CheckCell.Reason reason : cell.reasons()) {
                json.writeStartObject();
                json.writeStringField("type", reason.type());
                json.writeStringField("sentence", reason.sentence());
                if (reason.acceptedBy() != null) {
                    json.writeStringField("accepted", reason.acceptedBy().reason());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (!cell.findings().isEmpty()) {
            writeTexts(
                    "findings",
                    cell.findings().stream().map(CheckCell.Finding::sentence).toList(),
                    json);
        }
        json.writeEndObject();
    }

    private static void writeNeeded(ReportData.NeededType type, JsonGenerator json) throws IOException {
        json.writeStringField("type", type.type());
        json.writeNumberField("modules", type.modules());
        json.writeNumberField("embedding", type.embedding());
    }

    private static void writeUnlessEmpty(String field, String text, JsonGenerator json) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(field, text);
        }
    }
}
