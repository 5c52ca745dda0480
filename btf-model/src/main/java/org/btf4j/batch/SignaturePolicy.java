// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
     * The result for a module that must stay as it is because of its signature.
     *
     * @param change what would make the signature invalid
     */
    static TaskResult refused(ModuleSet.Entry module, String change) {
        return TaskResult.failed(List.of(new ModuleProblem(
                ModuleProblem.Cause.SIGNED,
                module.file() + ": the module is signed, and " + change + " would make its signature invalid")));
    }

    /**
     * The result for a module that was changed.
     *
     * @param signed whether it had a signature
     * @param changed the module, which has no signature any more
     * @throws IOException if it cannot be signed
     */
    TaskResult changed(ModuleSet.Entry module, boolean signed, BtfSizes sizes, byte[] changed) throws IOException {
        return TaskResult.changed(
                sizes, outcome(signed), new TaskResult.Output(module.name(), finish(module.file(), changed)));
    }

    private byte[] finish(Path file, byte[] changed) throws IOException {
        if (signer == null) {
            return changed;
        }
        try {
            return ModuleSignature.sign(changed, signer);
        } catch (IOException e) {
            throw new IOException(file + ": cannot be signed: " + e.getMessage(), e);
        }
    }

    private SignatureOutcome outcome(boolean signed) {
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
