// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.btf4j.junit.Source.Form;

/**
 * A file or a resource that a test names.
 *
 * @param name as the user wrote it, such as {@code resource:btf/driver.ko}
 * @param location where it is; another name for the same place has the same one
 */
record TestFile(String name, URI location) {

    /** Enough to see that something is not text: every binary format begins with a number. */
    private static final int START_SIZE = 512;

    /** What is done with a file. */
    interface Work<T> {
        T with(Path file) throws IOException;
    }

    /** The file of a source, if there is one. */
    static Optional<TestFile> find(Source source, ClassLoader loader) {
        if (source.form() == Form.FILE) {
            Path file = Path.of(source.argument()).toAbsolutePath().normalize();
            return Files.isReadable(file)
                    ? Optional.of(new TestFile("file:" + source.argument(), file.toUri()))
                    : Optional.empty();
        }
        URL found = loader.getResource(source.argument());
        try {
            return found == null
                    ? Optional.empty()
                    : Optional.of(new TestFile("resource:" + source.argument(), found.toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("cannot locate resource " + source.argument() + " at " + found, e);
        }
    }

    /** Gives the work a file; one that is gone afterwards where this is a resource in an archive. */
    <T> T on(Work<T> work) throws IOException {
        if (location.getScheme().equals("file")) {
            return work.with(Path.of(location));
        }
        Path copy = Files.createTempFile("btf", null);
        try {
            URLConnection connection = location.toURL().openConnection();
            // A cached connection would keep the archive open.
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return work.with(copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** Whether a file begins as texts do. */
    static boolean isText(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            for (byte each : in.readNBytes(START_SIZE)) {
                if (each >= 0 && each < ' ' && "\t\n\r\f".indexOf(each) < 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The text of a file, in the charset of raw dumps. */
    static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
