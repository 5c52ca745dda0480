// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.List;
import java.util.stream.Stream;
import org.btf4j.junit.c.grammar.CDeclarationParser.AttributeArgumentContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.AttributeContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.AttributesContext;

/** Reads {@code __attribute__((…))}; refuses what would change the result in ways unknown here. */
final class AttributeReader {

    /** What {@code aligned} without an argument means on x86-64. */
    private static final int GREATEST_USEFUL = 16;
    /** gcc's own limit for object files of ELF. */
    private static final int GREATEST = 1 << 28;

    private final Translation translation;

    AttributeReader(Translation translation) {
        this.translation = translation;
    }

    Attributes ofMember(List<AttributesContext> contexts) {
        return all(contexts).reduce(Attributes.NONE, Attributes::and);
    }

    Attributes ofType(List<AttributesContext> contexts) {
        return all(contexts).reduce(Attributes.NONE, Attributes::then);
    }

    private Stream<Attributes> all(List<AttributesContext> contexts) {
        return contexts.stream()
                .flatMap(context -> context.attribute().stream())
                .map(this::read);
    }

    /** Attributes of what can have none here. */
    void refuse(List<AttributesContext> contexts, String what) {
        for (AttributesContext context : contexts) {
            for (AttributeContext attribute : context.attribute()) {
                throw Fault.at(attribute, "attribute '" + name(attribute) + "' of " + what)
                        .expected("no attribute there")
                        .toException();
            }
        }
    }

    private Attributes read(AttributeContext context) {
        List<AttributeArgumentContext> arguments = context.attributeArgument();
        String name = name(context);
        if (name.equals("packed") && arguments.isEmpty()) {
            return new Attributes(true, 0);
        }
        if (name.equals("aligned") && arguments.isEmpty()) {
            return new Attributes(false, GREATEST_USEFUL);
        }
        if (name.equals("aligned") && arguments.size() == 1 && arguments.get(0).constant() != null) {
            return new Attributes(false, alignment(arguments.get(0)));
        }
        throw Fault.at(context, "attribute '" + context.getText() + "'")
                .expected("packed or aligned(n)")
                .advice("Other attributes are not supported: leave them out if they do not matter for types.")
                .toException();
    }

    private int alignment(AttributeArgumentContext context) {
        ConstantValue value = translation.constants.read(context.constant());
        if (value.isNegative()
                || Long.compareUnsigned(value.bits(), GREATEST) > 0
                || Long.bitCount(value.bits()) != 1) {
            throw Fault.at(context, "an alignment of " + value)
                    .expected("a power of two, at most " + GREATEST)
                    .toException();
        }
        return (int) value.bits();
    }

    private static String name(AttributeContext context) {
        String name = context.attributeName().getText();
        boolean underlined = name.length() > 4 && name.startsWith("__") && name.endsWith("__");
        return underlined ? name.substring(2, name.length() - 2) : name;
    }
}
