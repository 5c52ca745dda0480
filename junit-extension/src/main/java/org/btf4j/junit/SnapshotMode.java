// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.btf4j.junit.Source.Form;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The mode in which expected dumps that stand in files are brought up to date instead of compared.
 *
 * <p>For a person who reviews the change afterwards: it is refused where the environment says that nobody watches.
 */
final class SnapshotMode {

    /** The system property that switches it on. */
    static final String PROPERTY = "btf.updateDumps";

    /** The system property that names the folder from which resources come. */
    static final String DIRECTORY_PROPERTY = "btf.dumpsDirectory";

    private static final String DEFAULT_DIRECTORY = "src/test/resources";

    /** What was written in this JVM, so that two tests that want different contents do not undo each other's. */
    private static final Map<Path, String> WRITTEN = new ConcurrentHashMap<>();

    private SnapshotMode() {}

    /**
     * Whether it is switched on.
     *
     * @throws ExtensionConfigurationException if it is, in continuous integration
     */
    static boolean isOn() {
        if (!isSet(System.getProperty(PROPERTY))) {
            return false;
        }
        String ci = System.getenv("CI");
        if (isSet(ci)) {
            throw new ExtensionConfigurationException(
                    "-D" + PROPERTY + " is set, but so is the environment variable CI ("
                            + ci + "): there, expected dumps are compared and never rewritten."
                            + " Rewrite them where you can review the change, and commit it.");
        }
        return true;
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.equals("false");
    }

    /**
     * Writes a dump to the file that a test names.
     *
     * @param isThere whether there is such a file already; if there is a resource, its file has to be known
     */
    static void write(ExpectedDump expected, boolean isThere, String dump) {
        Path file = expected.source().form() == Form.FILE
                ? Path.of(expected.source().argument())
                : sourceOf(expected, isThere);
        String before = WRITTEN.putIfAbsent(file.toAbsolutePath().normalize(), dump);
        if (before != null && !before.equals(dump)) {
            throw new ExtensionConfigurationException(expected.what() + ": " + expected.name()
                    + " was rewritten already in this run, with other contents. Give the two tests a file each.");
        }
        try {
            replace(file, dump);
        } catch (IOException e) {
            throw new UncheckedIOException(expected.what() + ": " + file + " cannot be written: " + e.getMessage(), e);
        }
        System.getLogger(SnapshotMode.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        "{0}: {1} {2}. Review the change.",
                        expected.what(),
                        isThere ? "rewrote" : "wrote",
                        file);
    }

    /** The file that the build makes a resource of. */
    private static Path sourceOf(ExpectedDump expected, boolean isThere) {
        Path directory = Path.of(System.getProperty(DIRECTORY_PROPERTY, DEFAULT_DIRECTORY));
        Path file = directory.resolve(expected.source().argument());
        if (isThere ? !Files.isRegularFile(file) : !Files.isDirectory(directory)) {
            throw new ExtensionConfigurationException(
                    expected.what() + ": " + expected.name() + " does not come from " + directory.toAbsolutePath()
                            + ". Name the folder of its source with -D" + DIRECTORY_PROPERTY + ".");
        }
        return file;
    }

    private static void replace(Path file, String dump) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path written = Files.createTempFile(directory, ".btf", null);
        try {
            Files.writeString(written, dump, StandardCharsets.ISO_8859_1);
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
