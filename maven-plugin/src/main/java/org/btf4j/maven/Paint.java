// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import org.apache.maven.shared.utils.logging.MessageUtils;

/** How a console shows that something is good or bad. */
enum Paint {
    /** Not at all. */
    NONE {
        @Override
        String good(String text) {
            return text;
        }

        @Override
        String doubtful(String text) {
            return text;
        }

        @Override
        String bad(String text) {
            return text;
        }
    },

    /**
     * With the colours of Maven's own messages, if it uses any: it decides by {@code -Dstyle.color}, {@code -B} and whether it
     * writes to a terminal. Seen to be so with Maven 3.8.7, 3.9.16, 3.10.0 and 4.0.0-rc-6.
     */
    AS_MAVEN {
        @Override
        String good(String text) {
            return MessageUtils.buffer().success(text).build();
        }

        @Override
        String doubtful(String text) {
            return MessageUtils.buffer().warning(text).build();
        }

        @Override
        String bad(String text) {
            return MessageUtils.buffer().failure(text).build();
        }
    };

    /** What this process should use; whoever sets {@code NO_COLOR} wants none, which Maven does not look at. */
    static Paint wanted() {
        String noColor = System.getenv("NO_COLOR");
        return noColor == null || noColor.isEmpty() ? AS_MAVEN : NONE;
    }

    abstract String good(String text);

    abstract String doubtful(String text);

    abstract String bad(String text);
}
