// SPDX-License-Identifier: Apache-2.0
package org.btf4j.text;

import org.btf4j.model.Btf;
import org.btf4j.model.BtfFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A text that cannot outgrow the BTF that it is made of.
 *
 * <p>What has no name is written out wherever it is used, so that a small file can ask for a text without end. Kernels and their
 * modules take less than one character per byte. Not thread-safe.
 */
final class CText {

    private static final long ALWAYS = 1 << 20;
    private static final long PER_BYTE = 4;

    private final StringBuilder text = new StringBuilder();
    private final long most;

    CText(Btf btf) {
        this(Math.min(Integer.MAX_VALUE / 2, ALWAYS + PER_BYTE * bytes(btf)));
    }

    private CText(long most) {
        this.most = most;
    }

    /** An empty text with the same bound. */
    CText another() {
        return new CText(most);
    }

    /**
     * Adds to the text.
     *
     * @param type what is being written, for the message
     * @throws BtfFormatException if the text gets too long
     */
    void append(String more, Btf btf, int type) {
        check(text.length() + (long) more.length(), btf, type);
        text.append(more);
    }

    /** Refuses that many characters if that is too much, before they are made. */
    void check(long length, Btf btf, int type) {
        if (length > most) {
            throw BtfFormatException.found("types that take more than " + most + " characters to write")
                    .expected("no more than " + PER_BYTE
                            + " for a byte of the BTF; anonymous types are written wherever they are used")
                    .type(btf.describe(type))
                    .toException();
        }
    }

    private static long bytes(Btf btf) {
        long bytes = 0;
        for (@Nullable Btf each = btf; each != null; each = each.base()) {
            bytes += each.size();
        }
        return bytes;
    }

    boolean isEmpty() {
        return text.length() == 0;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
