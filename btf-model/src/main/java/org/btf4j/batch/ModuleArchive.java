// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.btf4j.file.AtomicFile;

/**
 * Writes files into one archive, whose form others know.
 *
 * <p>Files go in one after the other, in the order of their names, and are not held in memory. The archive is written whole or
 * not at all, and never over a file that goes into it. Stateless and thread-safe.
 */
public final class ModuleArchive {

    private ModuleArchive() {}

    /**
     * A file that goes into an archive.
     *
     * @param name what it is called there, with slashes
     */
    public record Member(Path file, String name) {}

    /** A form of archives. */
    public interface Form {
        /** Starts an archive; closing it does not close the stream. */
        Writer open(OutputStream archive) throws IOException;
    }

    /** An archive that is being written. */
    public interface Writer extends Closeable {
        /**
         * Puts a file in.
         *
         * @param size how many bytes the contents have
         */
        void add(String name, long size, InputStream contents) throws IOException;
    }

    /**
     * Writes an archive, replacing the one that is there.
     *
     * @throws IOException if a file cannot be read or the archive cannot be written; then the old archive stays
     */
    public static void write(Path archive, List<Member> members, Form form) throws IOException {
        List<Member> sorted =
                members.stream().sorted(Comparator.comparing(Member::name)).toList();
        Path[] inputs = sorted.stream().map(Member::file).toArray(Path[]::new);
        AtomicFile.write(
                archive,
                out -> {
                    try (Writer writer = form.open(out)) {
                        for (Member member : sorted) {
                            try (InputStream contents = Files.newInputStream(member.file())) {
                                writer.add(member.name(), Files.size(member.file()), contents);
                            }
                        }
                    }
                },
                inputs);
    }
}
