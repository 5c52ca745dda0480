// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.btf4j.batch.FileProblem;
import org.btf4j.file.ModuleSigner;
import org.btf4j.file.ModuleSignerProvider;
import org.btf4j.file.SigningHash;
import org.btf4j.file.SigningKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The packager's key, as parameters of a goal and the settings of Maven name it.
 *
 * <p>The pass phrase is in the settings, encrypted. It reaches neither the command line nor a log: no parameter takes it, and no
 * error tells it.
 *
 * @param server the parameter with the id of a server in the settings
 * @param certificate the parameter with the certificate; not set if it is in the file of the key
 * @param hash the parameter with the hash
 * @param version that of the plugin, which the artifact that signs has too
 */
record Signing(Setting server, Setting certificate, Setting hash, Path basedir, String version) {

    private static final String SIGN = new Setting("signature", null) + " = sign";

    /**
     * Opens the key.
     *
     * @param providers what the plugin's dependencies have to sign with
     * @throws MojoFailureException if what the user set does not sign modules
     * @throws MojoExecutionException if a file cannot be read
     */
    ModuleSigner open(Settings settings, SettingsDecrypter decrypter, Iterable<ModuleSignerProvider> providers)
            throws MojoFailureException, MojoExecutionException {
        SigningHash chosenHash = hash.oneOf(
                Stream.of(SigningHash.values()).collect(Collectors.toMap(SigningHash::toString, Function.identity())));
        if (!server.isSet()) {
            throw new MojoFailureException(SIGN + " needs " + server
                    + ", the <id> of a <server> in settings.xml that has the PEM file of the key as <privateKey>.");
        }
        ModuleSignerProvider provider = first(providers);
        Server found = decrypted(settings, decrypter);
        Path key = key(found);
        Path certificateFile = certificateFile();
        char[] passPhrase = passPhrase(found);
        try {
            return provider.open(key, certificateFile, passPhrase, chosenHash);
        } catch (SigningKeyException e) {
            throw failure(e);
        } catch (NoSuchFileException e) {
            throw new MojoFailureException(blame(SigningKeyException.Part.KEY) + FileProblem.describe(e) + ".", e);
        } catch (IOException e) {
            throw new MojoExecutionException(SIGN + ": " + FileProblem.describe(e) + ".", e);
        } finally {
            Arrays.fill(passPhrase, '\0');
        }
    }

    /** Not with a cause: Maven would append all that a library for cryptography says of it. */
    private MojoFailureException failure(SigningKeyException e) {
        MojoFailureException failure =
                new MojoFailureException(blame(e.part()) + e.getMessage() + "." + advice(e.part()));
        failure.addSuppressed(e);
        return failure;
    }

    private ModuleSignerProvider first(Iterable<ModuleSignerProvider> providers) throws MojoFailureException {
        for (ModuleSignerProvider provider : providers) {
            return provider;
        }
        throw new MojoFailureException(SIGN + """
                 needs a further artifact. Add it to the <plugin> in the POM:
                <dependencies>
                  <dependency>
                    <groupId>org.btf4j</groupId>
                    <artifactId>btf-module-signer</artifactId>
                    <version>%s</version>
                  </dependency>
                </dependencies>""".formatted(version));
    }

    private Server decrypted(Settings settings, SettingsDecrypter decrypter) throws MojoFailureException {
        Server encrypted = settings.getServer(server.text());
        if (encrypted == null) {
            throw new MojoFailureException(
                    server + ": found '" + server.text() + "', expected the <id> of a <server> in settings.xml.");
        }
        Server asked = encrypted.clone();
        // Not needed here, so it is no matter whether it can be decrypted.
        asked.setPassword(null);
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(asked));
        for (SettingsProblem problem : result.getProblems()) {
            throw new MojoFailureException(
                    blame(SigningKeyException.Part.PASS_PHRASE) + problem.getMessage() + "."
                            + advice(SigningKeyException.Part.PASS_PHRASE),
                    problem.getException());
        }
        return result.getServer();
    }

    private Path key(Server found) throws MojoFailureException {
        String file = found.getPrivateKey();
        if (file == null || file.isBlank()) {
            throw new MojoFailureException(
                    blame(SigningKeyException.Part.KEY) + "is not set. Give the PEM file with the key.");
        }
        try {
            return basedir.resolve(file).normalize();
        } catch (InvalidPathException e) {
            throw new MojoFailureException(
                    blame(SigningKeyException.Part.KEY) + "this is not a path: " + e.getMessage(), e);
        }
    }

    private @Nullable Path certificateFile() throws MojoFailureException {
        if (!certificate.isSet()) {
            return null;
        }
        Location location = certificate.file(basedir);
        location.requireFile("Give the certificate of the key.");
        return location.path();
    }

    private static char[] passPhrase(Server found) {
        String passPhrase = found.getPassphrase();
        return passPhrase == null ? new char[0] : passPhrase.toCharArray();
    }

    /** Starts a message about a part of the key in terms of what the user has to change. */
    private String blame(SigningKeyException.Part part) {
        return switch (part) {
            case KEY -> server + ": the <privateKey>" + ofServer() + ": ";
            case PASS_PHRASE -> server + ": the <passphrase>" + ofServer() + ": ";
            case CERTIFICATE -> certificate + (certificate.isSet() ? ": " : " is not set, and ");
        };
    }

    private String ofServer() {
        return " of the <server> '" + server.text() + "' in settings.xml";
    }

    private static String advice(SigningKeyException.Part part) {
        return part == SigningKeyException.Part.PASS_PHRASE
                ? " Give the key's own pass phrase, encrypted by mvn --encrypt-password."
                : "";
    }
}
