// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import org.apache.maven.plugin.logging.Log;

/** Gives text to a log line by line, at info; what follows the last line break is not given. Not thread-safe. */
final class LogLines implements Appendable {

    private final Log log;
    private final StringBuilder line = new StringBuilder();

    LogLines(Log log) {
        this.log = log;
    }

    @Override
    public LogLines append(char character) {
        if (character == '\n') {
            log.info(line.toString());
            line.setLength(0);
        } else {
            line.append(character);
        }
        return this;
    }

    @Override
    public LogLines append(CharSequence text) {
        return append(text, 0, text.length());
    }

    @Override
    public LogLines append(CharSequence text, int start, int end) {
        for (int i = start; i < end; i++) {
            append(text.charAt(i));
        }
        return this;
    }
}
