// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * One field of a line: the label before it, how its value is written, and where a record has it.
 *
 * @param label what stands before the value, blank included: {@code " size="}
 * @param name what the field is called in JSON
 * @param optional whether a value of 0 is not printed at all
 */
record Field<T>(String label, String name, Format format, ToLongFunction<? super T> getter, boolean optional) {

    /** A field whose name in JSON is what stands in the label before the equals sign. */
    static <T> Field<T> of(String label, Format format, ToLongFunction<? super T> getter, boolean optional) {
        return new Field<>(label, label.replaceAll("[ ,=]", ""), format, getter, optional);
    }

    void print(T record, StringBuilder text) {
        long value = getter.applyAsLong(record);
        if (value != 0 || !optional) {
            text.append(label);
            format.print(value, text);
        }
    }

    void write(T record, JsonGenerator json) throws IOException {
        long value = getter.applyAsLong(record);
        if (value != 0 || !optional) {
            json.writeFieldName(name);
            format.write(value, json);
        }
    }

    long parse(LineScanner line) {
        if (optional && !line.startsWith(label)) {
            return 0;
        }
        line.require(label);
        String text = line.token();
        OptionalLong value = format.parse(text);
        if (value.isEmpty()) {
            throw line.found(label.substring(label.indexOf(' ') + 1) + LineScanner.shortened(text))
                    .expected(format.expected())
                    .toException();
        }
        if (format.isTypeId()) {
            line.checks().typeId(value.getAsLong(), line);
        }
        return value.getAsLong();
    }
}
