// SPDX-License-Identifier: Apache-2.0
package org.btf4j.signer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.InputDecryptor;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.util.Strings;
import org.btf4j.file.SigningKeyException;
import org.btf4j.file.SigningKeyException.Part;

/** Opens private keys with a pass phrase, of which it keeps no copy. Stateless. */
final class Decryption {

    private Decryption() {}

    static PrivateKeyInfo decrypt(Object key, char[] passPhrase, Path file) throws SigningKeyException {
        return key instanceof PEMEncryptedKeyPair openSsl
                ? decrypt(openSsl, passPhrase, file)
                : decrypt((PKCS8EncryptedPrivateKeyInfo) key, passPhrase, file);
    }

    /** As in {@code BEGIN ENCRYPTED PRIVATE KEY}. */
    private static PrivateKeyInfo decrypt(PKCS8EncryptedPrivateKeyInfo key, char[] passPhrase, Path file)
            throws SigningKeyException {
        InputDecryptor decryptor = decryptor(key, passPhrase, file);
        try {
            return key.decryptPrivateKeyInfo(method -> decryptor);
        } catch (PKCSException | RuntimeException e) {
            throw wrongPassPhrase(file, e);
        }
    }

    private static InputDecryptor decryptor(PKCS8EncryptedPrivateKeyInfo key, char[] passPhrase, Path file)
            throws SigningKeyException {
        char[] characters = passPhrase.clone();
        try {
            if (takesOctets(key)) {
                Arrays.fill(characters, '\0');
                characters = octets(passPhrase);
            }
            // The JDK's own provider lacks what this needs. It is not registered, so that no other code finds it.
            return new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(characters)
                    .get(key.getEncryptionAlgorithm());
        } catch (OperatorCreationException | RuntimeException e) {
            throw new SigningKeyException(
                    Part.KEY,
                    file + ": found a private key encrypted by a method that is not known (" + e.getMessage()
                            + "), expected AES with PBKDF2 or scrypt, as openssl pkcs8 -topk8 -v2 aes-256-cbc makes it",
                    e);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    /** As in {@code BEGIN RSA PRIVATE KEY} with a line {@code DEK-Info}. */
    private static PrivateKeyInfo decrypt(PEMEncryptedKeyPair key, char[] passPhrase, Path file)
            throws SigningKeyException {
        char[] octets = octets(passPhrase);
        try {
            return key.decryptKeyPair(new BcPEMDecryptorProvider(octets)).getPrivateKeyInfo();
        } catch (IOException | RuntimeException e) {
            throw wrongPassPhrase(file, e);
        } finally {
            Arrays.fill(octets, '\0');
        }
    }

    /** By a wrong pass phrase come out random bytes, to which decoders object with exceptions of many kinds. */
    private static SigningKeyException wrongPassPhrase(Path file, Exception cause) {
        return new SigningKeyException(
                Part.PASS_PHRASE,
                file
                        + ": found an encrypted private key that the pass phrase does not open, expected its own pass phrase",
                cause);
    }

    /** Where HMAC-SHA-1, the default of PKCS#5, derives the key, Bouncy Castle takes only the lower half of each char. */
    private static boolean takesOctets(PKCS8EncryptedPrivateKeyInfo key) {
        AlgorithmIdentifier encryption = key.getEncryptionAlgorithm();
        if (!encryption.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
            return false;
        }
        KeyDerivationFunc derivation =
                PBES2Parameters.getInstance(encryption.getParameters()).getKeyDerivationFunc();
        return derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)
                && PBKDF2Params.getInstance(derivation.getParameters()).isDefaultPrf();
    }

    /** The bytes of the pass phrase in UTF-8, one a char: Bouncy Castle takes the lower half of each char, OpenSSL bytes. */
    private static char[] octets(char[] passPhrase) {
        byte[] bytes = Strings.toUTF8ByteArray(passPhrase);
        try {
            char[] octets = new char[bytes.length];
            for (int i = 0; i < octets.length; i++) {
                octets[i] = (char) Byte.toUnsignedInt(bytes[i]);
            }
            return octets;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
