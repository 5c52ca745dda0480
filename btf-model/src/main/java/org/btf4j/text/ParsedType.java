// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.btf4j.model.BtfFormatException;
import org.btf4j.model.BtfType;
import org.jspecify.annotations.Nullable;

/**
 * A type while it is parsed: its own line has been, those of its elements are being added.
 *
 * @param <E> the record of an element
 */
final class ParsedType<E> {

    private final LineScanner scanner;
    private final int line;
    private final String quotedName;
    private final long[] values;
    private final @Nullable ElementShape<E> elementShape;
    private final Function<ParsedType<E>, ? extends BtfType> maker;
    private final List<E> elements = new ArrayList<>();
    private final BitSet emptyNames = new BitSet();
    private int[] elementLines = new int[4];

    ParsedType(
            LineScanner scanner,
            String quotedName,
            long[] values,
            @Nullable ElementShape<E> elementShape,
            Function<ParsedType<E>, ? extends BtfType> maker) {
        this.scanner = scanner;
        this.line = scanner.number();
        this.quotedName = quotedName;
        this.values = values;
        this.elementShape = elementShape;
        this.maker = maker;
    }

    /** Parses the current line as the next element. */
    void parseElement() {
        if (elementShape == null) {
            throw scanner.found(scanner.rest())
                    .expected("the next type's id in brackets, since a type of this kind has one line")
                    .toException();
        }
        int index = elements.size();
        if (index == elementLines.length) {
            elementLines = Arrays.copyOf(elementLines, index * 2);
        }
        elementLines[index] = scanner.number();
        String quoted = elementShape.parseName(scanner);
        emptyNames.set(index, quoted.isEmpty());
        elements.add(elementShape.parse(QuotedName.parse(quoted), scanner));
    }

    /** The record, when all lines of the type have been parsed. */
    BtfType toRecord() {
        if (elementShape != null && value(values.length - 1) != elements.size()) {
            throw scanner.found("vlen=" + value(values.length - 1), line)
                    .expected("vlen=" + elements.size() + ", the number of lines that follow for it")
                    .toException();
        }
        return maker.apply(this);
    }

    /** Hands on the names that the record lacks. */
    void addExtraNames(String recordName, int id, ExtraNames extraNames) {
        if (!QuotedName.isCarriedBy(recordName, quotedName)) {
            extraNames.add(id, 0, quotedName);
        }
        emptyNames.stream().forEach(index -> extraNames.add(id, 1 + index, ""));
    }

    String name() {
        return QuotedName.parse(quotedName);
    }

    /** The value of a field; they are numbered from 0. */
    long value(int field) {
        return values[field];
    }

    int intValue(int field) {
        return (int) values[field];
    }

    List<E> elements() {
        return elements;
    }

    /** Starts the description of a problem with one of the elements. */
    BtfFormatException.Problem foundInElement(int index, String found) {
        return scanner.found(found, elementLines[index]);
    }
}
