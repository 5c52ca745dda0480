// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.btf4j.batch.TemporaryFolder;

/**
 * The files of an archive as {@code btf:package} makes them, {@code .tar.gz} or {@code .zip}, in a temporary folder that is gone
 * when this is closed.
 *
 * <p>Files only, no links and devices; none outside of the folder; at most {@value #MOST_ENTRIES} entries and 4 GiB.
 */
final class UnpackedArchive implements AutoCloseable {

    static final int MOST_ENTRIES = 100_000;
    static final long MOST_BYTES = 4L << 30;

    private static final int TAR_MAGIC_END = 262;
    private static final int BUFFER = 1 << 16;

    private final TemporaryFolder folder;
    private final long mostBytes;
    private int entries;
    private long bytes;

    private UnpackedArchive(TemporaryFolder folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /** What an archive is found out to be that it may not be. */
    static final class BadArchiveException extends Exception {

        private static final long serialVersionUID = 1;

        BadArchiveException(String problem) {
            super(problem);
        }
    }

    private enum Form {
        TAR_GZ,
        ZIP,
        NONE
    }

    /** Whether a file is such an archive, as its first bytes tell. */
    static boolean is(Path file) throws IOException {
        return form(file) != Form.NONE;
    }

    private static Form form(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            in.mark(BUFFER);
            byte[] start = in.readNBytes(4);
            if (start.length == 4 && start[0] == 'P' && start[1] == 'K' && (start[2] == 3 || start[2] == 5)) {
                return Form.ZIP;
            }
            if (start.length < 2 || start[0] != 0x1f || start[1] != (byte) 0x8b) {
                return Form.NONE;
            }
            in.reset();
            byte[] header = new GZIPInputStream(in).readNBytes(TAR_MAGIC_END);
            boolean tar = header.length == TAR_MAGIC_END
                    && new String(header, TAR_MAGIC_END - 5, 5, StandardCharsets.US_ASCII).equals("ustar");
            return tar ? Form.TAR_GZ : Form.NONE;
        } catch (ZipException | EOFException e) {
            // Something else that starts like gzip; whoever reads it as what it is says what is wrong.
            return Form.NONE;
        }
    }

    /**
     * Unpacks an archive.
     *
     * @param parent where the temporary folder is made, an absolute path
     * @throws BadArchiveException if it is broken, too large, or would write outside of the folder
     * @throws IOException if it cannot be read, or there is no room
     */
    static UnpackedArchive open(Path archive, Path parent) throws BadArchiveException, IOException {
        return open(archive, parent, MOST_BYTES);
    }

    /** The same with another bound for all bytes. */
    static UnpackedArchive open(Path archive, Path parent, long mostBytes) throws BadArchiveException, IOException {
        UnpackedArchive unpacked = new UnpackedArchive(TemporaryFolder.open(parent), mostBytes);
        try {
            unpacked.unpack(archive);
            return unpacked;
        } catch (BadArchiveException | IOException | RuntimeException | Error e) {
            try {
                unpacked.close();
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    /** Where the files are. */
    Path path() {
        return folder.path();
    }

    private void unpack(Path archive) throws BadArchiveException, IOException {
        Form form = form(archive);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive), BUFFER)) {
            if (form == Form.ZIP) {
                unpackZip(new ZipInputStream(in, StandardCharsets.UTF_8));
            } else {
                unpackTar(new TarArchiveInputStream(new GZIPInputStream(in, BUFFER), StandardCharsets.UTF_8.name()));
            }
        }
    }

    private interface Next<T> {
        T next() throws IOException;
    }

    private static <T> T read(Next<T> next) throws BadArchiveException {
        try {
            return next.next();
        } catch (IOException | IllegalArgumentException e) {
            throw new BadArchiveException("is broken: " + e.getMessage());
        }
    }

    private void unpackTar(TarArchiveInputStream tar) throws BadArchiveException, IOException {
        for (TarArchiveEntry entry = read(tar::getNextEntry); entry != null; entry = read(tar::getNextEntry)) {
            boolean plain = entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() && !entry.isSparse();
            take(entry.getName(), plain, tar);
        }
    }

    private void unpackZip(ZipInputStream zip) throws BadArchiveException, IOException {
        for (ZipEntry entry = read(zip::getNextEntry); entry != null; entry = read(zip::getNextEntry)) {
            take(entry.getName(), !entry.isDirectory(), zip);
        }
    }

    private void take(String name, boolean plain, InputStream contents) throws BadArchiveException, IOException {
        if (++entries > MOST_ENTRIES) {
            throw new BadArchiveException("has more than " + Sentences.number(MOST_ENTRIES) + " entries");
        }
        if (!plain) {
            return;
        }
        Path file = file(name);
        for (Path above = file.getParent();
                above != null && above.startsWith(folder.path());
                above = above.getParent()) {
            if (Files.isRegularFile(above)) {
                throw new BadArchiveException("has the entry '" + name + "' below another one, which is a file");
            }
        }
        Files.createDirectories(file.resolveSibling("."));
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int count = fill(contents, buffer); count > 0; count = fill(contents, buffer)) {
                bytes += count;
                if (bytes > mostBytes) {
                    throw new BadArchiveException("unpacks to more than " + Sentences.number(mostBytes) + " bytes");
                }
                out.write(buffer, 0, count);
            }
        } catch (FileAlreadyExistsException e) {
            throw new BadArchiveException("has two entries '" + name + "'");
        }
    }

    private static int fill(InputStream contents, byte[] buffer) throws BadArchiveException {
        return read(() -> contents.readNBytes(buffer, 0, buffer.length));
    }

    private Path file(String name) throws BadArchiveException {
        Path path;
        try {
            path = folder.path().resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new BadArchiveException("has the entry '" + name + "', which is no path here: " + e.getReason());
        }
        boolean inside = path.startsWith(folder.path()) && !path.equals(folder.path());
        if (!inside
                || name.startsWith("/")
                || name.indexOf('\\') >= 0
                || List.of(name.split("/")).contains("..")) {
            throw new BadArchiveException("has the entry '" + name + "', which leads out of the archive");
        }
        return path;
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
