// SPDX-License-Identifier: Apache-2.0
package org.btf4j.signer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.btf4j.file.ModuleSigner;
import org.btf4j.file.ModuleSignerProvider;
import org.btf4j.file.SigningHash;
import org.btf4j.file.SigningKeyException;
import org.btf4j.file.SigningKeyException.Part;
import org.jspecify.annotations.Nullable;

/**
 * Signs with a private key in a PEM file.
 *
 * <p>The key is RSA or EC, in PKCS#8, PKCS#1 or SEC 1, plain or encrypted, by PBES2 or as OpenSSL did before. Its certificate is
 * PEM or DER, or in the file of the key, as in {@code certs/signing_key.pem} of a kernel build. Among several certificates that
 * of the key is taken. Whether it is still valid is not looked at, as kernels do not either. Stateless and thread-safe.
 */
public final class PemSignerProvider implements ModuleSignerProvider {

    @Override
    public ModuleSigner open(Path key, @Nullable Path certificate, char @Nullable [] passPhrase, SigningHash hash)
            throws SigningKeyException, IOException {
        PemFile file = PemFile.ofKey(key);
        SigningKey privateKey = SigningKey.of(file.privateKey(passPhrase), key);
        List<X509CertificateHolder> certificates = certificate == null
                ? file.certificates()
                : PemFile.ofCertificate(certificate).certificates();
        Path certificateFile = certificate == null ? key : certificate;
        if (certificates.isEmpty()) {
            throw new SigningKeyException(
                    Part.CERTIFICATE,
                    certificateFile + ": found no certificate, expected a block BEGIN CERTIFICATE"
                            + (certificate == null
                                    ? " beside the private key, or the certificate in a file of its own"
                                    : ", or an X.509 certificate in DER"));
        }
        for (X509CertificateHolder candidate : certificates) {
            if (privateKey.belongsTo(candidate)) {
                return new CmsSigner(privateKey, candidate, hash);
            }
        }
        throw new SigningKeyException(
                Part.CERTIFICATE,
                certificateFile + ": found the certificate of "
                        + certificates.get(0).getSubject()
                        + (certificates.size() == 1 ? "" : " and " + (certificates.size() - 1) + " more")
                        + ", expected that of the private key in " + key);
    }
}
