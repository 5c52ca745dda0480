// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.btf4j.model.BtfFormatException;
import org.junit.jupiter.api.Test;

class ModuleSignatureTest {

    private static final byte[] MODULE = "a module's own bytes".getBytes(US_ASCII);
    private static final byte[] PKCS7 = {0, 0, 2, 0, 0, 0, 0, 0};

    @Test
    void leavesAnUnsignedModuleAlone() {
        assertThat(ModuleSignature.isPresent(MODULE)).isFalse();
        assertThat(ModuleSignature.strip(MODULE)).isSameAs(MODULE);
    }

    @Test
    void stripsASignature() {
        byte[] signed = sign(MODULE, PKCS7, 400, 400);

        assertThat(ModuleSignature.isPresent(signed)).isTrue();
        assertThat(ModuleSignature.strip(signed)).isEqualTo(MODULE);
    }

    @Test
    void stripsAllSignaturesOfAModuleThatWasSignedTwice() {
        byte[] signed = sign(sign(MODULE, PKCS7, 400, 400), PKCS7, 256, 256);

        assertThat(ModuleSignature.strip(signed)).isEqualTo(MODULE);
    }

    @Test
    void refusesALengthThatLeavesNoModule() {
        byte[] signed = sign(MODULE, PKCS7, 100, 120);

        assertThatThrownBy(() -> ModuleSignature.strip(signed))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "offset 128: found a module signature of 120 bytes, expected less than the 120 bytes before its"
                                + " description");
    }

    @Test
    void readsTheLengthAsUnsigned() {
        byte[] signed = sign(MODULE, PKCS7, 100, -1);

        assertThatThrownBy(() -> ModuleSignature.strip(signed))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "offset 128: found a module signature of 4294967295 bytes, expected less than the 120 bytes before"
                                + " its description");
    }

    @Test
    void refusesOtherKindsOfSignature() {
        byte[] signed = sign(MODULE, new byte[] {1, 4, 1, 9, 20, 0, 0, 0}, 100, 100);

        assertThatThrownBy(() -> ModuleSignature.strip(signed))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "offset 120: found a module signature described as 01 04 01 09 14 00 00 00, expected 00 00 02 00 00"
                                + " 00 00 00 (a PKCS#7 message)");
    }

    @Test
    void refusesAMarkerAlone() {
        byte[] marker = "12345678901~Module signature appended~\n".getBytes(US_ASCII);

        assertThatThrownBy(() -> ModuleSignature.strip(marker))
                .isInstanceOf(BtfFormatException.class)
                .hasMessage(
                        "offset 11: found a signature marker after 11 bytes, expected the 12 bytes that describe a signature"
                                + " before it");
    }

    /** A module with a signature of the given length behind it that claims another length. */
    static byte[] sign(byte[] module, byte[] description, int length, int claimedLength) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(module);
        signed.writeBytes(new byte[length]);
        signed.writeBytes(description);
        signed.writeBytes(ByteBuffer.allocate(4).putInt(claimedLength).array());
        signed.writeBytes("~Module signature appended~\n".getBytes(US_ASCII));
        return signed.toByteArray();
    }

    /** A module with a sound signature of 400 bytes. */
    static byte[] sign(byte[] module) {
        return sign(module, PKCS7, 400, 400);
    }
}
