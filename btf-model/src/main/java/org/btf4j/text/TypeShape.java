// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.btf4j.model.BtfType;
import org.jspecify.annotations.Nullable;

/**
 * What the text of one kind looks like: the fields of its line, the lines of its elements, and the record that they make.
 *
 * @param <T> the record of the kind
 * @param <E> the record of an element
 */
final class TypeShape<T extends BtfType, E> {

    /** The format of the number of elements: 24 bits, as in the info word since 2026. */
    static final Format VLEN = Format.unsigned(24);

    private final Class<T> record;
    private final List<Field<T>> fields;
    private final @Nullable Elements<T, E> elements;
    private final Function<ParsedType<E>, T> maker;

    private TypeShape(Builder<T, E> builder, Function<ParsedType<E>, T> maker) {
        this.record = builder.record;
        this.fields = List.copyOf(builder.fields);
        this.elements = builder.elements;
        this.maker = maker;
    }

    static <T extends BtfType> Builder<T, Object> of(Class<T> record) {
        return new Builder<>(record, new ArrayList<>(), null);
    }

    /** Prints what follows the name: the fields, and the elements on lines of their own. */
    void print(BtfType type, DumpPrinter out) throws IOException {
        T typed = record.cast(type);
        for (Field<T> field : fields) {
            field.print(typed, out.text());
        }
        out.endLine();
        if (elements != null) {
            ElementShape<E> shape = elements.shape(fields.get(0).getter().applyAsLong(typed));
            for (E element : elements.of().apply(typed)) {
                shape.print(element, out);
                out.endLine();
            }
        }
    }

    /** Writes what follows the name as fields of a JSON object, and the elements as an array in it. */
    void write(BtfType type, JsonPrinter out) throws IOException {
        T typed = record.cast(type);
        for (Field<T> field : fields) {
            field.write(typed, out.json());
        }
        if (elements != null) {
            ElementShape<E> shape = elements.shape(fields.get(0).getter().applyAsLong(typed));
            out.json().writeArrayFieldStart(elements.name());
            for (E element : elements.of().apply(typed)) {
                shape.write(element, out);
            }
            out.json().writeEndArray();
        }
    }

    /** Parses the rest of the line after the name; the lines of the elements are then added to the result. */
    ParsedType<E> parse(LineScanner line, String name) {
        long[] values = new long[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields.get(i).parse(line);
        }
        line.requireEnd();
        return new ParsedType<>(line, name, values, elements == null ? null : elements.shape(values[0]), maker);
    }

    /** What JSON calls a type's elements, how to get them, and how they look, which may depend on the first field of the type. */
    private record Elements<T, E>(
            String name, Function<T, List<E>> of, LongFunction<ElementShape<E>> shapeByFirstField) {
        ElementShape<E> shape(long firstField) {
            return shapeByFirstField.apply(firstField);
        }
    }

    static final class Builder<T extends BtfType, E> {
        private final Class<T> record;
        private final List<Field<T>> fields;
        private final @Nullable Elements<T, E> elements;

        private Builder(Class<T> record, List<Field<T>> fields, @Nullable Elements<T, E> elements) {
            this.record = record;
            this.fields = fields;
            this.elements = elements;
        }

        Builder<T, E> field(String label, Format format, ToLongFunction<T> getter) {
            fields.add(Field.of(label, format, getter, false));
            return this;
        }

        /** Ends the line with the number of elements, each of which gets a line; in JSON they have a name. */
        <F> Builder<T, F> elements(String name, Function<T, List<F>> elements, ElementShape<F> shape) {
            return elements(name, elements, firstField -> shape);
        }

        /** As the other, where the shape depends on the value of the type's first field. */
        <F> Builder<T, F> elements(
                String name, Function<T, List<F>> elements, LongFunction<ElementShape<F>> shapeByFirstField) {
            fields.add(Field.of(" vlen=", VLEN, type -> elements.apply(type).size(), false));
            return new Builder<>(record, fields, new Elements<>(name, elements, shapeByFirstField));
        }

        /** Says how a record is made of what was parsed; values are numbered in the order of the fields. */
        TypeShape<T, E> parsed(Function<ParsedType<E>, T> maker) {
            return new TypeShape<>(this, maker);
        }
    }
}
