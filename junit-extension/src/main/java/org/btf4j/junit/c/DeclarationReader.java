// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import org.antlr.v4.runtime.Token;
import org.btf4j.junit.c.DeclaratorReader.Declared;
import org.btf4j.junit.c.DeclaratorReader.Use;
import org.btf4j.junit.c.SpecifierReader.Specifiers;
import org.btf4j.junit.c.grammar.CDeclarationParser.DeclarationContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.InitDeclaratorContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.TranslationUnitContext;
import org.btf4j.junit.c.grammar.CDeclarationParser.TypeSpecifierContext;

/** Reads the declarations of a file, one after the other. */
final class DeclarationReader {

    private final Translation translation;

    DeclarationReader(Translation translation) {
        this.translation = translation;
    }

    void read(TranslationUnitContext context) {
        context.declaration().forEach(this::read);
    }

    private void read(DeclarationContext context) {
        Specifiers specifiers = translation.specifiers.read(context.specifiers());
        boolean definition = context.emptyBody() != null;
        String what = specifiers.typedef() ? "a typedef" : "a function";
        translation.attributes.refuse(
                specifiers.attributes(), context.initDeclarator().isEmpty() ? "nothing" : what);
        if (context.initDeclarator().isEmpty()) {
            checkUseful(context, specifiers);
        }
        if (definition && (context.initDeclarator().size() > 1 || specifiers.typedef())) {
            throw Fault.at(context.emptyBody(), "'{'").expected("';'").toException();
        }
        for (InitDeclaratorContext each : context.initDeclarator()) {
            translation.attributes.refuse(each.attributes(), what);
            read(each, specifiers, definition);
        }
    }

    private static void checkUseful(DeclarationContext context, Specifiers specifiers) {
        TypeSpecifierContext type = context.specifiers().typeSpecifier();
        boolean tag = type.composite() != null && type.composite().Identifier() != null;
        boolean useful = tag || type.enumeration() != null;
        if (specifiers.typedef() || !useful) {
            throw Fault.at(context, "a declaration that declares nothing")
                    .expected("a name after the type, or a struct, union or enum with a tag")
                    .toException();
        }
    }

    private void read(InitDeclaratorContext context, Specifiers specifiers, boolean definition) {
        Use use = definition ? Use.DEFINITION : Use.FUNCTION;
        Declared declared = translation.declarators.read(
                context.declarator(), specifiers.typeId(), specifiers.typedef() ? Use.TYPE : use);
        Token name = declared.name();
        if (name == null) {
            throw Fault.at(context, "a declaration without a name")
                    .expected("a name")
                    .toException();
        }
        if (specifiers.typedef()) {
            translation.names.declareTypedef(name, declared.typeId());
        } else if (!translation.derived.isFunction(declared.typeId())) {
            throw Fault.at(name, "variable '" + name.getText() + "'")
                    .expected("a type or a function")
                    .advice(
                            "Variables are not supported; if this was a macro such as __packed, write what it stands for.")
                    .toException();
        } else if (definition && !declared.function()) {
            throw Fault.at(name, "a body of '" + name.getText() + "', whose parameters are in a typedef")
                    .expected("the parameters before the body")
                    .toException();
        } else {
            translation.names.declareFunction(
                    name, translation.derived.strip(declared.typeId()).id());
        }
    }
}
