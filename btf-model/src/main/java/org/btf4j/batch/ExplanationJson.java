// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.btf4j.transform.DependencyPath;
import org.btf4j.transform.Explanation;
import org.btf4j.transform.MemberChange;
import org.btf4j.transform.TypeOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Writes an {@link Explanation} as a JSON object.
 *
 * <p>Its fields are {@code succeeded}, {@code failures} and {@code findings}. Sizes are bytes, offsets bits; names are as in the
 * BTF, an anonymous type's is empty. Stateless and thread-safe.
 */
public final class ExplanationJson {

    private ExplanationJson() {}

    /** Writes the object with all ways by which the module depends on a type; the generator stays open. */
    public static void write(Explanation explanation, JsonGenerator json) throws IOException {
        write(explanation, Integer.MAX_VALUE, json);
    }

    /**
     * Writes the object; the generator stays open.
     *
     * @param paths how many ways are written at most for each type; {@code pathCount} always counts all
     */
    public static void write(Explanation explanation, int paths, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("succeeded", explanation.succeeded());
        json.writeArrayFieldStart("failures");
        for (Explanation.Failure failure : explanation.failures()) {
            write(failure, paths, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (Explanation.Remark remark : explanation.findings()) {
            json.writeStartObject();
            json.writeNumberField("id", remark.finding().id());
            json.writeStringField("cause", remark.finding().cause().name());
            json.writeStringField("name", remark.finding().type().name());
            json.writeStringField("message", remark.finding().message());
            json.writeStringField("sentence", remark.sentence());
            writePaths(remark.paths(), paths, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(Explanation.Failure failure, int paths, JsonGenerator json) throws IOException {
        TypeOutcome outcome = failure.outcome();
        json.writeStartObject();
        json.writeNumberField("id", outcome.id());
        json.writeStringField("kind", outcome.type().kind().name());
        json.writeStringField("name", outcome.type().name());
        json.writeNumberField("size", outcome.type().size());
        json.writeBooleanField("embedded", outcome.embedded());
        json.writeStringField("verdict", outcome.verdict().name());
        json.writeStringField("reason", outcome.reason());
        json.writeStringField("sentence", failure.sentence());
        json.writeArrayFieldStart("candidates");
        for (TypeOutcome.Candidate candidate : outcome.candidates()) {
            json.writeStartObject();
            json.writeNumberField("id", candidate.id());
            json.writeStringField("kind", candidate.type().kind().name());
            json.writeNumberField("size", candidate.type().size());
            json.writeEndObject();
        }
        json.writeEndArray();
        writePaths(failure.paths(), paths, json);
        json.writeArrayFieldStart("changes");
        for (MemberChange change : failure.changes()) {
            json.writeStartObject();
            json.writeStringField("member", change.name());
            writePlace("before", change.before(), json);
            writePlace("after", change.after(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writePaths(List<DependencyPath> paths, int most, JsonGenerator json) throws IOException {
        json.writeNumberField("pathCount", paths.size());
        json.writeArrayFieldStart("paths");
        for (DependencyPath path : paths.subList(0, Math.min(most, paths.size()))) {
            json.writeString(path.toString());
        }
        json.writeEndArray();
    }

    private static void writePlace(String field, MemberChange.@Nullable Place place, JsonGenerator json)
            throws IOException {
        if (place == null) {
            json.writeNullField(field);
            return;
        }
        json.writeObjectFieldStart(field);
        json.writeNumberField("bitOffset", place.bitOffset());
        json.writeStringField("type", place.type());
        json.writeEndObject();
    }
}
