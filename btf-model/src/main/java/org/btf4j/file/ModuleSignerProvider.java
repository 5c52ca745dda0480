// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Opens the key of a packager.
 *
 * <p>Found by {@link java.util.ServiceLoader}, since whoever signs nothing needs no library for cryptography; the artifact {@code
 * btf-module-signer} has an implementation. Implementations have a public constructor without parameters, and are stateless.
 */
public interface ModuleSignerProvider {

    /**
     * A signer with the key and certificate of these files.
     *
     * @param key the PEM file with the private key
     * @param certificate the file with the key's X.509 certificate, PEM or DER; null if it is in the file of the key
     * @param passPhrase of the private key, null or empty if there is none; the caller wipes it, and no copy outlives the call
     * @throws SigningKeyException if these do not make a key that signs modules
     * @throws IOException if a file cannot be read; the message names it
     */
    ModuleSigner open(Path key, @Nullable Path certificate, char @Nullable [] passPhrase, SigningHash hash)
            throws SigningKeyException, IOException;
}
