// SPDX-License-Identifier: Apache-2.0
package org.btf4j.signer;

import java.io.IOException;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.btf4j.file.ModuleSigner;
import org.btf4j.file.SigningHash;

/**
 * Makes the message that sign-file makes: byte for byte for RSA, whose signatures have no random part.
 *
 * <p>The message is put together here and not by Bouncy Castle's generator, since that decides by itself how names of algorithms
 * are encoded, which kernels and the comparison with sign-file are strict about. Immutable and thread-safe.
 */
final class CmsSigner implements ModuleSigner {

    private final SigningKey key;
    private final SigningHash hash;
    private final String name;
    private final String identity;
    private final SignerIdentifier signerId;
    private final AlgorithmIdentifier digestAlgorithm;

    CmsSigner(SigningKey key, X509CertificateHolder certificate, SigningHash hash) throws IOException {
        this.key = key;
        this.hash = hash;
        this.name = certificate.getSubject().toString();
        this.identity = "PKCS#7 " + hash + ", certificate " + fingerprint(certificate.getEncoded());
        this.signerId = new SignerIdentifier(new IssuerAndSerialNumber(certificate.toASN1Structure()));
        // Without parameters, where RFC 5754 would take NULL as well.
        this.digestAlgorithm = new AlgorithmIdentifier(Hashes.oid(hash));
    }

    @Override
    public byte[] sign(byte[] unsigned) throws IOException {
        SignerInfo signer = new SignerInfo(
                signerId,
                digestAlgorithm,
                (ASN1Set) null,
                key.signatureAlgorithm(hash),
                new DEROctetString(signature(unsigned)),
                null);
        SignedData signed = new SignedData(
                new DERSet(digestAlgorithm),
                new ContentInfo(CMSObjectIdentifiers.data, null),
                null,
                null,
                new DERSet(signer));
        return new ContentInfo(CMSObjectIdentifiers.signedData, signed).getEncoded(ASN1Encoding.DER);
    }

    private byte[] signature(byte[] unsigned) throws IOException {
        Signer signer = key.signer(hash);
        signer.update(unsigned, 0, unsigned.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IOException("the key of " + name + " made no signature: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String identity() {
        return identity;
    }

    private static String fingerprint(byte[] encoded) {
        Digest digest = new SHA256Digest();
        digest.update(encoded, 0, encoded.length);
        byte[] result = new byte[digest.getDigestSize()];
        digest.doFinal(result, 0);
        return HexFormat.of().formatHex(result);
    }
}
