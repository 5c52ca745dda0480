// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.btf4j.junit.c.grammar.CDeclarationParser.EnumerationContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.EnumeratorContext;
import org.btf4j.model.BtfType;

/**
 * Reads enumerations, with the types that gcc 12 gives to them and to their values.
 *
 * <p>A value that fits int is an int; the others have the type of their expression until the enumeration ends, and then that
 * of the enumeration.
 */
final class EnumerationReader {

    private static final int MAX_ENUMERATORS = 0xffff;

    private final Translation translation;

    EnumerationReader(Translation translation) {
        this.translation = translation;
    }

    int read(EnumerationContext context) {
        TerminalNode tag = context.Identifier();
        if (context.enumerationBody() == null) {
            translation.attributes.refuse(context.attributes(), "an enum that is not defined there");
            return translation.names.tag("enum", tag.getSymbol());
        }
        String name = tag == null ? "" : tag.getText();
        int id = tag == null
                ? translation.types.announce(BaseTypeWords.unknownEnumeration(name))
                : translation.names.beginTag("enum", tag.getSymbol());
        List<EnumeratorContext> contexts = context.enumerationBody().enumerator();
        if (contexts.size() > MAX_ENUMERATORS) {
            throw Fault.at(context, contexts.size() + " enumerators")
                    .expected("at most " + MAX_ENUMERATORS)
                    .toException();
        }
        List<ConstantValue> values = values(id, contexts);
        boolean signed = values.stream().anyMatch(ConstantValue::isNegative);
        int bits = bits(values, signed, context.getStart());
        Attributes attributes = translation.attributes.ofType(context.attributes());
        if (attributes.alignment() > 0) {
            throw Fault.at(context, "attribute 'aligned' of an enum")
                    .expected("no more than packed")
                    .toException();
        }
        int size = attributes.packed() ? smallest(bits) : Math.max(Integer.BYTES, smallest(bits));
        List<BtfType.Enumerator> enumerators = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Token enumerator = contexts.get(i).Identifier().getSymbol();
            ConstantValue value = values.get(i);
            enumerators.add(new BtfType.Enumerator(enumerator.getText(), value.bits()));
            if (value.type() != ConstantValue.Type.INT) {
                ConstantValue.Type type = ConstantValue.Type.of(size == Long.BYTES, signed);
                translation.names.retypeEnumerator(enumerator, id, value.as(type));
            }
        }
        BtfType type = size == Long.BYTES
                ? new BtfType.Enum64(name, size, signed, enumerators)
                : new BtfType.Enum(name, size, signed, enumerators);
        translation.types.complete(id, type);
        return id;
    }

    private List<ConstantValue> values(int id, List<EnumeratorContext> contexts) {
        List<ConstantValue> values = new ArrayList<>();
        for (EnumeratorContext context : contexts) {
            ConstantValue value;
            if (context.constant() != null) {
                value = translation.constants.read(context.constant());
            } else if (values.isEmpty()) {
                value = ConstantValue.of(0);
            } else {
                value = next(values.get(values.size() - 1), context);
            }
            value = value.fitsInt() ? value.as(ConstantValue.Type.INT) : value;
            translation.names.declareEnumerator(context.Identifier().getSymbol(), id, value);
            values.add(value);
        }
        return values;
    }

    private static ConstantValue next(ConstantValue value, EnumeratorContext context) {
        ConstantValue next = new ConstantValue(value.bits() + 1, value.type()).as(value.type());
        boolean overflow = value.type().signed()
                ? next.bits() <= value.bits()
                : Long.compareUnsigned(next.bits(), value.bits()) <= 0;
        if (overflow) {
            throw Fault.at(
                            context,
                            "an enumerator after " + value + ", the last of type "
                                    + value.type().spelling())
                    .expected("a value for it, of a type that holds it")
                    .toException();
        }
        return next;
    }

    private static int bits(List<ConstantValue> values, boolean signed, Token place) {
        int bits = 1;
        for (ConstantValue each : values) {
            boolean negative = each.isNegative();
            if (signed && !negative && each.bits() < 0) {
                throw Fault.at(place, "an enum with negative values and " + each)
                        .expected("values that one 64-bit type holds")
                        .toException();
            }
            long magnitude = negative ? ~each.bits() : each.bits();
            bits = Math.max(bits, Long.SIZE - Long.numberOfLeadingZeros(magnitude) + (signed ? 1 : 0));
        }
        return bits;
    }

    private static int smallest(int bits) {
        int size = 1;
        while (size * Byte.SIZE < bits) {
            size *= 2;
        }
        return size;
    }
}
