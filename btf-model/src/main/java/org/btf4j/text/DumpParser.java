// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.OptionalLong;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.btf4j.model.BtfType;
import org.jspecify.annotations.Nullable;

/** Makes BTF of one dump. */
final class DumpParser {

    private static final Format ID = Format.number(1, Integer.MAX_VALUE);

    private final LineScanner line;
    private final @Nullable Btf base;
    private final BtfBuilder builder;
    private final ExtraNames extraNames = new ExtraNames();
    private @Nullable ParsedType<?> open;

    DumpParser(String text, @Nullable Btf base, BtfBuilder builder) {
        this.line = new LineScanner(text);
        this.base = base;
        this.builder = builder;
    }

    Btf parse() {
        while (line.nextLine()) {
            if (line.startsWith("[")) {
                addOpenType();
                open = parseType();
            } else if (open != null) {
                open.parseElement();
            } else {
                throw line.found(line.rest())
                        .expected("a type, such as [" + builder.nextId() + "] PTR '(anon)' type_id=0")
                        .toException();
            }
        }
        addOpenType();
        line.checks().checkTypeIds(builder.nextId(), aboutBase());
        Btf btf = extraNames.putInto(builder.build());
        line.checks().checkRemarks(btf);
        return btf;
    }

    private ParsedType<?> parseType() {
        line.startType();
        parseId();
        TypeShape<?, ?> shape = parseKind();
        String name = line.name();
        line.endTypeName();
        return shape.parse(line, name);
    }

    private void parseId() {
        line.skip("[");
        String found = line.token();
        OptionalLong id = ID.parse(found);
        if (id.isEmpty() || id.getAsLong() != builder.nextId()) {
            boolean isFirst = builder.nextId() == (base == null ? 1 : base.typeCount());
            throw line.found("id [" + LineScanner.shortened(found) + "]")
                    .expected("[" + builder.nextId() + "]")
                    .advice(isFirst ? aboutBase() : "Ids ascend by one.")
                    .toException();
        }
        line.require("] ");
    }

    private TypeShape<?, ?> parseKind() {
        String kind = line.token();
        TypeShape<?, ?> shape = Grammar.ofKeyword(kind);
        if (shape == null) {
            throw line.found("kind '" + LineScanner.shortened(kind) + "'")
                    .expected("one of " + Grammar.keywords())
                    .toException();
        }
        line.require(" ");
        return shape;
    }

    private void addOpenType() {
        if (open != null) {
            BtfType type = open.toRecord();
            open.addExtraNames(type.name(), builder.nextId(), extraNames);
            builder.add(type);
        }
    }

    private String aboutBase() {
        return base == null
                ? "The dump of split BTF can be parsed only over its base."
                : "Ids go on where those of the base end, which has " + (base.typeCount() - 1) + " types.";
    }
}
