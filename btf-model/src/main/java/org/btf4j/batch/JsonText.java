// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.Locale;

/** What all JSON reports spell alike. Stateless and thread-safe. */
public final class JsonText {

    /** What begins each item of a list that has a line for each. */
    public static final String ITEM = "\n    ";

    /** What stands before the end of such a list. */
    public static final String LINE = "\n  ";

    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /** A value, or the fields of an object. */
    public interface Part {
        /** Writes it. */
        void writeTo(JsonGenerator json) throws IOException;
    }

    /**
     * Writes a report. When it is closed, the stream stays open; and what has been begun stays as it is, so that a report that was
     * not written to its end does not look like one.
     *
     * @throws IOException if nothing can be written to the stream
     */
    public static JsonGenerator generator(OutputStream out) throws IOException {
        JsonGenerator json = JSON.createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        return json;
    }

    /** An object on one line, for a report that has a line for each of many. */
    public static String object(Part fields) {
        return value(json -> {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        });
    }

    /** A value on one line. */
    public static String value(Part value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            value.writeTo(json);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }

    /** {@code FITS_WITH_FINDINGS} as {@code fitsWithFindings}. */
    public static String label(Enum<?> constant) {
        StringBuilder label = new StringBuilder();
        boolean upper = false;
        for (char character : constant.name().toLowerCase(Locale.ROOT).toCharArray()) {
            if (character != '_') {
                label.append(upper ? Character.toUpperCase(character) : character);
            }
            upper = character == '_';
        }
        return label.toString();
    }
}
