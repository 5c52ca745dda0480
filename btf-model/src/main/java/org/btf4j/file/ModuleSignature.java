// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.btf4j.model.BtfFormatException;

/**
 * The signature that the kernel's sign-file appends to a module.
 *
 * <p>Behind the module's own bytes come the signature, twelve bytes that describe it and a marker text. A signature covers
 * all bytes before it, so a module that is changed in any way loses it.
 *
 * <p>The rules are those of Linux 4.3 and later, where every signature is a PKCS#7 message. Stateless.
 */
public final class ModuleSignature {

    private static final byte[] MARKER = "~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DESCRIPTION_SIZE = 12;
    private static final int PKCS7 = 2;
    private static final int ID_TYPE_OFFSET = 2;
    private static final int LENGTH_OFFSET = 8;

    private ModuleSignature() {}

    /** Whether a signature is appended to the module; it is not verified. */
    public static boolean isPresent(byte[] module) {
        return endsWithMarker(module, module.length);
    }

    /**
     * The module without the signatures that are appended to it.
     *
     * @return a copy, or the same array if there is no signature
     * @throws BtfFormatException if there is a marker but no sound signature before it
     */
    public static byte[] strip(byte[] module) {
        int end = unsignedLength(module);
        return end == module.length ? module : Arrays.copyOf(module, end);
    }

    /**
     * The module with one new signature in place of those that it has.
     *
     * @throws BtfFormatException if there is a marker but no sound signature before it
     * @throws IOException if the signer's key cannot be used
     */
    public static byte[] sign(byte[] module, ModuleSigner signer) throws IOException {
        byte[] unsigned = strip(module);
        return append(unsigned, signer.sign(unsigned));
    }

    /**
     * Appends a signature, its description and the marker, as the kernel's sign-file does.
     *
     * @param signature the DER of a PKCS#7 message
     */
    static byte[] append(byte[] unsigned, byte[] signature) {
        int size = Math.addExact(unsigned.length, signature.length + DESCRIPTION_SIZE + MARKER.length);
        // Of the description only the kind and the length are not 0: names of algorithms and keys are in the message.
        byte[] description = new byte[DESCRIPTION_SIZE];
        description[ID_TYPE_OFFSET] = PKCS7;
        ByteBuffer.wrap(description).putInt(LENGTH_OFFSET, signature.length);
        return ByteBuffer.allocate(size)
                .put(unsigned)
                .put(signature)
                .put(description)
                .put(MARKER)
                .array();
    }

    /** The number of bytes before the first signature; a module that was signed twice has two. */
    static int unsignedLength(byte[] module) {
        int end = module.length;
        while (endsWithMarker(module, end)) {
            end = startOfSignature(module, end - MARKER.length);
        }
        return end;
    }

    private static int startOfSignature(byte[] module, int descriptionEnd) {
        int description = descriptionEnd - DESCRIPTION_SIZE;
        if (description < 0) {
            throw BtfFormatException.found("a signature marker after " + descriptionEnd + " bytes")
                    .expected("the " + DESCRIPTION_SIZE + " bytes that describe a signature before it")
                    .at(descriptionEnd)
                    .toException();
        }
        for (int i = 0; i < LENGTH_OFFSET; i++) {
            if (module[description + i] != (i == ID_TYPE_OFFSET ? PKCS7 : 0)) {
                throw BtfFormatException.found("a module signature described as "
                                + HexFormat.ofDelimiter(" ")
                                        .formatHex(module, description, description + LENGTH_OFFSET))
                        .expected("00 00 02 00 00 00 00 00 (a PKCS#7 message)")
                        .at(description)
                        .toException();
            }
        }
        long length = Integer.toUnsignedLong(ByteBuffer.wrap(module).getInt(description + LENGTH_OFFSET));
        if (length >= description) {
            throw BtfFormatException.found("a module signature of " + length + " bytes")
                    .expected("less than the " + description + " bytes before its description")
                    .at(description + LENGTH_OFFSET)
                    .toException();
        }
        return description - (int) length;
    }

    private static boolean endsWithMarker(byte[] module, int end) {
        int start = end - MARKER.length;
        return start >= 0 && Arrays.equals(module, start, end, MARKER, 0, MARKER.length);
    }
}
