// SPDX-License-Identifier: Apache-2.0
package org.btf4j.signer;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.btf4j.file.SigningHash;

/** What Bouncy Castle calls a hash function. Stateless. */
final class Hashes {

    private Hashes() {}

    /** The name of the hash function. */
    static ASN1ObjectIdentifier oid(SigningHash hash) {
        return switch (hash) {
            case SHA256 -> NISTObjectIdentifiers.id_sha256;
            case SHA384 -> NISTObjectIdentifiers.id_sha384;
            case SHA512 -> NISTObjectIdentifiers.id_sha512;
        };
    }

    /** The name of ECDSA over the hash function. */
    static ASN1ObjectIdentifier ecdsaOid(SigningHash hash) {
        return switch (hash) {
            case SHA256 -> X9ObjectIdentifiers.ecdsa_with_SHA256;
            case SHA384 -> X9ObjectIdentifiers.ecdsa_with_SHA384;
            case SHA512 -> X9ObjectIdentifiers.ecdsa_with_SHA512;
        };
    }

    /** A new computation. */
    static Digest digest(SigningHash hash) {
        return switch (hash) {
            case SHA256 -> new SHA256Digest();
            case SHA384 -> new SHA384Digest();
            case SHA512 -> new SHA512Digest();
        };
    }
}
