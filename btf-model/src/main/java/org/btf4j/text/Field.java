// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * One field of a line: the label before it, how its value is written, and where a record has it.
 *
 * @param label what stands before the value, blank included: {@code " size="}
 * @param optional whether a value of 0 is not printed at all
 */
record Field<T>(String label, Format format, ToLongFunction<? super T> getter, boolean optional) {

    void print(T record, StringBuilder text) {
        long value = getter.applyAsLong(record);
        if (value != 0 || !optional) {
            text.append(label);
            format.print(value, text);
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
