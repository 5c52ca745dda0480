// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.btf4j.junit.c.SpecifierReader.Specifiers;
import org.btf4j.junit.c.grammar.CDeclarationParser.ArraySuffixContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.DeclaratorContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.FunctionSuffixContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.ParameterContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.PointerContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.SuffixContext;
import org.btf4j.model.BtfType;
import org.jspecify.annotations.Nullable;

/** Reads declarators: what is declared, and which pointers, arrays and functions lead from it to the type before it. */
final class DeclaratorReader {

    private static final int MAX_PARAMETERS = 0xffff;

    private final Translation translation;

    DeclaratorReader(Translation translation) {
        this.translation = translation;
    }

    /** What the declarator is part of. */
    enum Use {
        /** A member, typedef or type name. */
        TYPE,
        /** A parameter. */
        PARAMETER,
        /** A function, whose parameters keep their names. */
        FUNCTION,
        /** A function with a body, so that an empty list of parameters means none. */
        DEFINITION
    }

    /**
     * What was declared.
     *
     * @param name null if there is no name
     * @param function whether the declarator itself says that this is a function
     */
    record Declared(@Nullable Token name, int typeId, boolean function) {}

    Declared read(@Nullable DeclaratorContext context, int typeId, Use use) {
        if (context == null) {
            return new Declared(null, typeId, false);
        }
        Token name = name(context);
        List<ParserRuleContext> derivations = derivations(context);
        int type = typeId;
        for (int i = derivations.size() - 1; i >= 0; i--) {
            type = derive(derivations.get(i), type, i == 0 ? use : Use.TYPE);
        }
        boolean function = !derivations.isEmpty() && derivations.get(0) instanceof FunctionSuffixContext;
        return new Declared(name, type, function);
    }

    private static @Nullable Token name(DeclaratorContext context) {
        DeclaratorContext inner = context;
        while (inner.declarator() != null) {
            inner = inner.declarator();
        }
        return inner.Identifier() == null ? null : inner.Identifier().getSymbol();
    }

    /** Pointers, arrays and functions, the one nearest to the name first. */
    private static List<ParserRuleContext> derivations(DeclaratorContext context) {
        Deque<DeclaratorContext> inside = new ArrayDeque<>();
        for (DeclaratorContext level = context; level != null; level = level.declarator()) {
            inside.push(level);
        }
        List<ParserRuleContext> derivations = new ArrayList<>();
        for (DeclaratorContext level : inside) {
            for (SuffixContext suffix : level.suffix()) {
                derivations.add(suffix.arraySuffix() == null ? suffix.functionSuffix() : suffix.arraySuffix());
            }
            List<PointerContext> pointers = level.pointer();
            for (int i = pointers.size() - 1; i >= 0; i--) {
                derivations.add(pointers.get(i));
            }
        }
        return derivations;
    }

    private int derive(ParserRuleContext derivation, int typeId, Use use) {
        if (derivation instanceof PointerContext pointer) {
            int type = translation.types.share(new BtfType.Ptr(typeId));
            return translation.derived.qualify(
                    type, SpecifierReader.qualifiers(pointer.qualifier()), pointer.getStart());
        }
        return derivation instanceof ArraySuffixContext array
                ? array(array, typeId, use)
                : function((FunctionSuffixContext) derivation, typeId, use);
    }

    private int array(ArraySuffixContext context, int elementId, Use use) {
        Token place = context.getStart();
        if (translation.derived.isFunction(elementId) || translation.derived.isUnsizedArray(elementId)) {
            throw Fault.at(
                            place,
                            "an array of "
                                    + (translation.derived.isFunction(elementId)
                                            ? "functions"
                                            : "arrays of unknown length"))
                    .expected("an array of objects")
                    .toException();
        }
        translation.sizes.size(elementId, place);
        if (use == Use.PARAMETER) {
            if (context.constant() != null) {
                length(context);
            }
            int type = translation.types.share(new BtfType.Ptr(elementId));
            return translation.derived.qualify(type, SpecifierReader.qualifiers(context.qualifier()), place);
        }
        boolean modified =
                !context.qualifier().isEmpty() || context.getChild(1).getText().equals("static");
        if (modified) {
            throw Fault.at(place, "'" + context.getChild(1).getText() + "' inside brackets")
                    .expected("it only in the first brackets of a parameter")
                    .toException();
        }
        boolean unsized = context.constant() == null;
        return translation.derived.array(elementId, unsized ? 0 : length(context), unsized, place);
    }

    private long length(ArraySuffixContext context) {
        ConstantValue length = translation.constants.read(context.constant());
        if (length.isNegative()) {
            throw Fault.at(context.constant(), "an array length of " + length)
                    .expected("0 or more")
                    .toException();
        }
        return length.bits();
    }

    private int function(FunctionSuffixContext context, int resultId, Use use) {
        int result = translation.derived.result(resultId, context.getStart());
        List<BtfType.Parameter> parameters = new ArrayList<>();
        boolean named = use == Use.FUNCTION || use == Use.DEFINITION;
        if (!isVoid(context)) {
            for (ParameterContext each : context.parameter()) {
                parameters.add(parameter(each, named));
            }
        }
        boolean unknown = context.parameter().isEmpty() && use != Use.DEFINITION;
        if (context.ellipsis() != null || unknown) {
            parameters.add(new BtfType.Parameter("", 0));
        }
        if (parameters.size() > MAX_PARAMETERS) {
            throw Fault.at(context, parameters.size() + " parameters")
                    .expected("at most " + MAX_PARAMETERS)
                    .toException();
        }
        return translation.types.share(new BtfType.FuncProto(result, parameters));
    }

    private static boolean isVoid(FunctionSuffixContext context) {
        return context.getText().equals("(void)");
    }

    private BtfType.Parameter parameter(ParameterContext context, boolean named) {
        Specifiers specifiers = translation.specifiers.readWithoutDefinition(context.specifiers());
        translation.attributes.refuse(specifiers.attributes(), "a parameter");
        translation.attributes.refuse(context.attributes(), "a parameter");
        Declared declared = read(context.declarator(), specifiers.typeId(), Use.PARAMETER);
        Token name = declared.name();
        if (name != null && context.declarator().declarator() != null && translation.names.isTypedef(name.getText())) {
            throw Fault.at(name, "the typedef '" + name.getText() + "' in parentheses, where a name could be")
                    .expected("a parameter with another name, or the type written as a pointer to a function")
                    .toException();
        }
        if (translation.derived.isVoid(declared.typeId())) {
            throw Fault.at(context, "a parameter of type void")
                    .expected("a type that objects can have, or (void) alone")
                    .toException();
        }
        int type = translation.derived.parameter(declared.typeId(), context.getStart());
        return new BtfType.Parameter(named && name != null ? name.getText() : "", type);
    }

    /** A type name, as sizeof takes it. */
    int typeName(Specifiers specifiers, @Nullable DeclaratorContext context) {
        Declared declared = read(context, specifiers.typeId(), Use.TYPE);
        Token name = declared.name();
        if (name != null) {
            throw Fault.at(name, "'" + name.getText() + "' after a type")
                    .expected("a type without a name")
                    .toException();
        }
        return declared.typeId();
    }
}
