// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProjectHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageMojoTest {

    @TempDir
    Path folder;

    private final RecordedLog recorded = new RecordedLog();
    private final MavenProjectHelper helper = mock(MavenProjectHelper.class);
    private final PackageMojo mojo = new PackageMojo();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // no framework makes the goal here
    void configure() {
        mojo.setLog(recorded.log);
        mojo.basedir = folder.toFile();
        mojo.project = Projects.of("kmod", folder);
        mojo.projectHelper = helper;
        mojo.environment = Map.of();
        mojo.distilledModules = "target/btf";
        mojo.outputTimestamp = "2026-11-22T00:00:00Z";
    }

    @Test
    void modulesGoToTheirPlaceOnAMachineAndBecomeTheMainArtifact() throws Exception {
        Sample.copy(folder, "target/btf/driver.ko", "target/btf/net/driver.ko");
        Files.writeString(folder.resolve("target/btf/notes.txt"), "not a module");

        mojo.execute();

        Path archive = folder.resolve("target/drivers-1.tar.gz");
        assertThat(entries(archive))
                .containsExactly(
                        "lib/modules/miniature/updates/driver.ko 5776 2026-11-22T00:00:00Z",
                        "lib/modules/miniature/updates/net/driver.ko 5776 2026-11-22T00:00:00Z");
        assertThat(Projects.get(mojo).getArtifact().getFile()).isEqualTo(archive.toFile());
        verifyNoInteractions(helper);
        assertThat(recorded.lines())
                .containsExactly("info: Packed 2 modules of 1 kernel (miniature: 2) into " + archive + "; 0.00 s");
    }

    @Test
    void inOtherProjectsTheArchiveIsAttachedAndSoIsAZip() throws Exception {
        Sample.copy(folder, "built/driver.ko");
        mojo.project = Projects.of("jar", folder);
        mojo.distilledModules = "built";
        mojo.folder = "extra/acme";
        mojo.classifier = "debug";
        mojo.zip = true;

        mojo.execute();

        Path tar = folder.resolve("target/drivers-1-debug.tar.gz");
        Path zip = folder.resolve("target/drivers-1-debug.zip");
        verify(helper).attachArtifact(mojo.project, "tar.gz", "debug", tar.toFile());
        verify(helper).attachArtifact(mojo.project, "zip", "debug", zip.toFile());
        assertThat(Projects.get(mojo).getArtifact().getFile()).isNull();
        assertThat(entries(tar))
                .containsExactly("lib/modules/miniature/extra/acme/driver.ko 5776 2026-11-22T00:00:00Z");
        try (ZipFile file = new ZipFile(zip.toFile())) {
            assertThat(file.stream()).singleElement().satisfies(entry -> {
                assertThat(entry.getName()).isEqualTo("lib/modules/miniature/extra/acme/driver.ko");
                assertThat(file.getInputStream(entry)).hasBinaryContent(Files.readAllBytes(Sample.file("driver.ko")));
            });
        }
        assertThat(recorded.lines())
                .containsExactly(
                        "info: Packed 1 module of 1 kernel (miniature: 1) into " + tar + " and " + zip + "; 0.00 s");
    }

    @Test
    void compressedModulesGoInAsTheyAre() throws Exception {
        Path packed = folder.resolve("target/btf/driver.ko.gz");
        Files.createDirectories(folder.resolve("target/btf"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(Sample.file("driver.ko"), out);
        }
        mojo.zip = true;

        mojo.execute();

        try (ZipFile file = new ZipFile(folder.resolve("target/drivers-1.zip").toFile())) {
            assertThat(file.stream()).singleElement().satisfies(entry -> {
                assertThat(entry.getName()).isEqualTo("lib/modules/miniature/updates/driver.ko.gz");
                assertThat(file.getInputStream(entry)).hasBinaryContent(Files.readAllBytes(packed));
            });
        }
    }

    @Test
    void anArchiveWithAClassifierIsNeverTheMainArtifact() throws Exception {
        Sample.copy(folder, "target/btf/driver.ko");
        mojo.classifier = "debug";

        mojo.execute();

        verify(helper)
                .attachArtifact(
                        mojo.project,
                        "tar.gz",
                        "debug",
                        folder.resolve("target/drivers-1-debug.tar.gz").toFile());
    }

    @Test
    void whatCannotBePackedIsToldAtOnceAndTheOldArchiveStays() throws Exception {
        Sample.copy(folder, "target/btf/driver.ko");
        Path cut = Files.write(folder.resolve("target/btf/cut.ko"), new byte[] {0x7f, 'E', 'L', 'F'});
        Path kernel = Sample.copy(Sample.file("vmlinux"), folder.resolve("target/btf/kernel.ko"));
        Path archive = Files.writeString(folder.resolve("target/drivers-1.tar.gz"), "old");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        2 of 3 modules could not be packed:
                          %s: found a file of 4 bytes, expected an ELF header
                          %s, section .modinfo: found no vermagic, expected vermagic=, the kernel release and a space. Build the \
                        module with Kbuild, which writes it.
                        The modules are <distilledModules> (btf.distilledModules): %s.""", cut, kernel, folder.resolve("target/btf"));
        assertThat(archive).hasContent("old");
    }

    @Test
    void aFolderThatIsNotThere() {
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "<distilledModules> (btf.distilledModules): " + folder.resolve("target/btf")
                                + ": there is no such folder. Give the folder with the modules, or let btf:distill run before.");
    }

    @Test
    void aFolderWithoutModules() throws Exception {
        Files.createDirectories(folder.resolve("target/btf"));

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("<distilledModules> (btf.distilledModules): " + folder.resolve("target/btf")
                        + ": there is no module in this folder or below: no *.ko");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "/updates", "updates/", "updates//acme", "updates/../..", "updates/.", "a\\b", ""})
    void noFileGoesAnywhereElse(String elsewhere) throws Exception {
        Sample.copy(folder, "target/btf/driver.ko");
        mojo.folder = elsewhere;

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<folder> (btf.folder): found '" + elsewhere
                        + "', expected a folder below lib/modules/RELEASE" + " such as 'updates' or 'updates/acme'.");
    }

    @Test
    void twoExecutionsThatWouldMakeTheSameArtifact() throws Exception {
        Sample.copy(folder, "target/btf/driver.ko");
        mojo.project = Projects.of("pom", folder);
        Map<Object, Object> build = new HashMap<>();
        Path archive = folder.resolve("target/drivers-1.tar.gz");
        Projects.execute(mojo, "one", build);

        assertThatThrownBy(() -> Projects.execute(mojo, "two", build))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<classifier> (btf.classifier): the execution 'one' of the goal has made " + archive
                        + " already. Give each execution a classifier of its own.");
    }

    @Test
    void aFurtherExecutionDoesNotReplaceTheMainArtifact() throws Exception {
        Sample.copy(folder, "target/btf/driver.ko");
        Map<Object, Object> build = new HashMap<>();
        Path archive = folder.resolve("target/drivers-1.tar.gz");
        Projects.execute(mojo, "default-package", build);
        Projects.execute(mojo, "default-package", build);

        assertThatThrownBy(() -> Projects.execute(mojo, "more", build))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<classifier> (btf.classifier): the execution 'default-package' of the goal has made "
                        + archive + " already. Give each execution a classifier of its own.");

        mojo.classifier = "more";
        Projects.execute(mojo, "more", build);
        verify(helper)
                .attachArtifact(
                        mojo.project,
                        "tar.gz",
                        "more",
                        folder.resolve("target/drivers-1-more.tar.gz").toFile());
    }

    @Test
    void anExecutionThatRunsTwiceInABuildMakesOneArtifact() throws Exception {
        Sample.copy(folder, "target/btf/driver.ko");
        mojo.project = Projects.of("pom", folder);
        Map<Object, Object> build = new HashMap<>();

        Projects.execute(mojo, "one", build);
        Projects.execute(mojo, "one", build);

        verify(helper, times(1))
                .attachArtifact(
                        mojo.project,
                        "tar.gz",
                        (String) null,
                        folder.resolve("target/drivers-1.tar.gz").toFile());
    }

    /** Name, size and time of each entry, in their order. */
    private static List<String> entries(Path archive) throws IOException {
        List<String> entries = new ArrayList<>();
        try (InputStream file = Files.newInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                assertThat(tar.readAllBytes()).isEqualTo(Files.readAllBytes(Sample.file("driver.ko")));
                entries.add(entry.getName() + " " + entry.getSize() + " "
                        + entry.getLastModifiedTime().toInstant());
            }
        }
        return entries;
    }
}
