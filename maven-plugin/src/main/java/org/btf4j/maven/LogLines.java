// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.Writer;
import org.apache.maven.plugin.logging.Log;

/**
 * Gives text to a log line by line, at info, as many lines as it may; what follows the last line break is not given. Not thread-safe.
 */
final class LogLines extends Writer {

    private final Log log;
    private final long most;
    private final StringBuilder line = new StringBuilder();
    private long lines;

    LogLines(Log log) {
        this(log, Long.MAX_VALUE);
    }

    /** The same, but for what comes after that many lines. */
    LogLines(Log log, long most) {
        this.log = log;
        this.most = most;
    }

    /** How many lines were not given, since there were too many before them. */
    long left() {
        return Math.max(0, lines - most);
    }

    @Override
    public void write(char[] text, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (text[i] == '\n') {
                if (lines++ < most) {
                    log.info(line.toString());
                }
                line.setLength(0);
            } else {
                line.append(text[i]);
            }
        }
    }

    @Override
    public void flush() {
        // A log takes whole lines only.
    }

    @Override
    public void close() {
        // The log is Maven's.
    }
}
