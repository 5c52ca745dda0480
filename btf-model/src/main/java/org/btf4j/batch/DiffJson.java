// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.btf4j.diff.BtfDiff;
import org.btf4j.diff.Detail;
import org.btf4j.diff.LayoutTable;
import org.btf4j.diff.TypeDifference;
import org.jspecify.annotations.Nullable;

/**
 * Writes what changed in a module as a JSON object.
 *
 * <p>Its form is described by {@code diff.schema.json} on the project's site. Stateless and thread-safe.
 */
public final class DiffJson {

    private DiffJson() {}

    /**
     * Writes an object with all that changed in a module or kernel.
     *
     * @throws IOException if the generator cannot write it
     */
    public static void write(ModuleDiff module, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", module.name());
        json.writeStringField("state", label(module.state()));
        if (module.state() == ModuleDiff.State.NOT_COMPARABLE) {
            json.writeStringField("problem", module.problem());
        }
        if (module.types() != null) {
            json.writeStringField("impact", label(module.impact()));
            writeTypes("types", module.types(), json);
        }
        if (module.needs() != null) {
            writeTypes("needs", module.needs(), json);
        }
        json.writeEndObject();
    }

    private static void writeTypes(String field, BtfDiff diff, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (TypeDifference type : diff.differences()) {
            write(type, json);
        }
        json.writeEndArray();
    }

    /**
     * Writes an object with all that changed in a type.
     *
     * @throws IOException if the generator cannot write it
     */
    public static void write(TypeDifference type, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("sort", type.sort().toString());
        json.writeStringField("name", type.name());
        json.writeStringField("change", type.change().toString());
        if (type.kfunc()) {
            json.writeBooleanField("kfunc", true);
        }
        json.writeStringField("impact", label(type.impact()));
        if (!type.details().isEmpty()) {
            json.writeArrayFieldStart("details");
            for (Detail detail : type.details()) {
                write(detail, json);
            }
            json.writeEndArray();
        }
        if (type.layout() != null) {
            writeLayout(type.layout(), json);
        }
        json.writeEndObject();
    }

    private static void write(Detail detail, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (detail instanceof Detail.Size size) {
            json.writeStringField("detail", "size");
            json.writeNumberField("before", size.before());
            json.writeNumberField("after", size.after());
        } else if (detail instanceof Detail.Member member) {
            json.writeStringField("detail", "member");
            json.writeStringField("name", member.name());
            writeField("before", member.before(), json);
            writeField("after", member.after(), json);
        } else if (detail instanceof Detail.Enumerator enumerator) {
            json.writeStringField("detail", "enumerator");
            json.writeStringField("name", enumerator.name());
            writeText("before", enumerator.before(), json);
            writeText("after", enumerator.after(), json);
        } else if (detail instanceof Detail.Aspect aspect) {
            json.writeStringField("detail", "aspect");
            json.writeStringField("name", aspect.aspect());
            json.writeStringField("before", aspect.before());
            json.writeStringField("after", aspect.after());
        } else if (detail instanceof Detail.Kfunc kfunc) {
            json.writeStringField("detail", "kfunc");
            json.writeBooleanField("before", !kfunc.after());
            json.writeBooleanField("after", kfunc.after());
        }
        json.writeStringField("impact", label(detail.impact()));
        json.writeStringField("sentence", detail.sentence());
        json.writeEndObject();
    }

    private static void writeLayout(LayoutTable layout, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("layout");
        json.writeNumberField("sizeBefore", layout.sizeBefore());
        json.writeNumberField("sizeAfter", layout.sizeAfter());
        json.writeArrayFieldStart("rows");
        for (LayoutTable.Row row : layout.rows()) {
            json.writeStartObject();
            json.writeStringField("mark", label(row.mark()));
            json.writeStringField("name", row.name());
            json.writeNumberField("depth", row.depth());
            writeField("before", row.before(), json);
            writeField("after", row.after(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeText(String name, @Nullable String text, JsonGenerator json) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }

    private static void writeField(String name, Detail.@Nullable Field field, JsonGenerator json) throws IOException {
        if (field == null) {
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeNumberField("bitOffset", field.bitOffset());
        json.writeNumberField("bitSize", field.bitSize());
        json.writeStringField("type", field.type());
        json.writeEndObject();
    }

    /** {@code BREAKS_LOADING} as {@code breaksLoading}; a module that both sides have, and that could be compared, is {@code compared}. */
    public static String label(Enum<?> constant) {
        return constant == ModuleDiff.State.BOTH ? ModuleDiff.State.BOTH.toString() : JsonText.label(constant);
    }
}
