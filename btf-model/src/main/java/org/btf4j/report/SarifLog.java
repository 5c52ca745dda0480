// SPDX-License-Identifier: Apache-2.0
package org.btf4j.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.btf4j.batch.CheckCell;
import org.btf4j.batch.CheckTarget;
import org.btf4j.batch.CheckVerdict;
import org.btf4j.batch.JsonText;
import org.btf4j.batch.ModuleCheck;
import org.btf4j.file.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * What a check found, as SARIF 2.1.0, which systems that run builds show beside a change.
 *
 * <p>Each reason why a module does not fit a kernel is a result: an error where the kernel is required, a warning where it is
 * advisory, and a suppressed note where the baseline accepts it. A finding is a note. A module that cannot be checked is an
 * error if any kernel is required, else a warning. A result's fingerprint is made of module, kernel, rule and type, so that it
 * stays the same while sizes change; its place is the module's file.
 *
 * <p>GitHub refuses files with more than 25,000 results (November 2026). No more are written: errors first, then warnings, then
 * notes, each in the order of the modules; a notification in the file says how many are left out. Neither times nor absolute paths
 * are in the file, so that equal inputs give equal bytes. What is to be written is kept packed until then, some 60 bytes a result.
 *
 * <p>Hears of a module after the other, as {@link org.btf4j.batch.CheckRun} tells of them. Not thread-safe.
 */
public final class SarifLog {

    /** As many as GitHub takes. */
    static final int MOST_RESULTS = 25_000;

    private static final List<SarifRule> RULES = List.of(SarifRule.values());

    private final String version;
    private final boolean required;
    private final int most;
    private final SarifPlace place;
    private final Map<SarifLevel, Results> levels = new EnumMap<>(SarifLevel.class);

    /**
     * Starts with no results.
     *
     * @param version that of the tool which checks; empty if nobody knows it
     * @param targets the kernels of the check
     * @param folder where the modules are, relative to the root of the sources and with slashes; empty if they are not below it
     */
    public SarifLog(String version, List<CheckTarget> targets, String folder) {
        this(version, targets, folder, MOST_RESULTS);
    }

    SarifLog(String version, List<CheckTarget> targets, String folder, int most) {
        this.version = version;
        this.required = targets.stream().anyMatch(target -> target.policy() == CheckTarget.Policy.REQUIRED);
        this.most = most;
        this.place = new SarifPlace(folder);
        for (SarifLevel level : SarifLevel.values()) {
            levels.put(level, new Results());
        }
    }

    /** Takes the results of a module. */
    public void module(ModuleCheck module) {
        SarifFingerprints fingerprints = new SarifFingerprints(module.name());
        if (module.state() != ModuleCheck.State.CHECKED) {
            SarifRule rule = SarifRule.of(module.state());
            add(new Result(
                    rule,
                    required ? SarifLevel.ERROR : SarifLevel.WARNING,
                    module.name() + " " + module.problem(),
                    module.name(),
                    "",
                    "",
                    fingerprints.next("", rule.id(), ""),
                    null));
        }
        for (CheckCell cell : module.cells()) {
            String kernel = cell.target().name();
            String where = module.name() + " on " + kernel + ": ";
            for (CheckCell.Reason reason : cell.reasons()) {
                SarifRule rule = SarifRule.of(reason);
                String accepted =
                        reason.acceptedBy() == null ? null : reason.acceptedBy().reason();
                add(new Result(
                        rule,
                        accepted == null ? level(cell) : SarifLevel.NOTE,
                        where + reason.sentence(),
                        module.name(),
                        kernel,
                        reason.type(),
                        fingerprints.next(kernel, rule.id(), reason.type()),
                        accepted));
            }
            for (CheckCell.Finding finding : cell.findings()) {
                add(new Result(
                        SarifRule.FINDING,
                        SarifLevel.NOTE,
                        where + finding.sentence(),
                        module.name(),
                        kernel,
                        finding.type(),
                        fingerprints.next(kernel, SarifRule.FINDING.id(), finding.type()),
                        null));
            }
        }
    }

    private static SarifLevel level(CheckCell cell) {
        return cell.verdict() == CheckVerdict.REFUSED && cell.target().policy() == CheckTarget.Policy.REQUIRED
                ? SarifLevel.ERROR
                : SarifLevel.WARNING;
    }

    /** How many results there are, those included that are too many to be written. */
    public int size() {
        return levels.values().stream().mapToInt(level -> level.count).sum();
    }

    /** How many results are too many to be written. */
    public int leftOut() {
        return Math.max(0, size() - most);
    }

    /**
     * Writes the file, whole or not at all; nothing can be added any more.
     *
     * @param inputs files that must not be written over
     * @throws IOException if it cannot be written
     */
    public void write(Path file, Path... inputs) throws IOException {
        AtomicFile.write(file, this::writeTo, inputs);
    }

    /**
     * A result.
     *
     * @param type empty if it is not about one
     * @param kernel empty if it is about all
     * @param accepted why it is accepted, or null
     */
    private record Result(
            SarifRule rule,
            SarifLevel level,
            String message,
            String module,
            String kernel,
            String type,
            String fingerprint,
            @Nullable String accepted) {}

    /** The results of a level: a line of JSON each, and how many there are. */
    private static final class Results {
        private final Spool lines = new Spool();
        private int count;
    }

    private void add(Result result) {
        Results level = Objects.requireNonNull(levels.get(result.level()));
        if (++level.count > most) {
            return;
        }
        try {
            level.lines
                    .out()
                    .write((JsonText.object(json -> write(result, json)) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Spool.inMemory(e);
        }
    }

    private void write(Result result, JsonGenerator json) throws IOException {
        json.writeStringField("ruleId", result.rule().id());
        json.writeNumberField("ruleIndex", RULES.indexOf(result.rule()));
        json.writeStringField("level", result.level().toString());
        writeText("message", result.message(), json);
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        place.write(result.module(), json);
        if (!result.kernel().isEmpty()) {
            SarifPlace.writeLogical(result.kernel(), result.type(), json);
        }
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("btf4jReason/v1", result.fingerprint());
        // The only one that GitHub looks at.
        json.writeStringField("primaryLocationLineHash", result.fingerprint());
        json.writeEndObject();
        // SARIF wants them of all results of a run or of none.
        json.writeArrayFieldStart("suppressions");
        if (result.accepted() != null) {
            json.writeStartObject();
            json.writeStringField("kind", "external");
            json.writeStringField("status", "accepted");
            json.writeStringField("justification", result.accepted());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeTo(OutputStream out) throws IOException {
        try (JsonGenerator json = JsonText.generator(out)) {
            json.writeStartObject();
            json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            writeTool(json);
            json.writeStringField("columnKind", "utf16CodeUnits");
            json.writeArrayFieldStart("results");
            int left = most;
            for (Results level : levels.values()) {
                left -= copy(level.lines, left, json);
            }
            json.writeRaw(JsonText.LINE);
            json.writeEndArray();
            writeInvocation(json);
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static int copy(Spool spool, int most, JsonGenerator json) throws IOException {
        int copied = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(spool.contents(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && copied < most) {
                json.writeRawValue(JsonText.ITEM + line);
                copied++;
                line = lines.readLine();
            }
        }
        return copied;
    }

    private void writeTool(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "btf4j");
        if (!version.isEmpty()) {
            json.writeStringField("version", version);
        }
        json.writeArrayFieldStart("rules");
        for (SarifRule rule : RULES) {
            json.writeRawValue(JsonText.ITEM
                    + JsonText.object(part -> {
                        part.writeStringField("id", rule.id());
                        part.writeStringField("name", rule.title());
                        writeText("shortDescription", rule.description(), part);
                        writeText("help", rule.help(), part);
                        part.writeObjectFieldStart("defaultConfiguration");
                        part.writeStringField("level", rule.level().toString());
                        part.writeEndObject();
                    }));
        }
        json.writeRaw(JsonText.LINE);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeInvocation(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", true);
        if (leftOut() > 0) {
            json.writeArrayFieldStart("toolExecutionNotifications");
            json.writeStartObject();
            json.writeStringField("level", "warning");
            writeText(
                    "message",
                    leftOut() + " of " + size() + " results are left out, the least serious ones, as more than " + most
                            + " are refused by systems that show them; the report of btf:check has all.",
                    json);
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void writeText(String field, String text, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }
}
