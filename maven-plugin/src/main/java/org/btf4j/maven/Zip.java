// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.btf4j.batch.ModuleArchive;

/**
 * A {@code .zip} that holds nothing of the machine it was made on; zip entries of this kind have no owner and no mode.
 *
 * <p>Written by the JDK, since only that takes a time without a time zone; Commons Compress goes through that of the machine.
 *
 * @param time tells UTC, of even seconds, as zip has no others
 */
record Zip(Instant time) implements ModuleArchive.Form {

    @Override
    public ModuleArchive.Writer open(OutputStream archive) {
        ZipOutputStream zip = new ZipOutputStream(new Unclosed(archive));
        LocalDateTime local = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        return new ModuleArchive.Writer() {
            @Override
            public void add(String name, long size, InputStream contents) throws IOException {
                ZipEntry entry = new ZipEntry(name);
                entry.setTimeLocal(local);
                zip.putNextEntry(entry);
                contents.transferTo(zip);
                zip.closeEntry();
            }

            @Override
            public void close() throws IOException {
                zip.close();
            }
        };
    }
}
