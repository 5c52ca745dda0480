// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.btf4j.batch.Journal.Entry;
import org.btf4j.batch.Journal.Output;
import org.jspecify.annotations.Nullable;

/**
 * The file of a {@link Journal}: a JSON array of strings per line.
 *
 * <p>The first line is {@code [FORMAT, MODULES, OUTPUT DIRECTORY, SETTINGS]}, each other one {@code [MODULE, SHA-256 OF THE INPUT,
 * OUTPUT, ITS SHA-256, ...]}; of two lines for a module the later one counts. Names have slashes on every system.
 *
 * @param modules the file or folder that the modules come from
 * @param output the output directory
 * @param settings all on which the outputs depend besides the modules
 */
record JournalFile(String modules, String output, String settings, List<Entry> entries) {

    private static final String FORMAT = "btf4j-journal-1";
    private static final JsonFactory JSON = new JsonFactory();

    JournalFile {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a journal.
     *
     * <p>A run that is killed may leave the last line incomplete; that one counts as not written. A file that is no journal in
     * this format counts as none, so that what it was about is done again.
     *
     * @return null if there is none
     */
    static @Nullable JournalFile read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (MalformedInputException e) {
            return null;
        }
        List<String> head = lines.isEmpty() ? null : strings(lines.get(0));
        if (head == null || head.size() != 4 || !head.get(0).equals(FORMAT)) {
            return null;
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> line = strings(lines.get(i));
            Entry entry = line == null ? null : entry(line);
            if (entry != null) {
                entries.add(entry);
            } else if (i < lines.size() - 1) {
                return null;
            }
        }
        return new JournalFile(head.get(1), head.get(2), head.get(3), entries);
    }

    /** The first line. */
    static String head(String modules, String output, String settings) throws IOException {
        return line(List.of(FORMAT, modules, output, settings));
    }

    /** The line of a module. */
    static String line(Entry entry) throws IOException {
        List<String> strings = new ArrayList<>();
        strings.add(portable(entry.module()));
        strings.add(entry.input());
        for (Output output : entry.outputs()) {
            strings.add(portable(output.name()));
            strings.add(output.sha256());
        }
        return line(strings);
    }

    private static @Nullable Entry entry(List<String> line) {
        if (line.size() < 2 || line.size() % 2 != 0) {
            return null;
        }
        try {
            List<Output> outputs = new ArrayList<>();
            for (int i = 2; i < line.size(); i += 2) {
                Path name = Path.of(line.get(i)).normalize();
                if (name.isAbsolute() || name.startsWith("..")) {
                    return null;
                }
                outputs.add(new Output(name, line.get(i + 1)));
            }
            return new Entry(Path.of(line.get(0)), line.get(1), outputs);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static @Nullable List<String> strings(String line) throws IOException {
        List<String> strings = new ArrayList<>();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                strings.add(json.getText());
            }
            return json.currentToken() == JsonToken.END_ARRAY && json.nextToken() == null ? strings : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static String line(List<String> strings) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (String string : strings) {
                json.writeString(string);
            }
            json.writeEndArray();
        }
        return text + "\n";
    }

    private static String portable(Path name) {
        return name.toString().replace(File.separatorChar, '/');
    }
}
