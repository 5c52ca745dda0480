// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import java.io.IOException;

/**
 * Makes signatures of modules with one key.
 *
 * <p>What kernels take (Linux 4.3 and later) is a PKCS#7 message in DER: signed data without the data, without certificates and
 * without signed attributes, whose signer is named by issuer and serial number. {@link ModuleSignature#sign} puts it behind a
 * module. Implementations are thread-safe.
 */
public interface ModuleSigner {

    /**
     * The signature of a module.
     *
     * @param unsigned the module without any signature; not changed
     * @return the DER of the PKCS#7 message
     * @throws IOException if the key cannot be used; the message says why, and tells no secret
     */
    byte[] sign(byte[] unsigned) throws IOException;

    /** Whose signatures these are, for people: the subject of the certificate, such as {@code CN=Kernel modules}. */
    String name();

    /**
     * All on which a signature depends besides the module, as one line without any secret: the same text, the same key,
     * certificate and hash.
     */
    String identity();
}
