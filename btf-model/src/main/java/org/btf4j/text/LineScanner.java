// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import org.btf4j.model.BtfFormatException;

/** Reads a dump line by line and from left to right, and knows the place for messages. */
final class LineScanner {

    private static final int LONGEST_SHOWN = 100;

    private final String text;
    private final LateChecks checks = new LateChecks();
    private int at;
    private int end;
    private int nextLine;
    private int number;
    private int typeFrom;
    private int typeTo;

    LineScanner(String text) {
        this.text = text;
    }

    /** Goes to the next line that is not blank and leaves out the white space around it; false if there is none. */
    boolean nextLine() {
        while (nextLine < text.length()) {
            at = nextLine;
            int lineBreak = text.indexOf('\n', at);
            end = lineBreak < 0 ? text.length() : lineBreak;
            nextLine = end + 1;
            number++;
            while (at < end && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            while (at < end && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            if (at < end) {
                return true;
            }
        }
        return false;
    }

    /** The number of the line, counted from 1. */
    int number() {
        return number;
    }

    boolean startsWith(String expected) {
        return at + expected.length() <= end && text.startsWith(expected, at);
    }

    boolean skip(String expected) {
        boolean there = startsWith(expected);
        if (there) {
            at += expected.length();
        }
        return there;
    }

    void require(String expected) {
        if (!skip(expected)) {
            throw found(rest()).expected("'" + expected + "'").toException();
        }
    }

    /** Takes what comes before the next blank, comma or closing bracket. */
    String token() {
        int from = at;
        while (at < end && " ,]".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    /** Takes a name in quotes; no field after a name has quotes, so the name ends at the last one of the line. */
    String name() {
        int from = at + 1;
        int to = text.lastIndexOf('\'', end - 1);
        if (!startsWith("'") || to < from) {
            throw found(rest()).expected("a name in single quotes").toException();
        }
        at = to + 1;
        String name = text.substring(from, to);
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == 0 || name.charAt(i) > 0xff) {
                throw found(String.format("U+%04X in the name '%s'", (int) name.charAt(i), shortened(name)))
                        .expected("Latin-1 characters other than NUL")
                        .advice("A dump in a file has to be read as ISO-8859-1.")
                        .toException();
            }
        }
        return name;
    }

    /** Takes what is left of the line. */
    String takeRest() {
        String rest = text.substring(at, end);
        at = end;
        return rest;
    }

    void requireEnd() {
        if (at < end) {
            throw found(rest()).expected("the end of the line").toException();
        }
    }

    /** What is left of the line, for a message. */
    String rest() {
        return at == end ? "the end of the line" : "'" + shortened(text.substring(at, end)) + "'";
    }

    /** Forgets the last type; messages name none until {@link #endTypeName()}. */
    void startType() {
        typeFrom = at;
        typeTo = at;
    }

    /** Lets messages name the type by the text from {@link #startType()} up to here. */
    void endTypeName() {
        typeTo = at;
    }

    /** What has to be checked when the whole text is parsed. */
    LateChecks checks() {
        return checks;
    }

    /** Starts the description of a problem with this line. */
    BtfFormatException.Problem found(String found) {
        return found(found, number);
    }

    /** Starts the description of a problem with another line of the same type. */
    BtfFormatException.Problem found(String found, int line) {
        BtfFormatException.Problem problem = BtfFormatException.found(found).atLine(line);
        return typeTo == typeFrom ? problem : problem.type(shortened(text.substring(typeFrom, typeTo)));
    }

    /** A text as a message shows it. */
    static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }
}
