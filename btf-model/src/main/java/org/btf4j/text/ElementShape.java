// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;

/**
 * What the line of one element of a type looks like: a member, an enumerator, a parameter, a variable of a section.
 *
 * @param <E> the record of the element
 */
final class ElementShape<E> {

    private final boolean named;
    private final boolean remarked;
    private final List<Field<E>> fields;
    private final BiFunction<String, long[], E> maker;

    private ElementShape(Builder<E> builder, BiFunction<String, long[], E> maker) {
        this.named = builder.named;
        this.remarked = builder.remarked;
        this.fields = List.copyOf(builder.fields);
        this.maker = maker;
    }

    /** An element whose line starts with its name. */
    static <E> Builder<E> named() {
        return new Builder<>(true, false);
    }

    /** An element without a name, whose line ends with kind and name of the type that its first field names. */
    static <E> Builder<E> remarked() {
        return new Builder<>(false, true);
    }

    void print(E element, DumpPrinter out) {
        out.text().append('\t');
        if (named) {
            out.nextName();
        }
        for (Field<E> field : fields) {
            field.print(element, out.text());
        }
        if (remarked) {
            int typeId = (int) fields.get(0).getter().applyAsLong(element);
            out.text().append(' ').append(DumpPrinter.remark(out.btf(), typeId));
        }
    }

    /** Writes the element as a JSON object, which has no remark. */
    void write(E element, JsonPrinter out) throws IOException {
        out.json().writeStartObject();
        if (named) {
            out.nextName();
        }
        for (Field<E> field : fields) {
            field.write(element, out.json());
        }
        out.json().writeEndObject();
    }

    /** Takes the quoted name; an element that has none is anonymous. */
    String parseName(LineScanner line) {
        return named ? line.name() : QuotedName.ANONYMOUS;
    }

    /** Parses what follows the name. */
    E parse(String name, LineScanner line) {
        long[] values = new long[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields.get(i).parse(line);
        }
        if (remarked && line.skip(" ")) {
            line.checks().remark(values[0], line);
        }
        line.requireEnd();
        return maker.apply(name, values);
    }

    static final class Builder<E> {
        private final boolean named;
        private final boolean remarked;
        private final List<Field<E>> fields = new ArrayList<>();

        private Builder(boolean named, boolean remarked) {
            this.named = named;
            this.remarked = remarked;
        }

        Builder<E> field(String label, Format format, ToLongFunction<E> getter) {
            fields.add(Field.of(label, format, getter, false));
            return this;
        }

        /** A field that is not printed where its value is 0. */
        Builder<E> optionalField(String label, Format format, ToLongFunction<E> getter) {
            fields.add(Field.of(label, format, getter, true));
            return this;
        }

        /** Says how a record is made of the name and the values, which come in the order of the fields. */
        ElementShape<E> parsed(BiFunction<String, long[], E> maker) {
            return new ElementShape<>(this, maker);
        }
    }
}
