// SPDX-License-Identifier: Apache-2.0
package org.btf4j.signer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.btf4j.file.SigningHash;
import org.btf4j.file.SigningKeyException;
import org.btf4j.file.SigningKeyException.Part;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told about keys, certificates and pass phrases that do not sign: the file, what was found, what was expected. */
class KeyErrorsTest {

    @TempDir
    Path directory;

    private static SigningKeyException fails(Path key, @Nullable Path certificate, char @Nullable [] passPhrase) {
        return catchThrowableOfType(
                SigningKeyException.class,
                () -> new PemSignerProvider().open(key, certificate, passPhrase, SigningHash.SHA256));
    }

    private static void fails(String key, @Nullable String certificate, Part part, String message) {
        Path keyFile = TestKeys.file(key);
        Path certificateFile = certificate == null ? null : TestKeys.file(certificate);
        SigningKeyException failure = fails(keyFile, certificateFile, null);
        assertThat(failure.part()).isEqualTo(part);
        assertThat(failure).hasMessage(message, keyFile, certificateFile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa-traditional-encrypted.pem",
                "rsa-pkcs8-encrypted.pem",
                "ec-traditional-encrypted.pem",
                "ec-pkcs8-encrypted.pem"
            })
    void anEncryptedKeyWithoutPassPhrase(String key) {
        fails(key, null, Part.PASS_PHRASE, "%s: found an encrypted private key, expected a pass phrase to open it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa-traditional-encrypted.pem",
                "rsa-pkcs8-encrypted.pem",
                "rsa-pkcs8-scrypt-encrypted.pem",
                "ec-traditional-encrypted.pem",
                "ec-pkcs8-encrypted.pem"
            })
    void aWrongPassPhraseWhichNoTextOfTheErrorTells(String key) {
        Path file = TestKeys.file(key);

        SigningKeyException failure = fails(file, null, "Sesam öffne dich".toCharArray());

        assertThat(failure.part()).isEqualTo(Part.PASS_PHRASE);
        assertThat(failure)
                .hasMessage(
                        "%s: found an encrypted private key that the pass phrase does not open, expected its own pass phrase",
                        file);
        StringWriter everything = new StringWriter();
        failure.printStackTrace(new PrintWriter(everything));
        assertThat(everything.toString()).contains("Caused by").doesNotContain("Sesam");
    }

    @Test
    void aMethodOfEncryptionThatIsNotKnown() {
        Path file = TestKeys.file("rsa-pkcs8-camellia-encrypted.pem");

        SigningKeyException failure = fails(file, null, TestKeys.passPhrase());

        assertThat(failure.part()).isEqualTo(Part.KEY);
        assertThat(failure)
                .hasMessage(
                        "%s: found a private key encrypted by a method that is not known (no key size for algorithm:"
                                + " 1.2.392.200011.61.1.1.1.2), expected AES with PBKDF2 or scrypt, as openssl pkcs8 -topk8"
                                + " -v2 aes-256-cbc makes it",
                        file);
    }

    @Test
    void thePassPhraseOfTheCallerIsLeftToTheCaller() throws IOException, SigningKeyException {
        char[] passPhrase = TestKeys.passPhrase();

        TestKeys.open("rsa-traditional-encrypted.pem", "rsa-cert.pem", passPhrase);

        assertThat(passPhrase).isEqualTo(TestKeys.passPhrase());
    }

    @Test
    void noCertificateBesideTheKey() {
        fails(
                "rsa-traditional.pem",
                null,
                Part.CERTIFICATE,
                "%s: found no certificate, expected a block BEGIN CERTIFICATE beside the private key, or the certificate in"
                        + " a file of its own");
    }

    @Test
    void noCertificateInItsFile() {
        fails(
                "rsa-traditional.pem",
                "ec-traditional.pem",
                Part.CERTIFICATE,
                "%2$s: found no certificate, expected a block BEGIN CERTIFICATE, or an X.509 certificate in DER");
    }

    @ParameterizedTest
    @CsvSource({
        "rsa-traditional.pem, ec-cert.der, CN=Test key EC",
        "ec-traditional.pem, rsa-cert.pem, 'O=btf4j tests,CN=Prüfschlüssel'"
    })
    void theCertificateOfAnotherKey(String key, String certificate, String subject) {
        fails(
                key,
                certificate,
                Part.CERTIFICATE,
                "%2$s: found the certificate of " + subject + ", expected that of the private key in %1$s");
    }

    @Test
    void severalCertificatesOfOtherKeys() {
        fails(
                "ec-traditional.pem",
                "rsa-pkcs8-with-certs.pem",
                Part.CERTIFICATE,
                "%2$s: found the certificate of O=btf4j tests,CN=Authority and 1 more, expected that of the private key in"
                        + " %1$s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-cert.pem", "rsa-cert.der"})
    void aCertificateInPlaceOfTheKey(String key) {
        fails(
                key,
                null,
                Part.KEY,
                "%s: found no private key, expected one, in a block BEGIN PRIVATE KEY, BEGIN ENCRYPTED PRIVATE KEY, BEGIN RSA"
                        + " PRIVATE KEY or BEGIN EC PRIVATE KEY");
    }

    @Test
    void severalKeysOfWhichNoneIsChosen() throws IOException {
        Path both = Files.writeString(
                directory.resolve("both.pem"),
                Files.readString(TestKeys.file("rsa-traditional.pem"))
                        + Files.readString(TestKeys.file("ec-traditional.pem")));

        assertThat(fails(both, null, null))
                .hasMessage(
                        "%s: found 2 private keys, expected one, in a block BEGIN PRIVATE KEY, BEGIN ENCRYPTED PRIVATE KEY,"
                                + " BEGIN RSA PRIVATE KEY or BEGIN EC PRIVATE KEY",
                        both);
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519.pem, a private key of kind Ed25519, one of kind RSA or EC",
        "ec-secp256k1.pem, an EC key over another curve, 'one over P-256, P-384 or P-521'",
        "rsa-2056.pem, an RSA key of 2056 bits, 'one of the sizes [1024, 1536, 2048, 3072, 4096]'"
    })
    void aKeyThatKernelsKnowNothingOf(String key, String found, String expected) {
        fails(
                key,
                "rsa-cert.pem",
                Part.KEY,
                "%s: found " + found + ", expected " + expected + ", with which kernels verify modules");
    }

    @Test
    void aKeyThatBreaksOff() throws IOException {
        String whole = Files.readString(TestKeys.file("rsa-traditional.pem"));
        Path broken = Files.writeString(directory.resolve("broken.pem"), whole.substring(0, 400));

        SigningKeyException failure = fails(broken, null, null);

        assertThat(failure.part()).isEqualTo(Part.KEY);
        assertThat(failure)
                .hasMessage(
                        "%s: found a damaged file (-----END RSA PRIVATE KEY----- not found), expected a private key in PEM",
                        broken);
    }

    /** Whatever is wrong in a file, the error is of one kind, and names it. */
    @Test
    void everyDamageOfAKeyIsToldOrHarmless() throws IOException {
        byte[] whole = TestKeys.bytes("ec-traditional.pem");
        int told = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] = 'A';
            Path file = Files.write(directory.resolve("damaged.pem"), damaged);
            SigningKeyException failure = fails(file, TestKeys.file("ec-cert.pem"), null);
            if (failure != null) {
                assertThat(failure.getMessage()).contains(file.toString());
                told++;
            }
        }
        assertThat(told).isGreaterThan(100);
    }

    @Test
    void aCertificateThatBreaksOff() throws IOException {
        byte[] whole = TestKeys.bytes("rsa-cert.der");
        Path broken = Files.write(directory.resolve("broken.der"), Arrays.copyOf(whole, 300));

        SigningKeyException failure = fails(TestKeys.file("rsa-traditional.pem"), broken, null);

        assertThat(failure.part()).isEqualTo(Part.CERTIFICATE);
        assertThat(failure)
                .hasMessageMatching(
                        "\\Q" + broken + "\\E: found a damaged file \\(.+\\), expected a certificate in PEM or DER");
    }

    @Test
    void aFileThatIsNoKeyIsNotReadToItsEnd() throws IOException {
        Path large = Files.write(directory.resolve("vmlinux"), new byte[(1 << 20) + 1]);

        assertThat(fails(large, null, null))
                .hasMessage("%s: found more than 1048576 bytes, which no file with a key has", large);
    }

    @Test
    void aFileThatIsNotThere() {
        Path missing = directory.resolve("missing.pem");

        assertThatThrownBy(() -> new PemSignerProvider().open(missing, null, null, SigningHash.SHA256))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing.toString());
    }

    @Test
    void noMessageHasAnythingOfThePrivateKey() throws IOException {
        String whole = new String(TestKeys.bytes("rsa-traditional.pem"), ISO_8859_1);
        String secret = whole.lines().skip(6).findFirst().orElseThrow();
        Path broken = Files.writeString(directory.resolve("broken.pem"), whole.replace(secret, secret + "!"));

        StringWriter everything = new StringWriter();
        fails(broken, null, null).printStackTrace(new PrintWriter(everything));

        assertThat(everything.toString()).contains(broken.toString()).doesNotContain(secret.substring(0, 16));
    }
}
