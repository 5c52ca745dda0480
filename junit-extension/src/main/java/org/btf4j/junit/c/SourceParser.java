// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.util.ArrayDeque;
import java.util.Deque;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.btf4j.junit.c.grammar.CDeclarationLexer;
import org.btf4j.junit.c.grammar.CDeclarationParser;
import org.btf4j.junit.c.grammar.CDeclarationParser.TranslationUnitContext;
import org.btf4j.model.BtfFormatException;

/**
 * Text in, parse tree out.
 *
 * <p>Parser and readers recurse into nested parts of a declaration, so nesting is measured on the words before anything is
 * parsed: a deeper text is refused here, and the stack stays shallow whatever the input.
 */
final class SourceParser {

    private SourceParser() {}

    static TranslationUnitContext parse(String source) {
        if (source.length() > CDeclarations.MAX_LENGTH) {
            throw BtfFormatException.found("C declarations of " + source.length() + " characters")
                    .expected("at most " + CDeclarations.MAX_LENGTH)
                    .toException();
        }
        CDeclarationLexer lexer = new CDeclarationLexer(CharStreams.fromString(source));
        CommonTokenStream words = new CommonTokenStream(lexer);
        words.fill();
        checkNesting(words);
        CDeclarationParser parser = new CDeclarationParser(words);
        parser.removeErrorListeners();
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return parser.translationUnit();
        } catch (ParseCancellationException e) {
            if (e.getCause() instanceof RecognitionException cause) {
                throw SyntaxFault.of(cause, parser);
            }
            throw e;
        }
    }

    private static void checkNesting(CommonTokenStream words) {
        Deque<String> open = new ArrayDeque<>();
        for (Token word : words.getTokens()) {
            switch (word.getText()) {
                case "(", "[", "{", "?" -> {
                    open.push(word.getText());
                    if (open.size() > CDeclarations.MAX_NESTING) {
                        throw Fault.at(word, "'" + word.getText() + "' nested " + open.size() + " deep")
                                .expected("at most " + CDeclarations.MAX_NESTING)
                                .toException();
                    }
                }
                case ":" -> closeConditional(open);
                case ")", "]", "}" -> {
                    while (closeConditional(open)) {
                        // A conditional expression without its second half: the parser will say so.
                    }
                    open.poll();
                }
                default -> {}
            }
        }
    }

    private static boolean closeConditional(Deque<String> open) {
        boolean conditional = "?".equals(open.peek());
        if (conditional) {
            open.pop();
        }
        return conditional;
    }
}
