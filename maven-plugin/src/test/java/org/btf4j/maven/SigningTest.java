// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsProblem;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.btf4j.file.ModuleSigner;
import org.btf4j.file.ModuleSignerProvider;
import org.btf4j.file.SigningHash;
import org.btf4j.file.SigningKeyException;
import org.btf4j.file.SigningKeyException.Part;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the user's parameters and settings to a key, and what is told where they lead to none. */
class SigningTest {

    private static final String ENCRYPTED = "{encrypted}";
    private static final String PASS_PHRASE = "open sesame";

    @TempDir
    Path project;

    private final Server server = new Server();
    private final Settings settings = new Settings();
    private final RecordingProvider provider = new RecordingProvider();

    /** Remembers what it was asked for, and fails if a test says how. */
    private static final class RecordingProvider implements ModuleSignerProvider {

        final ModuleSigner signer = mock(ModuleSigner.class);
        final List<String> asked = new ArrayList<>();
        char @Nullable [] passPhrase;

        @Nullable
        Exception failure;

        @Override
        public ModuleSigner open(Path key, @Nullable Path certificate, char @Nullable [] passPhrase, SigningHash hash)
                throws SigningKeyException, IOException {
            asked.add(key + " " + certificate + " "
                    + (passPhrase == null || passPhrase.length == 0 ? "no pass phrase" : String.valueOf(passPhrase))
                    + " " + hash);
            this.passPhrase = passPhrase;
            if (failure instanceof SigningKeyException problem) {
                throw problem;
            }
            if (failure instanceof IOException problem) {
                throw problem;
            }
            return signer;
        }
    }

    @BeforeEach
    void aServerWithAnEncryptedPassPhrase() {
        server.setId("signing");
        server.setPrivateKey("/keys/signing.pem");
        server.setPassphrase(ENCRYPTED);
        server.setPassword("{of something else}");
        settings.addServer(server);
    }

    @Test
    void theKeyOfTheServerIsOpenedWithItsDecryptedPassPhraseWhichIsWipedThen() throws Exception {
        Files.writeString(project.resolve("signing.crt"), "");

        assertThat(open("signing", "signing.crt", "sha512")).isSameAs(provider.signer);
        assertThat(provider.asked)
                .containsExactly("/keys/signing.pem " + project.resolve("signing.crt") + " " + PASS_PHRASE + " sha512");
        assertThat(provider.passPhrase).containsOnly('\0');
    }

    @Test
    void aRelativeKeyStartsAtTheProjectAndMayHaveNoPassPhraseAndItsCertificateWithIt() throws Exception {
        server.setPrivateKey("keys/signing.pem");
        server.setPassphrase(null);

        open("signing", null, "sha256");

        assertThat(provider.asked).containsExactly(project.resolve("keys/signing.pem") + " null no pass phrase sha256");
    }

    @Test
    void noServer() {
        fails(
                null,
                null,
                "sha256",
                "<signature> (btf.signature) = sign needs <signingServer> (btf.signingServer), the <id> of a <server> in"
                        + " settings.xml that has the PEM file of the key as <privateKey>.");
    }

    @Test
    void aServerThatIsNotInTheSettings() {
        fails(
                "signed",
                null,
                "sha256",
                "<signingServer> (btf.signingServer): found 'signed', expected the <id> of a <server> in settings.xml.");
    }

    @Test
    void aServerWithoutKey() {
        server.setPrivateKey(null);

        fails(
                "signing",
                null,
                "sha256",
                "<signingServer> (btf.signingServer): the <privateKey> of the <server> 'signing' in settings.xml: is not"
                        + " set. Give the PEM file with the key.");
    }

    @Test
    void aPassPhraseThatMavenCannotDecrypt() {
        server.setPassphrase("{broken}");

        fails(
                "signing",
                null,
                "sha256",
                "<signingServer> (btf.signingServer): the <passphrase> of the <server> 'signing' in settings.xml: no master"
                        + " password. Give the key's own pass phrase, encrypted by mvn --encrypt-password.");
    }

    @Test
    void aHashThatIsNotOffered() {
        fails(
                "signing",
                null,
                "sha1",
                "<signingHash> (btf.signingHash): found 'sha1', expected 'sha256' or 'sha384' or 'sha512'.");
    }

    @Test
    void aCertificateThatIsNotThere() {
        fails(
                "signing",
                "missing.crt",
                "sha256",
                "<signingCertificate> (btf.signingCertificate): " + project.resolve("missing.crt")
                        + ": there is no such file. Give the certificate of the key.");
    }

    @Test
    void aKeyThatIsNotThere() {
        provider.failure = new NoSuchFileException("/keys/signing.pem");

        fails(
                "signing",
                null,
                "sha256",
                "<signingServer> (btf.signingServer): the <privateKey> of the <server> 'signing' in settings.xml:"
                        + " /keys/signing.pem: there is no such file.");
    }

    @Test
    void aKeyThatTheUserMustNotRead() {
        provider.failure = new AccessDeniedException("/keys/signing.pem");

        assertThatThrownBy(() -> open("signing", null, "sha256"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("<signature> (btf.signature) = sign: /keys/signing.pem: permission denied.");
    }

    @Test
    void whatIsWrongWithTheKeyIsToldOfTheParameterThatNamesIt() throws IOException {
        provider.failure = new SigningKeyException(Part.KEY, "FILE: found X, expected Y");
        fails(
                "signing",
                null,
                "sha256",
                "<signingServer> (btf.signingServer): the <privateKey> of the <server> 'signing' in settings.xml: FILE: found"
                        + " X, expected Y.");

        provider.failure = new SigningKeyException(Part.PASS_PHRASE, "FILE: found X, expected Y");
        fails(
                "signing",
                null,
                "sha256",
                "<signingServer> (btf.signingServer): the <passphrase> of the <server> 'signing' in settings.xml: FILE: found"
                        + " X, expected Y. Give the key's own pass phrase, encrypted by mvn --encrypt-password.");

        provider.failure = new SigningKeyException(Part.CERTIFICATE, "FILE: found X, expected Y");
        fails(
                "signing",
                null,
                "sha256",
                "<signingCertificate> (btf.signingCertificate) is not set, and FILE: found X, expected Y.");
        Files.writeString(project.resolve("signing.crt"), "");
        fails(
                "signing",
                "signing.crt",
                "sha256",
                "<signingCertificate> (btf.signingCertificate): FILE: found X, expected Y.");
        assertThat(provider.passPhrase).containsOnly('\0');
    }

    /** The plugin does not depend on the artifact that signs, so this is what its own class path has. */
    @Test
    @SuppressWarnings("UnnecessaryAssignment") // stands in for Maven
    void withoutTheArtifactThatSignsTheDependencyIsTold() throws IOException {
        DistillMojo mojo = new DistillMojo();
        mojo.basedir = project.toFile();
        Sample.copy(project, "vmlinux", "driver.ko");
        mojo.modules = "driver.ko";
        mojo.base = "vmlinux";
        mojo.outputDirectory = "target/btf";
        mojo.signature = "sign";
        mojo.signingServer = "signing";
        mojo.settings = settings;
        mojo.settingsDecrypter = new Decrypting();

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                <signature> (btf.signature) = sign needs a further artifact. Add it to the <plugin> in the POM:
                <dependencies>
                  <dependency>
                    <groupId>org.btf4j</groupId>
                    <artifactId>btf-module-signer</artifactId>
                    <version>the plugin's</version>
                  </dependency>
                </dependencies>""");
        assertThat(project.resolve("target")).doesNotExist();
    }

    private void fails(@Nullable String id, @Nullable String certificate, String hash, String message) {
        assertThatThrownBy(() -> open(id, certificate, hash))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(message)
                .hasMessageNotContaining(PASS_PHRASE);
    }

    private ModuleSigner open(@Nullable String id, @Nullable String certificate, String hash) throws Exception {
        return new Signing(
                        new Setting("signingServer", id),
                        new Setting("signingCertificate", certificate),
                        new Setting("signingHash", hash),
                        project,
                        "1")
                .open(settings, new Decrypting(), List.of(provider));
    }

    /** Stands in for Maven: it knows one encrypted text. */
    private static final class Decrypting implements SettingsDecrypter {

        @Override
        public SettingsDecryptionResult decrypt(SettingsDecryptionRequest request) {
            Server decrypted = request.getServers().get(0).clone();
            assertThat(decrypted.getPassword()).isNull();
            List<SettingsProblem> problems = "{broken}".equals(decrypted.getPassphrase())
                    ? List.of(new DefaultSettingsProblem(
                            "no master password", SettingsProblem.Severity.ERROR, "settings.xml", -1, -1, null))
                    : List.of();
            if (ENCRYPTED.equals(decrypted.getPassphrase())) {
                decrypted.setPassphrase(PASS_PHRASE);
            }
            SettingsDecryptionResult result = mock(SettingsDecryptionResult.class);
            when(result.getServer()).thenReturn(decrypted);
            when(result.getProblems()).thenReturn(problems);
            return result;
        }
    }
}
