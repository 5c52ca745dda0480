// SPDX-License-Identifier: Apache-2.0
package org.btf4j.signer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.btf4j.file.SigningHash;
import org.btf4j.file.SigningKeyException;
import org.btf4j.file.SigningKeyException.Part;

/**
 * A private key with which kernels verify signatures.
 *
 * <p>Of RSA these are the sizes that the kernel's implementation takes ({@code rsa_check_key_length}, Linux 6.12), of EC the
 * curves that it knows; P-521 from Linux 6.10 on. Immutable and thread-safe.
 */
abstract class SigningKey {

    private static final Set<Integer> RSA_BITS = Set.of(1024, 1536, 2048, 3072, 4096);
    private static final Set<ASN1ObjectIdentifier> CURVES =
            Set.of(X9ObjectIdentifiers.prime256v1, SECObjectIdentifiers.secp384r1, SECObjectIdentifiers.secp521r1);
    private static final Map<ASN1ObjectIdentifier, String> OTHER_KINDS = Map.of(
            PKCSObjectIdentifiers.id_RSASSA_PSS, "RSASSA-PSS",
            X9ObjectIdentifiers.id_dsa, "DSA",
            EdECObjectIdentifiers.id_Ed25519, "Ed25519",
            EdECObjectIdentifiers.id_Ed448, "Ed448");

    /**
     * The key that was read from a file.
     *
     * @throws SigningKeyException if it is damaged, or of a kind or size with which kernels verify nothing
     */
    static SigningKey of(PrivateKeyInfo info, Path file) throws SigningKeyException {
        ASN1ObjectIdentifier kind = info.getPrivateKeyAlgorithm().getAlgorithm();
        if (kind.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return Rsa.of((RSAPrivateCrtKeyParameters) parameters(info, file), file);
        }
        if (kind.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return Ec.of((ECPrivateKeyParameters) parameters(info, file), file);
        }
        throw unsupported(
                file, "a private key of kind " + OTHER_KINDS.getOrDefault(kind, kind.getId()), "one of kind RSA or EC");
    }

    private static AsymmetricKeyParameter parameters(PrivateKeyInfo info, Path file) throws SigningKeyException {
        try {
            return PrivateKeyFactory.createKey(info);
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle checks the numbers of a key with exceptions of many kinds.
            throw PemFile.damaged(file, e);
        }
    }

    private static SigningKeyException unsupported(Path file, String found, String expected) {
        return new SigningKeyException(
                Part.KEY, file + ": found " + found + ", expected " + expected + ", with which kernels verify modules");
    }

    /** The name of signatures by this key. */
    abstract AlgorithmIdentifier signatureAlgorithm(SigningHash hash);

    /** A new computation of a signature, for one thread. */
    abstract Signer signer(SigningHash hash);

    /** Whether the certificate is for this key. */
    final boolean belongsTo(X509CertificateHolder certificate) {
        try {
            return belongsTo(PublicKeyFactory.createKey(certificate.getSubjectPublicKeyInfo()));
        } catch (IOException | RuntimeException e) {
            // A certificate of a kind of key that is not known is not the one of this key.
            return false;
        }
    }

    abstract boolean belongsTo(AsymmetricKeyParameter publicKey);

    private static Signer forSigning(Signer signer, CipherParameters key) {
        signer.init(true, key);
        return signer;
    }

    private static final class Rsa extends SigningKey {

        private final RSAPrivateCrtKeyParameters key;

        private Rsa(RSAPrivateCrtKeyParameters key) {
            this.key = key;
        }

        static Rsa of(RSAPrivateCrtKeyParameters key, Path file) throws SigningKeyException {
            int bits = key.getModulus().bitLength();
            if (!RSA_BITS.contains(bits)) {
                throw unsupported(
                        file, "an RSA key of " + bits + " bits", "one of the sizes " + new TreeSet<>(RSA_BITS));
            }
            return new Rsa(key);
        }

        /** Without the hash in its name, which is what kernels look for in a PKCS#7 message. */
        @Override
        AlgorithmIdentifier signatureAlgorithm(SigningHash hash) {
            return new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        }

        @Override
        Signer signer(SigningHash hash) {
            return forSigning(new RSADigestSigner(Hashes.digest(hash), Hashes.oid(hash)), key);
        }

        @Override
        boolean belongsTo(AsymmetricKeyParameter publicKey) {
            return publicKey instanceof RSAKeyParameters rsa
                    && rsa.getModulus().equals(key.getModulus())
                    && rsa.getExponent().equals(key.getPublicExponent());
        }
    }

    private static final class Ec extends SigningKey {

        private final ECPrivateKeyParameters key;

        private Ec(ECPrivateKeyParameters key) {
            this.key = key;
        }

        static Ec of(ECPrivateKeyParameters key, Path file) throws SigningKeyException {
            if (!(key.getParameters() instanceof ECNamedDomainParameters curve) || !CURVES.contains(curve.getName())) {
                throw unsupported(file, "an EC key over another curve", "one over P-256, P-384 or P-521");
            }
            return new Ec(key);
        }

        @Override
        AlgorithmIdentifier signatureAlgorithm(SigningHash hash) {
            return new AlgorithmIdentifier(Hashes.ecdsaOid(hash));
        }

        /** ECDSA with the number of RFC 6979 in place of a random one, so that two builds make the same bytes. */
        @Override
        Signer signer(SigningHash hash) {
            ECDSASigner ecdsa = new ECDSASigner(new HMacDSAKCalculator(Hashes.digest(hash)));
            return forSigning(new DSADigestSigner(ecdsa, Hashes.digest(hash)), key);
        }

        @Override
        boolean belongsTo(AsymmetricKeyParameter publicKey) {
            return publicKey instanceof ECPublicKeyParameters ec
                    && ec.getParameters().equals(key.getParameters())
                    && ec.getQ().equals(key.getParameters().getG().multiply(key.getD()));
        }
    }
}
