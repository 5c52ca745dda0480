// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.Writer;
import org.apache.maven.plugin.logging.Log;

/** Gives text to a log line by line, at info; what follows the last line break is not given. Not thread-safe. */
final class LogLines extends Writer {

    private final Log log;
    private final StringBuilder line = new StringBuilder();

    LogLines(Log log) {
        this.log = log;
    }

    @Override
    public void write(char[] text, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (text[i] == '\n') {
                log.info(line.toString());
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
