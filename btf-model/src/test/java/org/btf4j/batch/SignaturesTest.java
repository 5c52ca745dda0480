// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.btf4j.file.ModuleSigner;
import org.btf4j.transform.Layout;
import org.btf4j.transform.RuleSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of signatures: of a signed module, an unsigned one, and one of each that is distilled already. */
class SignaturesTest {

    private static final Path SAMPLE =
            Path.of(System.getProperty("btf.sampleDirectory", "../it-projects/src/it/quickstart/src/btf"));

    @TempDir
    Path temporary;

    Path in;
    Path out;

    /** Signs with its name and the number of bytes that it was given. */
    private record NamedSigner(String name) implements ModuleSigner {

        @Override
        public byte[] sign(byte[] unsigned) throws IOException {
            if (name.isEmpty()) {
                throw new IOException("the token was pulled out");
            }
            return signature(unsigned.length);
        }

        byte[] signature(int length) {
            return (name + length).getBytes(US_ASCII);
        }

        @Override
        public String identity() {
            return "as " + name;
        }
    }

    @BeforeEach
    void fourModules() throws IOException {
        in = Files.createDirectory(temporary.resolve("in"));
        out = temporary.resolve("out");
        byte[] distilled = Files.readAllBytes(SAMPLE.resolve("expected/driver-distilled.ko"));
        byte[] driver = Files.readAllBytes(SAMPLE.resolve("driver.ko"));
        Files.write(in.resolve("distilled.ko"), distilled);
        Files.write(in.resolve("distilled-signed.ko"), signed(distilled, "somebody".getBytes(US_ASCII)));
        Files.write(in.resolve("plain.ko"), driver);
        Files.write(in.resolve("signed.ko"), signed(driver, "somebody".getBytes(US_ASCII)));
    }

    @Test
    void failRefusesOnlyASignedModuleThatWouldBeChanged() throws IOException {
        assertThat(distill(SignaturePolicy.FAIL))
                .containsExactly(
                        "distilled-signed.ko UNCHANGED KEPT",
                        "distilled.ko UNCHANGED NONE",
                        "plain.ko CHANGED NONE",
                        "signed.ko FAILED NONE");
        assertThat(out.resolve("distilled-signed.ko")).hasSameBinaryContentAs(in.resolve("distilled-signed.ko"));
    }

    @Test
    void stripLeavesTheSignatureOfAChangedModuleOut() throws IOException {
        assertThat(distill(SignaturePolicy.STRIP))
                .containsExactly(
                        "distilled-signed.ko UNCHANGED KEPT",
                        "distilled.ko UNCHANGED NONE",
                        "plain.ko CHANGED NONE",
                        "signed.ko CHANGED STRIPPED");
        assertThat(out.resolve("signed.ko")).hasSameBinaryContentAs(out.resolve("plain.ko"));
    }

    @Test
    void signSignsEveryModuleThatIsChangedAndNoOther() throws IOException {
        distill(SignaturePolicy.STRIP);
        byte[] unsigned = Files.readAllBytes(out.resolve("plain.ko"));
        NamedSigner signer = new NamedSigner("packager");

        assertThat(distill(SignaturePolicy.sign(signer)))
                .containsExactly(
                        "distilled-signed.ko UNCHANGED KEPT",
                        "distilled.ko UNCHANGED NONE",
                        "plain.ko CHANGED SIGNED",
                        "signed.ko CHANGED SIGNED");
        byte[] expected = signed(unsigned, signer.signature(unsigned.length));
        assertThat(out.resolve("plain.ko")).hasBinaryContent(expected);
        assertThat(out.resolve("signed.ko")).hasBinaryContent(expected);
        assertThat(out.resolve("distilled.ko")).hasSameBinaryContentAs(in.resolve("distilled.ko"));
        assertThat(out.resolve("distilled-signed.ko")).hasSameBinaryContentAs(in.resolve("distilled-signed.ko"));
    }

    @Test
    void relocatedModulesAreSignedAsWell() throws IOException {
        ModuleTask task = new RelocateTask(
                BtfLoader.standalone(SAMPLE.resolve("vmlinux-next")),
                Layout.DISTILLED,
                RuleSet.KERNEL,
                SignaturePolicy.sign(new NamedSigner("packager")));

        assertThat(run(task, BatchOptions.DEFAULT))
                .containsExactly(
                        "distilled-signed.ko CHANGED SIGNED",
                        "distilled.ko CHANGED SIGNED",
                        "plain.ko FAILED NONE",
                        "signed.ko FAILED NONE");
        assertThat(out.resolve("distilled-signed.ko")).hasSameBinaryContentAs(out.resolve("distilled.ko"));
    }

    @Test
    void modulesWithNewTypeIdsAreSignedAsWell() throws IOException {
        Files.write(in.resolve("plain.ko"), Files.readAllBytes(SAMPLE.resolve("driver-noids.ko")));
        NamedSigner signer = new NamedSigner("packager");
        ModuleTask task = new ResolveIdsTask(
                BtfLoader.standalone(SAMPLE.resolve("vmlinux")), false, SignaturePolicy.sign(signer));

        assertThat(run(task, BatchOptions.DEFAULT))
                .containsExactly(
                        "distilled-signed.ko UNCHANGED KEPT",
                        "distilled.ko UNCHANGED NONE",
                        "plain.ko CHANGED SIGNED",
                        "signed.ko UNCHANGED KEPT");
        byte[] driver = Files.readAllBytes(SAMPLE.resolve("driver.ko"));
        assertThat(out.resolve("plain.ko")).hasBinaryContent(signed(driver, signer.signature(driver.length)));
    }

    @Test
    void nothingIsWrittenOfAModuleThatCannotBeSigned() throws IOException {
        BatchSummary summary = new Batch(task(SignaturePolicy.sign(new NamedSigner(""))), out, BatchOptions.DEFAULT)
                .run(ModuleSet.find(in.resolve("plain.ko"), out), outcome -> {});

        assertThat(summary.failures())
                .singleElement()
                .extracting(ModuleOutcome::problems)
                .isEqualTo(List.of(new ModuleProblem(
                        ModuleProblem.Cause.FILE,
                        in.resolve("plain.ko") + ": cannot be signed: the token was pulled out")));
        assertThat(out).doesNotExist();
    }

    @Test
    void anotherSignerMakesAllAgain() throws IOException {
        BatchOptions options = new BatchOptions(2, temporary.resolve("journal"), false);
        ModuleTask mine = task(SignaturePolicy.sign(new NamedSigner("me")));
        ModuleTask yours = task(SignaturePolicy.sign(new NamedSigner("you")));

        assertThat(run(mine, options)).contains("plain.ko CHANGED SIGNED");
        assertThat(run(mine, options)).contains("plain.ko UP_TO_DATE NONE");
        assertThat(run(yours, options)).contains("plain.ko CHANGED SIGNED");
    }

    @Test
    void theFingerprintOfATaskTellsTheSigner() throws IOException {
        assertThat(task(SignaturePolicy.FAIL).fingerprint()).contains(" fail ");
        assertThat(task(SignaturePolicy.STRIP).fingerprint()).contains(" strip ");
        assertThat(task(SignaturePolicy.sign(new NamedSigner("me"))).fingerprint())
                .contains(" sign as me ");
    }

    private List<String> distill(SignaturePolicy signatures) throws IOException {
        return run(task(signatures), BatchOptions.DEFAULT);
    }

    private static ModuleTask task(SignaturePolicy signatures) throws IOException {
        return new DistillTask(BtfLoader.standalone(SAMPLE.resolve("vmlinux")), Layout.DISTILLED, signatures);
    }

    private List<String> run(ModuleTask task, BatchOptions options) throws IOException {
        List<String> heard = new ArrayList<>();
        new Batch(task, out, options)
                .run(
                        ModuleSet.find(in, out),
                        outcome -> heard.add(
                                outcome.module().name() + " " + outcome.status() + " " + outcome.signature()));
        return heard;
    }

    /** The module with a signature of less than 256 bytes. */
    private static byte[] signed(byte[] module, byte[] signature) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(module);
        signed.writeBytes(signature);
        signed.writeBytes(new byte[] {0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, (byte) signature.length});
        signed.writeBytes("~Module signature appended~\n".getBytes(US_ASCII));
        return signed.toByteArray();
    }
}
