// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Path;
import org.btf4j.file.ModuleSignature;
import org.btf4j.file.ModuleSigner;
import org.jspecify.annotations.Nullable;

/** What to do with the signature of a module, which any change makes invalid. Immutable and thread-safe. */
public final class SignaturePolicy {

    /** Refuse a signed module. */
    public static final SignaturePolicy FAIL = new SignaturePolicy("fail", null);

    /** Change the module and leave the signature out. */
    public static final SignaturePolicy STRIP = new SignaturePolicy("strip", null);

    private final String text;
    private final @Nullable ModuleSigner signer;

    private SignaturePolicy(String text, @Nullable ModuleSigner signer) {
        this.text = text;
        this.signer = signer;
    }

    /**
     * Sign every module that is changed, whether it had a signature or not.
     *
     * <p>A kernel that asks for signatures asks for that of each module, so one that came without is of use only with one. A
     * module that is written as it came is not signed: it keeps the signature that it has.
     */
    public static SignaturePolicy sign(ModuleSigner signer) {
        return new SignaturePolicy("sign " + signer.identity(), signer);
    }

    /** Whose new signatures changed modules have; null if nobody's. */
    public @Nullable String signer() {
        return signer == null ? null : signer.name();
    }

    /** Whether a module that has a signature must not be changed. */
    boolean refuses(boolean signed) {
        return signed && this == FAIL;
    }

    /**
     * What is written of a module that was changed, and has no signature any more.
     *
     * @param file names the module in an error
     * @throws IOException if it cannot be signed
     */
    byte[] finish(Path file, byte[] changed) throws IOException {
        if (signer == null) {
            return changed;
        }
        try {
            return ModuleSignature.sign(changed, signer);
        } catch (IOException e) {
            throw new IOException(file + ": cannot be signed: " + e.getMessage(), e);
        }
    }

    /** What becomes of the signature of a module that is changed. */
    SignatureOutcome outcome(boolean signed) {
        if (signer != null) {
            return SignatureOutcome.SIGNED;
        }
        return signed ? SignatureOutcome.STRIPPED : SignatureOutcome.NONE;
    }

    /** All on which the signatures depend, as one line without secrets. */
    @Override
    public String toString() {
        return text;
    }
}
