// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

/** pahole cannot be used, or could not do what it was asked for; the message says which, why, and what to do. */
public final class PaholeException extends Exception {

    private static final long serialVersionUID = 1L;

    PaholeException(String message) {
        super(message);
    }

    PaholeException(String message, Throwable cause) {
        super(message, cause);
    }
}
