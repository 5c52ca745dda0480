// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Baseline} and refuses whatever it does not know. Not thread-safe. */
final class BaselineReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String ACCEPTED = "accepted";
    private static final List<String> FIELDS = List.of("module", "kernel", "type", "reason");

    private final Path file;
    private final JsonParser json;

    private BaselineReader(Path file, JsonParser json) {
        this.file = file;
        this.json = json;
    }

    static Baseline read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = JSON.createParser(in)) {
            return new BaselineReader(file, json).baseline();
        } catch (JsonProcessingException e) {
            throw new BaselineException(place(file, e.getLocation()) + ": this is not JSON: " + e.getOriginalMessage());
        }
    }

    private Baseline baseline() throws IOException {
        String shape = "an object with the field '" + ACCEPTED + "'";
        expect(JsonToken.START_OBJECT, json.nextToken(), shape);
        List<Baseline.Entry> entries = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            if (!json.currentName().equals(ACCEPTED)) {
                throw problem(
                        json.currentTokenLocation(), "the field '" + json.currentName() + "'", "'" + ACCEPTED + "'");
            }
            entries = entries();
        }
        if (entries == null) {
            throw problem(json.currentTokenLocation(), "an object without it", shape);
        }
        expect(null, json.nextToken(), "the end of the file");
        return new Baseline(entries);
    }

    private List<Baseline.Entry> entries() throws IOException {
        expect(JsonToken.START_ARRAY, json.nextToken(), "an array of entries");
        List<Baseline.Entry> entries = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(JsonToken.START_OBJECT, json.currentToken(), "an entry, an object");
            entries.add(entry());
        }
        return entries;
    }

    private Baseline.Entry entry() throws IOException {
        JsonLocation start = json.currentTokenLocation();
        Map<String, String> fields = new TreeMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (!FIELDS.contains(name)) {
                throw problem(
                        json.currentTokenLocation(), "the field '" + name + "'", "one of " + String.join(", ", FIELDS));
            }
            expect(JsonToken.VALUE_STRING, json.nextToken(), "a text for '" + name + "'");
            if (json.getText().isBlank()) {
                throw problem(json.currentTokenLocation(), "a blank '" + name + "'", expectedText(name));
            }
            fields.put(name, json.getText());
        }
        return new Baseline.Entry(
                required("module", fields, start),
                required("kernel", fields, start),
                fields.getOrDefault("type", ""),
                required("reason", fields, start),
                start.getLineNr());
    }

    private String required(String name, Map<String, String> fields, JsonLocation start) throws BaselineException {
        String value = fields.get(name);
        if (value == null) {
            throw problem(start, "an entry without '" + name + "'", expectedText(name));
        }
        return value;
    }

    private static String expectedText(String field) {
        return switch (field) {
            case "reason" -> "the reason why the failure is accepted";
            case "type" -> "the name of a type, or no such field for any type";
            default -> "the name of a " + field + ", in which * stands for any characters";
        };
    }

    private void expect(@Nullable JsonToken expected, @Nullable JsonToken found, String what) throws IOException {
        if (found != expected) {
            throw problem(json.currentTokenLocation(), describe(found), what);
        }
    }

    private String describe(@Nullable JsonToken token) throws IOException {
        if (token == null) {
            return "the end of the file";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "the text '" + json.getText() + "'";
            default -> json.getText();
        };
    }

    private BaselineException problem(JsonLocation at, String found, String expected) {
        return new BaselineException(place(file, at) + ": found " + found + ", expected " + expected);
    }

    private static String place(Path file, JsonLocation at) {
        return file + ", line " + at.getLineNr() + ", column " + Math.max(1, at.getColumnNr());
    }
}
