// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;

/** What all JSON reports spell alike. Stateless and thread-safe. */
public final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /** A value, or the fields of an object. */
    public interface Part {
        /** Writes it. */
        void writeTo(JsonGenerator json) throws IOException;
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
