// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.btf4j.junit.c.SpecifierReader.Specifiers;
import org.btf4j.junit.c.grammar.CDeclarationParser.ConstantContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.LogicalOrContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.PrimaryContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.TypeNameContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.UnaryContext;

/**
 * Evaluates constant expressions with the types and conversions of C on x86-64.
 *
 * <p>What C leaves undefined, an overflow of a signed type among it, is refused, except that bits may be shifted out of a signed
 * type to the left, which gcc allows.
 */
final class ConstantReader {

    private final Translation translation;

    ConstantReader(Translation translation) {
        this.translation = translation;
    }

    ConstantValue read(ConstantContext context) {
        List<LogicalOrContext> parts = context.logicalOr();
        List<ConstantContext> choices = context.constant();
        ConstantValue value = chain(parts.get(parts.size() - 1));
        for (int i = parts.size() - 2; i >= 0; i--) {
            ConstantValue then = read(choices.get(i));
            ConstantValue.Type common = then.type().common(value.type());
            value = (chain(parts.get(i)).isTrue() ? then : value).as(common);
        }
        return value;
    }

    /** Operands with operators of one precedence between them, from left to right. */
    private ConstantValue chain(ParserRuleContext context) {
        ConstantValue value = operand(context.getChild(0));
        for (int i = 1; i < context.getChildCount(); i += 2) {
            Token operator = ((TerminalNode) context.getChild(i)).getSymbol();
            value = apply(operator, value, operand(context.getChild(i + 1)));
        }
        return value;
    }

    private ConstantValue operand(ParseTree tree) {
        return tree instanceof UnaryContext unary ? unary(unary) : chain((ParserRuleContext) tree);
    }

    private static ConstantValue apply(Token operator, ConstantValue left, ConstantValue right) {
        return switch (operator.getText()) {
            case "||" -> ConstantValue.of(left.isTrue() || right.isTrue());
            case "&&" -> ConstantValue.of(left.isTrue() && right.isTrue());
            case "<<", ">>" -> Arithmetic.shift(operator, left, right);
            default -> {
                ConstantValue.Type common = left.type().common(right.type());
                yield Arithmetic.apply(operator, left.as(common), right.as(common));
            }
        };
    }

    private ConstantValue unary(UnaryContext context) {
        ConstantValue value = primary(context.primary());
        for (int i = context.getChildCount() - 2; i >= 0; i--) {
            Token operator = ((TerminalNode) context.getChild(i)).getSymbol();
            value = switch (operator.getText()) {
                case "-" -> Arithmetic.apply(operator, ConstantValue.of(0).as(value.type()), value);
                case "~" -> new ConstantValue(~value.bits(), value.type()).as(value.type());
                case "!" -> ConstantValue.of(!value.isTrue());
                default -> value;
            };
        }
        return value;
    }

    private ConstantValue primary(PrimaryContext context) {
        if (context.Integer() != null) {
            return Literals.integer(context.Integer().getSymbol());
        }
        if (context.Character() != null) {
            return Literals.character(context.Character().getSymbol());
        }
        if (context.Identifier() != null) {
            return translation.names.value(context.Identifier().getSymbol());
        }
        return context.constant() != null ? read(context.constant()) : size(context.typeName());
    }

    private ConstantValue size(TypeNameContext context) {
        Specifiers specifiers = translation.specifiers.readWithoutDefinition(context.specifiers());
        translation.attributes.refuse(specifiers.attributes(), "a type name");
        int type = translation.declarators.typeName(specifiers, context.declarator());
        if (translation.derived.isUnsizedArray(type)) {
            throw Fault.at(context, "sizeof of an array of unknown length")
                    .expected("a complete type")
                    .toException();
        }
        return new ConstantValue(translation.sizes.size(type, context.getStart()), ConstantValue.Type.ULONG);
    }
}
