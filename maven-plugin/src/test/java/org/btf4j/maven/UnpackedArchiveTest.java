// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.btf4j.maven.UnpackedArchive.BadArchiveException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive gives files below one folder, within bounds, or nothing at all. */
class UnpackedArchiveTest {

    private static final byte[] CONTENTS = "module".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path temporary;

    @Test
    void anArchiveIsToldByItsFirstBytes() throws Exception {
        assertThat(UnpackedArchive.is(tar("a.ko"))).isTrue();
        assertThat(UnpackedArchive.is(zip("a.ko"))).isTrue();
        assertThat(UnpackedArchive.is(gzipped("a.tar.gz", CONTENTS))).isFalse();
        assertThat(UnpackedArchive.is(Files.write(temporary.resolve("short"), new byte[] {0x1f, (byte) 0x8b})))
                .isFalse();
        assertThat(UnpackedArchive.is(Files.write(temporary.resolve("empty"), new byte[0])))
                .isFalse();
    }

    @Test
    void filesAreWhereTheArchiveHasThem() throws Exception {
        for (Path archive : new Path[] {tar("lib/a.ko", "lib/net/b.ko"), zip("lib/a.ko", "lib/net/b.ko")}) {
            Path folder;
            try (UnpackedArchive unpacked = open(archive)) {
                folder = unpacked.path();
                assertThat(folder.resolve("lib/a.ko")).hasBinaryContent(CONTENTS);
                assertThat(folder.resolve("lib/net/b.ko")).hasBinaryContent(CONTENTS);
            }
            assertThat(folder).doesNotExist();
        }
    }

    @Test
    void anEntryDoesNotLeadOutOfTheFolder() throws Exception {
        for (String name : new String[] {"../a.ko", "lib/../../a.ko", "/a.ko", "lib/../a.ko", "..\\a.ko"}) {
            assertThatThrownBy(() -> open(zip(name)))
                    .isInstanceOf(BadArchiveException.class)
                    .hasMessage("has the entry '" + name + "', which leads out of the archive");
        }
        assertNothingIsLeft();
    }

    @Test
    void linksAreLeftOut() throws Exception {
        Path archive = temporary.resolve("links.tar.gz");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip(archive))) {
            TarArchiveEntry link = new TarArchiveEntry("link.ko", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }

        try (UnpackedArchive unpacked = open(archive)) {
            assertThat(unpacked.path()).isEmptyDirectory();
        }
    }

    @Test
    void itUnpacksToNoMoreThanItMay() throws Exception {
        Path archive = tar("a.ko", "b.ko");

        UnpackedArchive.open(archive, temporary, 2L * CONTENTS.length).close();
        assertThatThrownBy(() -> UnpackedArchive.open(archive, temporary, 2L * CONTENTS.length - 1))
                .isInstanceOf(BadArchiveException.class)
                .hasMessage("unpacks to more than 11 bytes");
        assertNothingIsLeft();
    }

    @Test
    void anEntryBelowAFileIsRefused() throws Exception {
        assertThatThrownBy(() -> open(tar("a.ko", "a.ko/lib/b.ko")))
                .isInstanceOf(BadArchiveException.class)
                .hasMessage("has the entry 'a.ko/lib/b.ko' below another one, which is a file");
        assertNothingIsLeft();
    }

    @Test
    void twoEntriesOfOneNameAreRefused() {
        assertThatThrownBy(() -> open(tar("a.ko", "a.ko")))
                .isInstanceOf(BadArchiveException.class)
                .hasMessage("has two entries 'a.ko'");
        assertNothingIsLeft();
    }

    private UnpackedArchive open(Path archive) throws BadArchiveException, IOException {
        return UnpackedArchive.open(archive, temporary);
    }

    private void assertNothingIsLeft() {
        assertThat(temporary).isDirectoryNotContaining("glob:**/btf4j-*");
    }

    private Path tar(String... names) throws IOException {
        Path archive = temporary.resolve("archive.tar.gz");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip(archive))) {
            for (String name : names) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(CONTENTS.length);
                tar.putArchiveEntry(entry);
                tar.write(CONTENTS);
                tar.closeArchiveEntry();
            }
        }
        return archive;
    }

    private Path zip(String... names) throws IOException {
        Path archive = temporary.resolve("archive.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(CONTENTS);
                zip.closeEntry();
            }
        }
        return archive;
    }

    private Path gzipped(String name, byte[] bytes) throws IOException {
        Path file = temporary.resolve(name);
        try (OutputStream out = gzip(file)) {
            out.write(bytes);
        }
        return file;
    }

    private static OutputStream gzip(Path file) throws IOException {
        return new GZIPOutputStream(Files.newOutputStream(file));
    }
}
