// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.time.Duration;
import java.util.Locale;

/** Pieces of messages that read the same on every machine, whatever its locale. */
final class Sentences {

    private Sentences() {}

    /** A message, which may lack its full stop, and a sentence. */
    static String join(Exception problem, String sentence) {
        String message = String.valueOf(problem.getMessage());
        return message + (message.endsWith(".") ? " " : ". ") + sentence;
    }

    /** A number with a comma before each three digits. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A time in seconds: {@code 0.21 s}. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
}
