// SPDX-License-Identifier: Apache-2.0
package org.btf4j.it;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A signed module, taken apart with none of the code that is under test.
 *
 * <p>Every check throws an {@link AssertionError} that says what was expected and what was found. Paths are relative to the
 * project. Made for the {@code verify} scripts of the invoker plugin.
 */
public final class Signed {

    private static final byte[] MARK = "~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DESCRIPTION_SIZE = 12;
    /** In bytes, of an RSA key of 2048 bits. */
    private static final int RSA_SIZE = 256;

    private final Path project;
    private final String name;
    private final byte[] module;
    private final byte[] message;

    private Signed(Path project, String name, byte[] module, byte[] message) {
        this.project = project;
        this.name = name;
        this.module = module;
        this.message = message;
    }

    /** Reads a module that must be signed. */
    public static Signed read(File project, String name) throws IOException {
        byte[] file = Files.readAllBytes(project.toPath().resolve(name));
        int mark = file.length - MARK.length;
        check(mark > 0 && Arrays.equals(file, mark, file.length, MARK, 0, MARK.length), name + " is not signed");
        int description = mark - DESCRIPTION_SIZE;
        String kind = HexFormat.of().formatHex(file, description, description + 8);
        check(kind.equals("0000020000000000"), name + " has a signature described as " + kind);
        int start = description - ByteBuffer.wrap(file, description + 8, 4).getInt();
        return new Signed(
                project.toPath(), name, Arrays.copyOf(file, start), Arrays.copyOfRange(file, start, description));
    }

    /** The signature is by the RSA key of the certificate in that file, which may have other things before it. */
    public void verify(File certificate, String algorithm) throws IOException, GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initVerify(certificate(certificate).getPublicKey());
        signature.update(module);
        // The signature proper is the last value of the PKCS#7 message.
        check(
                signature.verify(message, message.length - RSA_SIZE, RSA_SIZE),
                name + " has a signature that is not by " + certificate);
    }

    /** openssl says the same of the whole message; where it is missing, the check is left out, and says so. */
    public void verifyWithOpenssl(File certificate) throws IOException, InterruptedException {
        if (!isInstalled("openssl")) {
            System.out.println("NOT RUN: openssl is not installed, so it does not verify the signature of " + name);
            return;
        }
        Path work = Files.createDirectories(project.resolve("target/openssl"));
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "cms",
                        "-verify",
                        "-binary",
                        "-noverify",
                        "-inform",
                        "DER",
                        "-in",
                        Files.write(work.resolve("message"), message).toString(),
                        "-content",
                        Files.write(work.resolve("module"), module).toString(),
                        "-certfile",
                        certificate.toString(),
                        "-out",
                        work.resolve("verified").toString())
                .redirectErrorStream(true)
                .start();
        openssl.getOutputStream().close();
        String output = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        check(openssl.waitFor() == 0, "openssl does not verify the signature of " + name + ": " + output);
    }

    /** Without its signature, the module is that one. */
    public void isWithoutSignature(String other) throws IOException {
        check(
                Arrays.equals(module, Files.readAllBytes(project.resolve(other))),
                name + " without its signature differs from " + other);
    }

    private static Certificate certificate(File file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file.toPath());
        String certificate = text.substring(text.indexOf("-----BEGIN CERTIFICATE"));
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII)));
    }

    private static boolean isInstalled(String tool) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
