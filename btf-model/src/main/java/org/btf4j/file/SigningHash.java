// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

/** The hash functions of module signatures. SHA-1 is left out: others can make a second module of the same SHA-1. */
public enum SigningHash {
    /** SHA-256. */
    SHA256("sha256"),
    /** SHA-384. */
    SHA384("sha384"),
    /** SHA-512. */
    SHA512("sha512");

    private final String text;

    SigningHash(String text) {
        this.text = text;
    }

    /** The name that sign-file and openssl know it by, such as {@code sha256}. */
    @Override
    public String toString() {
        return text;
    }
}
