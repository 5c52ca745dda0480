// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TimeZone;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.btf4j.batch.ModuleArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of the archives. */
class ArchiveFormsTest {

    private static final Instant TIME = Instant.parse("2026-11-22T01:02:04Z");

    /** In this time zone the clock skips that hour on a day in spring. */
    private static final Instant SKIPPED_HOUR = Instant.parse("2026-03-29T02:30:00Z");

    /** Names that a folder on Linux may hold. */
    private static final List<String> NAMES = List.of(
            "driver.ko",
            "lib/with blank, \"quote\" and \\.ko",
            "lib/new\nline\t.ko",
            "-rf.ko",
            "lib/\u011f\u0131\u00fc-\ud83d\udc27.ko",
            "lib/" + "n".repeat(252) + ".ko",
            "deep/".repeat(200) + "driver.ko");

    @TempDir
    Path folder;

    @Test
    void theHeaderOfGzipHoldsNeitherTimeNorName() throws IOException {
        assertThat(HexFormat.of().formatHex(Arrays.copyOf(write(new TarGzip(TIME), NAMES), 10)))
                .isEqualTo("1f8b08000000000000ff");
    }

    @Test
    void everyTarHeaderIsTheSameForAllUsersAndMachines() throws IOException {
        byte[] tar = gunzip(write(new TarGzip(TIME), NAMES));

        int headers = 0;
        for (int at = 0; tar[at] != 0; headers++) {
            String header = new String(tar, at, 512, StandardCharsets.ISO_8859_1);
            boolean isExtension = header.charAt(156) == 'x';
            assertThat(header.substring(100, 124)).isEqualTo("0100644 0000000 0000000 ");
            assertThat(header.substring(136, 148)).isEqualTo("15300437414 ");
            // Nobody looks at the owner of such a header.
            String owner = pad(isExtension ? "" : "root", 32);
            assertThat(header.substring(257, 345)).isEqualTo("ustar\0" + "00" + owner + owner + "0000000 0000000 ");
            int size = Integer.parseInt(header.substring(124, 135), 8);
            assertThat(isExtension || size == 3).isTrue();
            at += 512 + (size + 511) / 512 * 512;
        }

        assertThat(headers)
                .as("one each, and one more for the names that are long or not ASCII")
                .isEqualTo(7 + 3);
    }

    @Test
    void allNamesComeBackFromTar() throws IOException {
        List<String> found = new ArrayList<>();
        byte[] tar = gunzip(write(new TarGzip(TIME), NAMES));
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar), "UTF-8")) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                found.add(entry.getName());
                assertThat(in.readAllBytes()).isEqualTo(new byte[] {1, 2, 3});
            }
        }

        assertThat(found).isEqualTo(NAMES);
    }

    @Test
    void gnuTarReadsIt() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/tar")) || Files.isExecutable(Path.of("/bin/tar")),
                "SKIPPED: no tar");
        Path archive = Files.write(folder.resolve("drivers.tar.gz"), write(new TarGzip(TIME), NAMES));

        ProcessBuilder tar =
                new ProcessBuilder("tar", "-tvzf", archive.toString(), "--full-time", "--quoting-style=c", "--utc");
        tar.environment().put("LC_ALL", "C.UTF-8");
        Process process = tar.redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        String start = "-rw-r--r-- root/root         3 2026-11-22 01:02:04 ";
        assertThat(lines).hasSize(7).allSatisfy(line -> assertThat(line).startsWith(start));
        assertThat(lines.get(0)).isEqualTo(start + "\"driver.ko\"");
        assertThat(lines.get(2)).isEqualTo(start + "\"lib/new\\nline\\t.ko\"");
        assertThat(lines.get(5)).isEqualTo(start + "\"lib/" + "n".repeat(252) + ".ko\"");
    }

    @Test
    void allNamesComeBackFromZip() throws IOException {
        List<String> found = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(write(new Zip(TIME), NAMES)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                found.add(entry.getName());
                assertThat(entry.getTimeLocal()).hasToString("2026-11-22T01:02:04");
                assertThat(in.readAllBytes()).isEqualTo(new byte[] {1, 2, 3});
            }
        }

        assertThat(found).isEqualTo(NAMES);
    }

    /** Times in zip are local times, so that libraries like to bring the time zone of the machine in. */
    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/St_Johns"})
    void noTimeZoneShowsInAnArchive(String zone) throws IOException {
        byte[] zip = write(new Zip(SKIPPED_HOUR), NAMES);
        byte[] tar = write(new TarGzip(SKIPPED_HOUR), NAMES);
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            assertThat(write(new Zip(SKIPPED_HOUR), NAMES)).isEqualTo(zip);
            assertThat(write(new TarGzip(SKIPPED_HOUR), NAMES)).isEqualTo(tar);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    /** The archive that holds, under each name, the bytes 1, 2 and 3. */
    private static byte[] write(ModuleArchive.Form form, List<String> names) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ModuleArchive.Writer writer = form.open(archive)) {
            for (String name : names) {
                writer.add(name, 3, new ByteArrayInputStream(new byte[] {1, 2, 3}));
            }
        }
        return archive.toByteArray();
    }

    private static byte[] gunzip(byte[] packed) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
    }

    private static String pad(String text, int length) {
        return text + "\0".repeat(length - text.length());
    }
}
