// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import org.jspecify.annotations.Nullable;

/** A private key, its certificate or its pass phrase that signs no modules; the message names the file and tells no secret. */
public final class SigningKeyException extends Exception {

    private static final long serialVersionUID = 1;

    private final Part part;

    /** What has to be given otherwise, so that a caller can name the setting for it. */
    public enum Part {
        /** The file with the private key. */
        KEY,
        /** The file with the certificate. */
        CERTIFICATE,
        /** The pass phrase. */
        PASS_PHRASE
    }

    /**
     * A problem with one part.
     *
     * @param message one line without a full stop
     */
    public SigningKeyException(Part part, String message) {
        this(part, message, null);
    }

    /**
     * A problem with one part that a library found.
     *
     * @param message one line without a full stop
     */
    public SigningKeyException(Part part, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.part = part;
    }

    /** What has to be given otherwise. */
    public Part part() {
        return part;
    }
}
