// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.util.Map;
import org.btf4j.batch.BtfLoader;

/**
 * What a user wrote for a base, a split or a target.
 *
 * @param argument the text itself, or what follows the prefix
 */
record Source(Form form, String argument) {

    /** What such a text can be. */
    enum Form {
        DUMP,
        C,
        RUNNING,
        RESOURCE,
        FILE,
        METHOD
    }

    private static final Map<String, Form> PREFIXES =
            Map.of("resource:", Form.RESOURCE, "file:", Form.FILE, "method:", Form.METHOD);

    /** Decides by the beginning of the text. */
    static Source of(String written) {
        String text = written.strip();
        if (text.equals(BtfLoader.RUNNING)) {
            return new Source(Form.RUNNING, text);
        }
        for (Map.Entry<String, Form> prefix : PREFIXES.entrySet()) {
            if (text.startsWith(prefix.getKey())) {
                return new Source(
                        prefix.getValue(),
                        text.substring(prefix.getKey().length()).strip());
            }
        }
        return ofContents(written);
    }

    /** What the text of a file is; it cannot refer to somewhere else. */
    static Source ofContents(String text) {
        // Stripped only for the decision: messages count the lines that were written.
        return new Source(text.strip().startsWith("[") ? Form.DUMP : Form.C, text);
    }
}
