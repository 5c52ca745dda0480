// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.c;

import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/** Integer and character constants. */
final class Literals {

    private static final Pattern INTEGER = Pattern.compile(
            "(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|(0[0-7]*)|([1-9][0-9]*))" + "([uU]?(?:l|L|ll|LL)?|(?:l|L|ll|LL)[uU])");
    private static final Pattern CHARACTER = Pattern.compile(
            "'(?:([ -~&&[^\\\\']])|\\\\([abefnrtv\\\\'\"?])|\\\\([0-7]{1,3})|\\\\x([0-9a-fA-F]{1,2}))'");
    private static final Map<String, Integer> ESCAPES = Map.ofEntries(
            Map.entry("a", 7),
            Map.entry("b", 8),
            Map.entry("e", 27),
            Map.entry("f", 12),
            Map.entry("n", 10),
            Map.entry("r", 13),
            Map.entry("t", 9),
            Map.entry("v", 11),
            Map.entry("\\", (int) '\\'),
            Map.entry("'", (int) '\''),
            Map.entry("\"", (int) '"'),
            Map.entry("?", (int) '?'));
    /** Longer than any number of 64 bits, and short enough to be read at no cost. */
    private static final int MAX_LENGTH = 80;

    private Literals() {}

    static ConstantValue integer(Token token) {
        Matcher matcher = INTEGER.matcher(token.getText());
        if (token.getText().length() > MAX_LENGTH || !matcher.matches()) {
            throw Fault.at(token, "'" + shortened(token) + "'")
                    .expected("an integer constant")
                    .toException();
        }
        int[] radixes = {16, 2, 8, 10};
        int group = 1;
        while (matcher.group(group) == null) {
            group++;
        }
        BigInteger value = new BigInteger(matcher.group(group), radixes[group - 1]);
        String suffix = matcher.group(5);
        boolean unsigned = suffix.contains("u") || suffix.contains("U");
        boolean wide = suffix.contains("l") || suffix.contains("L");
        for (ConstantValue.Type type : ConstantValue.Type.values()) {
            boolean wanted = (!unsigned || !type.signed()) && (!wide || type.width() == Long.SIZE);
            // A decimal number becomes unsigned only if it says so.
            boolean allowed = type.signed() || unsigned || radixes[group - 1] != 10;
            if (wanted && allowed && value.bitLength() <= type.width() - (type.signed() ? 1 : 0)) {
                return new ConstantValue(value.longValue(), type);
            }
        }
        throw Fault.at(token, "'" + shortened(token) + "'")
                .expected(
                        "an integer constant of at most 64 bits" + (unsigned ? "" : ", with U if it needs all of them"))
                .toException();
    }

    /** A character constant, which is an int; char is signed. */
    static ConstantValue character(Token token) {
        Matcher matcher = CHARACTER.matcher(token.getText());
        if (!matcher.matches()) {
            throw Fault.at(token, shortened(token))
                    .expected("one ASCII character or escape sequence between quotes")
                    .toException();
        }
        int value;
        if (matcher.group(1) != null) {
            value = matcher.group(1).charAt(0);
        } else if (matcher.group(2) != null) {
            value = ESCAPES.getOrDefault(matcher.group(2), 0);
        } else if (matcher.group(3) != null) {
            value = Integer.parseInt(matcher.group(3), 8);
        } else {
            value = Integer.parseInt(matcher.group(4), 16);
        }
        return ConstantValue.of((byte) value);
    }

    private static String shortened(Token token) {
        String text = token.getText();
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }
}
