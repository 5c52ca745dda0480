// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.btf4j.junit.c.grammar.CDeclarationParser.AttributesContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.ModifierContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.QualifierContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.SpecifiersContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.TypeSpecifierContext;
import org.btf4j.model.BtfType;

/** Reads what stands before the first declarator: storage, qualifiers, attributes and the type. */
final class SpecifierReader {

    private final Translation translation;

    SpecifierReader(Translation translation) {
        this.translation = translation;
    }

    /**
     * What was read.
     *
     * @param typeId the type with its qualifiers
     * @param typedef whether it declares typedefs
     */
    record Specifiers(int typeId, boolean typedef, List<AttributesContext> attributes) {}

    /** Specifiers of a declaration on its own. */
    Specifiers read(SpecifiersContext context) {
        List<ModifierContext> modifiers = modifiers(context);
        List<Token> storage = modifiers.stream()
                .filter(each -> each.storage() != null)
                .map(ModifierContext::getStart)
                .toList();
        if (storage.size() > 1) {
            throw Fault.at(storage.get(1), "'" + storage.get(1).getText() + "'")
                    .expected("only one of typedef, extern and static")
                    .toException();
        }
        boolean typedef = !storage.isEmpty() && storage.get(0).getText().equals("typedef");
        List<AttributesContext> attributes = modifiers.stream()
                .filter(each -> each.attributes() != null)
                .map(ModifierContext::attributes)
                .toList();
        int type = type(context.typeSpecifier());
        Set<Qualifier> qualifiers = EnumSet.noneOf(Qualifier.class);
        modifiers.stream().filter(each -> each.qualifier() != null).forEach(each -> {
            qualifiers.add(qualifier(each.qualifier()));
        });
        return new Specifiers(translation.derived.qualify(type, qualifiers, context.getStart()), typedef, attributes);
    }

    /** Specifiers of a member, a parameter or a type name, which have no storage. */
    Specifiers readWithoutStorage(SpecifiersContext context) {
        for (ModifierContext each : modifiers(context)) {
            if (each.storage() != null || each.Inline() != null) {
                throw Fault.at(each, "'" + each.getText() + "'")
                        .expected("a type without it")
                        .toException();
            }
        }
        return read(context);
    }

    /** Specifiers of a parameter or a type name, which can use structs, unions and enumerations but not define them. */
    Specifiers readWithoutDefinition(SpecifiersContext context) {
        TypeSpecifierContext type = context.typeSpecifier();
        boolean composite = type.composite() != null && type.composite().compositeBody() != null;
        boolean enumeration = type.enumeration() != null && type.enumeration().enumerationBody() != null;
        if (composite || enumeration) {
            throw Fault.at(type, "a definition of a " + type.getStart().getText() + " inside a declarator")
                    .expected("the name of one")
                    .advice("Declare it before.")
                    .toException();
        }
        return readWithoutStorage(context);
    }

    static Set<Qualifier> qualifiers(List<QualifierContext> contexts) {
        Set<Qualifier> qualifiers = EnumSet.noneOf(Qualifier.class);
        contexts.forEach(each -> qualifiers.add(qualifier(each)));
        return qualifiers;
    }

    private static Qualifier qualifier(QualifierContext context) {
        if (context.Const() != null) {
            return Qualifier.CONST;
        }
        return context.Volatile() != null ? Qualifier.VOLATILE : Qualifier.RESTRICT;
    }

    private static List<ModifierContext> modifiers(SpecifiersContext context) {
        List<ModifierContext> modifiers = new ArrayList<>(context.modifier());
        modifiers.addAll(context.typeSpecifier().modifier());
        return modifiers;
    }

    private int type(TypeSpecifierContext context) {
        if (context.composite() != null) {
            return translation.composites.read(context.composite());
        }
        if (context.enumeration() != null) {
            return translation.enumerations.read(context.enumeration());
        }
        if (context.Identifier() != null) {
            return translation.names.type(context.Identifier().getSymbol());
        }
        return baseType(context);
    }

    private int baseType(TypeSpecifierContext context) {
        List<String> words =
                context.baseType().stream().map(each -> each.getText()).toList();
        BtfType type = BaseTypeWords.type(words);
        if (type == null) {
            throw Fault.at(context, "'" + String.join(" ", words) + "'")
                    .expected("a base type of C")
                    .toException();
        }
        if (type instanceof BtfType.Void) {
            return 0;
        }
        BaseTypes base = translation.types.baseTypes();
        if (base != null && type.equals(BaseTypeWords.CHAR) && base.plainChar() != 0) {
            return base.plainChar();
        }
        return translation.types.share(type);
    }
}
