// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;

/** A file that is no baseline; the message has file, line, column, what was found and what was expected. */
public final class BaselineException extends IOException {

    private static final long serialVersionUID = 1;

    BaselineException(String message) {
        super(message);
    }
}
