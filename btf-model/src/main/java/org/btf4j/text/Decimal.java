// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import java.util.OptionalLong;

/** Reads numbers that stand as they are printed: ASCII digits, no plus sign, no leading zero, no minus zero. */
final class Decimal {

    private static final int MOST_DIGITS = 20;
    /** The highest unsigned 64-bit number without its last digit. */
    private static final long HIGHEST_TENTH = Long.divideUnsigned(-1, 10);

    private static final int HIGHEST_LAST_DIGIT = (int) Long.remainderUnsigned(-1, 10);

    private Decimal() {}

    static OptionalLong signed(String text, String suffix) {
        boolean negative = text.startsWith("-");
        OptionalLong magnitude = unsigned(negative ? text.substring(1) : text, suffix);
        if (magnitude.isEmpty()) {
            return magnitude;
        }
        long value = negative ? -magnitude.getAsLong() : magnitude.getAsLong();
        boolean isWhatWasWritten = negative ? value < 0 : value >= 0;
        return isWhatWasWritten ? OptionalLong.of(value) : OptionalLong.empty();
    }

    static OptionalLong unsigned(String text, String suffix) {
        int digits = text.length() - suffix.length();
        if (!text.endsWith(suffix) || digits < 1 || digits > MOST_DIGITS || (digits > 1 && text.charAt(0) == '0')) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || overflows(value, digit)) {
                return OptionalLong.empty();
            }
            value = value * 10 + digit;
        }
        return OptionalLong.of(value);
    }

    private static boolean overflows(long value, int digit) {
        int overHighest = Long.compareUnsigned(value, HIGHEST_TENTH);
        return overHighest > 0 || (overHighest == 0 && digit > HIGHEST_LAST_DIGIT);
    }
}
