// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.btf4j.model.Btf;

/**
 * SHA-256 sums in lower-case hexadecimal digits, by which a batch knows again what it has seen before, and a reader of a report what
 * it was made of. Stateless and thread-safe.
 */
public final class Fingerprint {

    private Fingerprint() {}

    /** That of some bytes. */
    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** That of BTF, without the file around it. */
    public static String of(Btf btf) {
        return of(btf.toBytes());
    }

    /**
     * That of a file.
     *
     * @throws IOException if it cannot be read
     */
    public static String of(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * That of modules: of a single file its own; of a folder that of a list with one line a module, in the order of their names, as
     * {@code sha256sum} writes it: sum, two blanks, path below the folder.
     *
     * @throws IOException if a module cannot be read
     */
    public static String of(ModuleSet modules) throws IOException {
        if (modules.isOneFile()) {
            return of(modules.source());
        }
        StringBuilder list = new StringBuilder();
        for (ModuleSet.Entry module : modules.modules()) {
            list.append(of(module.file())).append("  ").append(module.path()).append('\n');
        }
        return of(list.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** That of the jar with this code: what another version made is not up to date. */
    static String ofThisLibrary() throws IOException {
        CodeSource source = Fingerprint.class.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null || !location.getProtocol().equals("file")) {
            return "unknown";
        }
        try {
            Path jar = Path.of(location.toURI());
            return Files.isRegularFile(jar) ? of(jar) : "classes";
        } catch (URISyntaxException e) {
            throw new IOException(location + ": " + e.getMessage(), e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
