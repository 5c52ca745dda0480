// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.btf4j.model.BtfFormatException;

/** Starts the description of what is wrong with the text, with line and column. */
final class Fault {

    private static final int MAX_LENGTH = 200;

    private Fault() {}

    /** The description of what was found there; a very long quotation is cut. */
    static BtfFormatException.Problem at(Token token, String found) {
        String cut = found.length() <= MAX_LENGTH ? found : found.substring(0, MAX_LENGTH) + "...";
        return BtfFormatException.found(cut).atLine(token.getLine(), token.getCharPositionInLine() + 1);
    }

    static BtfFormatException.Problem at(ParserRuleContext context, String found) {
        return at(context.getStart(), found);
    }
}
