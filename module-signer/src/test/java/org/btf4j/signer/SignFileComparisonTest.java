// SPDX-License-Identifier: Apache-2.0
package org.btf4j.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.btf4j.file.ModuleSignature;
import org.btf4j.file.ModuleSigner;
import org.btf4j.file.ModuleSignerProvider;
import org.btf4j.file.SigningHash;
import org.btf4j.file.SigningKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bytes as the kernel's sign-file and openssl make, whatever form the key has. */
class SignFileComparisonTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void theSignedModuleIsTheOneOfSignFile(SigningHash hash) throws IOException, SigningKeyException {
        ModuleSigner signer = new PemSignerProvider()
                .open(TestKeys.file("rsa-pkcs8-with-certs.pem"), TestKeys.file("rsa-cert.pem"), null, hash);

        assertThat(ModuleSignature.sign(TestKeys.MODULE, signer)).isEqualTo(TestKeys.bytes("rsa-" + hash + ".ko"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa-pkcs8-with-certs.pem",
                "rsa-traditional.pem",
                "rsa-traditional-encrypted.pem",
                "rsa-pkcs8-encrypted.pem",
                "rsa-pkcs8-sha1-encrypted.pem",
                "rsa-pkcs8-scrypt-encrypted.pem"
            })
    void everyFormOfTheKeySignsTheSame(String key) throws IOException, SigningKeyException {
        ModuleSigner signer = TestKeys.open(key, "rsa-cert.pem", TestKeys.passPhrase());

        assertThat(ModuleSignature.sign(TestKeys.MODULE, signer)).isEqualTo(TestKeys.bytes("rsa-sha256.ko"));
    }

    @Test
    void theCertificateMayBeDer() throws IOException, SigningKeyException {
        ModuleSigner signer = TestKeys.open("rsa-traditional.pem", "rsa-cert.der", null);

        assertThat(ModuleSignature.sign(TestKeys.MODULE, signer)).isEqualTo(TestKeys.bytes("rsa-sha256.ko"));
    }

    /** The authority's comes first in that file. */
    @Test
    void amongCertificatesInTheFileOfTheKeyItsOwnIsTaken() throws IOException, SigningKeyException {
        ModuleSigner signer = TestKeys.open("rsa-pkcs8-with-certs.pem", null, null);

        assertThat(signer.name()).isEqualTo("O=btf4j tests,CN=Prüfschlüssel");
        assertThat(ModuleSignature.sign(TestKeys.MODULE, signer)).isEqualTo(TestKeys.bytes("rsa-sha256.ko"));
    }

    @ParameterizedTest
    @EnumSource
    void theMessageIsTheOneOfOpenssl(SigningHash hash) throws IOException, InterruptedException, SigningKeyException {
        byte[] module = new byte[1_000_003];
        new Random(1).nextBytes(module);
        Path key = TestKeys.file("rsa-traditional.pem");
        Path certificate = TestKeys.file("rsa-cert.pem");
        Path expected = directory.resolve("expected.p7s");
        OpenSsl.run(
                "cms",
                "-sign",
                "-binary",
                "-nosmimecap",
                "-noattr",
                "-nocerts",
                "-md",
                hash.toString(),
                "-outform",
                "DER",
                "-in",
                Files.write(directory.resolve("module.ko"), module).toString(),
                "-signer",
                certificate.toString(),
                "-inkey",
                key.toString(),
                "-out",
                expected.toString());

        assertThat(new PemSignerProvider().open(key, certificate, null, hash).sign(module))
                .isEqualTo(Files.readAllBytes(expected));
    }

    /** Signatures by EC keys have a random part as openssl makes them, so it can only verify ours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ec-pkcs8-with-certs.pem",
                "ec-traditional.pem",
                "ec-traditional-encrypted.pem",
                "ec-pkcs8-encrypted.pem"
            })
    void opensslVerifiesSignaturesByAnEcKey(String key) throws IOException, InterruptedException, SigningKeyException {
        byte[] signature =
                TestKeys.open(key, "ec-cert.pem", TestKeys.passPhrase()).sign(TestKeys.MODULE);

        verifyWithOpenssl(signature, "ec-cert.pem");
    }

    private void verifyWithOpenssl(byte[] signature, String certificate) throws IOException, InterruptedException {
        OpenSsl.run(
                "cms",
                "-verify",
                "-binary",
                "-noverify",
                "-inform",
                "DER",
                "-in",
                Files.write(directory.resolve("signature.p7s"), signature).toString(),
                "-content",
                Files.write(directory.resolve("module.ko"), TestKeys.MODULE).toString(),
                "-certfile",
                TestKeys.file(certificate).toString(),
                "-out",
                directory.resolve("verified").toString());
        assertThat(directory.resolve("verified")).hasBinaryContent(TestKeys.MODULE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-pkcs8-with-certs.pem", "ec-pkcs8-with-certs.pem"})
    void theSameModuleHasTheSameSignatureInEveryThread(String key) throws IOException, SigningKeyException {
        byte[] expected = TestKeys.open(key, null, null).sign(TestKeys.MODULE);
        ModuleSigner shared = TestKeys.open(key, null, null);

        assertThat(IntStream.range(0, 64).parallel().mapToObj(i -> sign(shared)))
                .allSatisfy(signature -> assertThat(signature).isEqualTo(expected));
    }

    private static byte[] sign(ModuleSigner signer) {
        try {
            return signer.sign(TestKeys.MODULE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theServiceLoaderFindsTheProvider() {
        assertThat(ServiceLoader.load(ModuleSignerProvider.class))
                .singleElement()
                .isInstanceOf(PemSignerProvider.class);
    }

    @Test
    void theIdentityTellsCertificateAndHash() throws Exception {
        assertThat(TestKeys.open("rsa-traditional.pem", "rsa-cert.pem", null).identity())
                .isEqualTo("PKCS#7 sha256, certificate "
                        + HexFormat.of()
                                .formatHex(
                                        MessageDigest.getInstance("SHA-256").digest(TestKeys.bytes("rsa-cert.der"))));
    }
}
