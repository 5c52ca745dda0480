// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

/** A filter that names no type of the BTF; the message says what there is instead, and what to do. */
public final class TypeFilterException extends Exception {

    private static final long serialVersionUID = 1;

    TypeFilterException(String message) {
        super(message);
    }
}
