// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
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
    void signsAnUnsignedModule() throws IOException {
        byte[] signed = ModuleSignature.sign(MODULE, new Reversing());

        assertThat(signed)
                .isEqualTo(concat(
                        MODULE,
                        "setyb nwo s'eludom a".getBytes(US_ASCII),
                        new byte[] {0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 20},
                        "~Module signature appended~\n".getBytes(US_ASCII)));
        assertThat(ModuleSignature.strip(signed)).isEqualTo(MODULE);
    }

    @Test
    void replacesAllSignaturesOfAModuleByOne() throws IOException {
        byte[] signedTwice = sign(sign(MODULE, PKCS7, 400, 400), PKCS7, 256, 256);

        assertThat(ModuleSignature.sign(signedTwice, new Reversing()))
                .isEqualTo(ModuleSignature.sign(MODULE, new Reversing()));
    }

    @Test
    void writesTheLengthOfALongSignatureBigEndian() {
        byte[] signed = ModuleSignature.append(MODULE, new byte[0x010203]);

        int description = signed.length - 28 - 12;
        assertThat(Arrays.copyOfRange(signed, description, description + 12))
                .asHexString()
                .isEqualTo("000002000000000000010203");
        assertThat(ModuleSignature.strip(signed)).isEqualTo(MODULE);
    }

    @Test
    void aKeyThatCannotBeUsedSignsNothing() {
        ModuleSigner broken = new Reversing() {
            @Override
            public byte[] sign(byte[] unsigned) throws IOException {
                throw new IOException("the token was pulled out");
            }
        };

        assertThatThrownBy(() -> ModuleSignature.sign(MODULE, broken))
                .isInstanceOf(IOException.class)
                .hasMessage("the token was pulled out");
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

    /** Makes a signature that a test can tell from all others: the module's bytes from the last to the first. */
    private static class Reversing implements ModuleSigner {

        @Override
        public byte[] sign(byte[] unsigned) throws IOException {
            byte[] reversed = new byte[unsigned.length];
            for (int i = 0; i < unsigned.length; i++) {
                reversed[i] = unsigned[unsigned.length - 1 - i];
            }
            return reversed;
        }

        @Override
        public String name() {
            return "CN=Reversing";
        }

        @Override
        public String identity() {
            return "reversing";
        }
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
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
