// SPDX-License-Identifier: Apache-2.0
package org.btf4j.signer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.X509TrustedCertificateBlock;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.btf4j.file.SigningKeyException;
import org.btf4j.file.SigningKeyException.Part;
import org.jspecify.annotations.Nullable;

/**
 * The private keys, still encrypted, and the certificates in a file.
 *
 * @param keys as Bouncy Castle's parser gives them
 */
record PemFile(Path file, List<Object> keys, List<X509CertificateHolder> certificates) {

    /** Files with keys have a few kilobytes, even with a chain of certificates. */
    private static final int LARGEST = 1 << 20;

    /** Starts an ASN.1 sequence, so that the file is DER; no text starts with it that is PEM. */
    private static final byte SEQUENCE = 0x30;

    /**
     * Reads a file that should have a private key.
     *
     * @throws IOException if the file cannot be read; the message names it
     */
    static PemFile ofKey(Path file) throws SigningKeyException, IOException {
        return read(file, Part.KEY);
    }

    /** Reads a file that should have a certificate, PEM or DER. */
    static PemFile ofCertificate(Path file) throws SigningKeyException, IOException {
        return read(file, Part.CERTIFICATE);
    }

    private static PemFile read(Path file, Part part) throws SigningKeyException, IOException {
        byte[] bytes = bytes(file, part);
        try {
            if (part == Part.CERTIFICATE && bytes.length > 0 && bytes[0] == SEQUENCE) {
                return new PemFile(file, List.of(), List.of(new X509CertificateHolder(bytes)));
            }
            return parse(file, bytes);
        } catch (IOException | RuntimeException e) {
            // Besides IOException the decoders of base64 and ASN.1 throw many kinds of unchecked exceptions.
            throw new SigningKeyException(
                    part,
                    file + ": found a damaged file (" + e.getMessage() + "), expected "
                            + (part == Part.KEY ? "a private key in PEM" : "a certificate in PEM or DER"),
                    e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] bytes(Path file, Part part) throws SigningKeyException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new SigningKeyException(
                        part, file + ": found more than " + LARGEST + " bytes, which no file with a key has");
            }
            return bytes;
        }
    }

    private static PemFile parse(Path file, byte[] bytes) throws IOException {
        List<Object> keys = new ArrayList<>();
        List<X509CertificateHolder> certificates = new ArrayList<>();
        try (PEMParser parser =
                new PEMParser(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.ISO_8859_1))) {
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                if (block instanceof X509CertificateHolder certificate) {
                    certificates.add(certificate);
                } else if (block instanceof X509TrustedCertificateBlock trusted) {
                    certificates.add(trusted.getCertificateHolder());
                } else if (isPrivateKey(block)) {
                    keys.add(block);
                }
            }
        }
        return new PemFile(file, keys, certificates);
    }

    private static boolean isPrivateKey(Object block) {
        return block instanceof PrivateKeyInfo
                || block instanceof PKCS8EncryptedPrivateKeyInfo
                || block instanceof PEMKeyPair
                || block instanceof PEMEncryptedKeyPair;
    }

    /**
     * The private key.
     *
     * @param passPhrase null if there is none
     * @throws SigningKeyException if there is none or more than one, or the pass phrase does not open it
     */
    PrivateKeyInfo privateKey(char @Nullable [] passPhrase) throws SigningKeyException {
        if (keys.size() != 1) {
            throw new SigningKeyException(
                    Part.KEY,
                    file + ": found " + (keys.isEmpty() ? "no private key" : keys.size() + " private keys")
                            + ", expected one, in a block BEGIN PRIVATE KEY, BEGIN ENCRYPTED PRIVATE KEY,"
                            + " BEGIN RSA PRIVATE KEY or BEGIN EC PRIVATE KEY");
        }
        Object key = keys.get(0);
        if (key instanceof PrivateKeyInfo plain) {
            return plain;
        }
        if (key instanceof PEMKeyPair pair) {
            return pair.getPrivateKeyInfo();
        }
        if (passPhrase == null || passPhrase.length == 0) {
            throw new SigningKeyException(
                    Part.PASS_PHRASE, file + ": found an encrypted private key, expected a pass phrase to open it");
        }
        return Decryption.decrypt(key, passPhrase, file);
    }

    /** What is said of a key that cannot be read. */
    static SigningKeyException damaged(Path file, Exception cause) {
        return new SigningKeyException(
                Part.KEY, file + ": found a damaged private key (" + cause.getMessage() + ")", cause);
    }
}
