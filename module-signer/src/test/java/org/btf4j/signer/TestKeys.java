// SPDX-License-Identifier: Apache-2.0
package org.btf4j.signer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.btf4j.file.ModuleSigner;
import org.btf4j.file.SigningHash;
import org.btf4j.file.SigningKeyException;
import org.jspecify.annotations.Nullable;

/** The test keys: one RSA key and one EC key in many forms, and some that sign nothing. */
final class TestKeys {

    /** What sign-file signed. */
    static final byte[] MODULE = "a module's own bytes".getBytes(US_ASCII);

    private static final String PASS_PHRASE = "Schlüssel für Türen";

    private TestKeys() {}

    /** A file with keys, certificates or a module that sign-file signed. */
    static Path file(String name) {
        URL found = Objects.requireNonNull(TestKeys.class.getResource(name), name);
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(found.toString(), e);
        }
    }

    static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(file(name));
    }

    /** The pass phrase of all encrypted keys. */
    static char[] passPhrase() {
        return PASS_PHRASE.toCharArray();
    }

    /** A signer by the names of its files. */
    static ModuleSigner open(String key, @Nullable String certificate, char @Nullable [] passPhrase)
            throws SigningKeyException, IOException {
        return new PemSignerProvider()
                .open(file(key), certificate == null ? null : file(certificate), passPhrase, SigningHash.SHA256);
    }
}
