// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.btf4j.model.Btf;
import org.btf4j.model.WordCursor;

/** Writes types of one BTF as JSON objects, in the order in which it is told to. */
final class JsonPrinter {

    private static final int ASCII = 0x7f;

    private final Btf btf;
    private final JsonGenerator json;
    /** Records cannot tell a name that is no string from one that is the empty string; string offsets can. */
    private final WordCursor names = WordCursor.strings();

    JsonPrinter(Btf btf, JsonGenerator json) {
        this.btf = btf;
        this.json = json;
    }

    void print(int[] ids) throws IOException {
        for (int id : ids) {
            names.at(btf, id);
        }
        json.writeStartObject();
        json.writeArrayFieldStart("types");
        for (int id : ids) {
            names.at(btf, id);
            json.writeStartObject();
            json.writeNumberField("id", id);
            json.writeStringField("kind", btf.kind(id).name());
            nextName();
            Grammar.of(btf.kind(id)).write(btf.type(id), this);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** Writes the name of the type or element that comes next. */
    void nextName() throws IOException {
        names.next();
        json.writeStringField("name", unicode(QuotedName.print(btf, names.value())));
    }

    JsonGenerator json() {
        return json;
    }

    /** The characters that a name's bytes are in UTF-8, or else in Latin-1. */
    private static String unicode(String latin1) {
        if (latin1.chars().allMatch(character -> character <= ASCII)) {
            return latin1;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return latin1;
        }
    }
}
