// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;

/**
 * The dump of BTF as JSON, in the form that bpftool gives it: an object with the array {@code types}.
 *
 * <pre>
 * {"types":[{"id":1,"kind":"INT","name":"int","size":4,"bits_offset":0,"nr_bits":32,"encoding":"SIGNED"},
 * {"id":2,"kind":"STRUCT","name":"device","size":4,"vlen":1,"members":[{"name":"id","type_id":1,"bits_offset":0}]}]}
 * </pre>
 *
 * <p>The bytes are those of {@code bpftool -j btf dump file X format raw}, or of {@code bpftool -p} (measured with version
 * 7.5), wherever these are valid JSON. Fields and their order are those of the {@link RawDump}; each type has its id, and
 * elements are the arrays {@code members}, {@code values}, {@code params} and {@code vars}. As in bpftool's, the value of an
 * unsigned 32-bit enumerator from 2<sup>31</sup> on is given with 64 bits, of which the upper 32 are set: 0xffffffff as
 * 18446744073709551615. Values of 64 bits are numbers too, which some readers of JSON round.
 *
 * <p>bpftool writes the bytes of names as they are. Here control characters that it leaves are escaped, and a name that is not
 * UTF-8 is taken for Latin-1, so that what is written is JSON in UTF-8 for any names.
 *
 * <p>The text is never in memory as a whole. All methods are safe to be called by several threads.
 */
public final class JsonDump {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonDump() {}

    /**
     * Writes the dump of a BTF's own types on one line. The stream is neither flushed nor closed.
     *
     * @throws BtfFormatException if a type is of an unknown kind; nothing is written then
     */
    public static void writeTo(Btf btf, OutputStream target) throws IOException {
        writeTo(btf, TypeFilter.all(btf), target);
    }

    /**
     * Writes the dump of some types on one line. The stream is neither flushed nor closed.
     *
     * @param ids those of the types, in the order of the dump; they may be of the base
     * @throws BtfFormatException if a type is of an unknown kind; nothing is written then
     */
    public static void writeTo(Btf btf, int[] ids, OutputStream target) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(target)) {
            write(btf, ids, json);
        }
    }

    /**
     * Writes the dump of some types with a line for each field, as {@code bpftool -p} does. The target is neither flushed nor
     * closed.
     *
     * @param ids those of the types, in the order of the dump; they may be of the base
     * @throws BtfFormatException if a type is of an unknown kind; nothing is written then
     */
    public static void writeIndentedTo(Btf btf, int[] ids, Writer target) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(target)) {
            json.setPrettyPrinter(new Indentation());
            write(btf, ids, json);
        }
    }

    private static void write(Btf btf, int[] ids, JsonGenerator json) throws IOException {
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        new JsonPrinter(btf, json).print(ids);
    }
}
