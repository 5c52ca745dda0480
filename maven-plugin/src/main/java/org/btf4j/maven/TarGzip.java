// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.btf4j.batch.ModuleArchive;

/**
 * A {@code .tar.gz} that holds nothing of the machine it was made on: owner {@code root}, mode 644, one time for all.
 *
 * <p>There are no entries for folders. One for {@code lib/} would make GNU tar replace the link that distributions have there.
 *
 * @param time of whole seconds
 */
record TarGzip(Instant time) implements ModuleArchive.Form {

    private static final int MODE = 0100644;
    private static final String OWNER = "root";

    @Override
    public ModuleArchive.Writer open(OutputStream archive) throws IOException {
        GZIPOutputStream gzip = new GZIPOutputStream(new Unclosed(archive), 1 << 13);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        return new ModuleArchive.Writer() {
            @Override
            public void add(String name, long size, InputStream contents) throws IOException {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(size);
                entry.setMode(MODE);
                entry.setIds(0, 0);
                entry.setNames(OWNER, OWNER);
                entry.setModTime(FileTime.from(time));
                tar.putArchiveEntry(entry);
                contents.transferTo(tar);
                tar.closeArchiveEntry();
            }

            @Override
            public void close() throws IOException {
                tar.close();
            }
        };
    }
}
