// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.btf4j.junit.c.grammar.CDeclarationParser;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a text that the grammar does not take. */
final class SyntaxFault {

    private static final int FEW = 3;

    private SyntaxFault() {}

    static BtfFormatException of(RecognitionException cause, CDeclarationParser parser) {
        Token word = cause.getOffendingToken();
        return Fault.at(word, found(word))
                .expected(expected(cause, parser))
                .advice(advice(word))
                .toException(cause);
    }

    private static String found(Token word) {
        return word.getType() == Token.EOF ? "the end of the text" : "'" + word.getText() + "'";
    }

    /** The few words that could stand there or, where there are many, what they would begin. */
    private static String expected(RecognitionException cause, CDeclarationParser parser) {
        if (cause instanceof InputMismatchException) {
            List<Integer> types = cause.getExpectedTokens().toList();
            List<@Nullable String> words = new ArrayList<>();
            types.forEach(type -> words.add(parser.getVocabulary().getLiteralName(type)));
            if (words.size() <= FEW && !words.contains(null)) {
                return words.stream().map(String::valueOf).collect(Collectors.joining(" or "));
            }
        }
        return part(cause.getCtx());
    }

    private static String part(@Nullable RuleContext context) {
        int rule = context == null ? CDeclarationParser.RULE_translationUnit : context.getRuleIndex();
        return switch (rule) {
            case CDeclarationParser.RULE_translationUnit,
                    CDeclarationParser.RULE_specifiers,
                    CDeclarationParser.RULE_modifier,
                    CDeclarationParser.RULE_typeSpecifier -> "a declaration, which begins with a type";
            case CDeclarationParser.RULE_declaration -> "';' or more of the declaration";
            case CDeclarationParser.RULE_composite, CDeclarationParser.RULE_enumeration -> "a name or '{'";
            case CDeclarationParser.RULE_compositeBody, CDeclarationParser.RULE_member -> "a member or '}'";
            case CDeclarationParser.RULE_initDeclarator,
                    CDeclarationParser.RULE_memberDeclarator,
                    CDeclarationParser.RULE_declarator,
                    CDeclarationParser.RULE_suffix -> "a name, '*' or '('";
            case CDeclarationParser.RULE_enumerationBody, CDeclarationParser.RULE_enumerator -> "an enumerator";
            case CDeclarationParser.RULE_attributes,
                    CDeclarationParser.RULE_attribute,
                    CDeclarationParser.RULE_attributeName,
                    CDeclarationParser.RULE_attributeArgument -> "an attribute such as packed or aligned(8)";
            case CDeclarationParser.RULE_functionSuffix, CDeclarationParser.RULE_parameter -> "a parameter or ')'";
            case CDeclarationParser.RULE_arraySuffix -> "a constant expression or ']'";
            default -> "a constant expression";
        };
    }

    private static String advice(Token word) {
        if (word.getText().equals("#")) {
            return "Preprocessor directives are not supported: expand them first.";
        }
        if (word.getType() == CDeclarationParser.OpenComment) {
            return "The comment has no end.";
        }
        if (word.getType() == CDeclarationParser.Unsupported) {
            return "'" + word.getText() + "' is not supported.";
        }
        return "Supported are declarations of structs, unions, enumerations, typedefs and functions, without variables,"
                + " initialisers, casts and statements.";
    }
}
