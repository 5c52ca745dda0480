// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds of a project of packaging kmod, one after the other. */
class KmodBuildTest {

    @TempDir
    Path folder;

    private final RecordedLog recorded = new RecordedLog();
    private MavenProject project = new MavenProject();

    @BeforeEach
    void twoModules() throws IOException {
        Sample.copy(folder, "vmlinux", "src/main/kmod/driver.ko", "src/main/kmod/net/driver.ko");
        project = Projects.of("kmod", folder);
        project.setFile(folder.resolve("pom.xml").toFile());
    }

    @Test
    void aModuleThatWasTakenAwayIsGoneFromTheArchive() throws Exception {
        build(new HashMap<>());
        assertThat(archive())
                .containsExactly(
                        "lib/modules/miniature/updates/driver.ko", "lib/modules/miniature/updates/net/driver.ko");

        Files.delete(folder.resolve("src/main/kmod/net/driver.ko"));
        build(new HashMap<>());

        assertThat(archive()).containsExactly("lib/modules/miniature/updates/driver.ko");
        assertThat(modules("target/btf-encoded")).containsExactly("driver.ko");
        assertThat(modules("target/btf")).containsExactly("driver.ko");
    }

    @Test
    void theSecondRoundOfABuildFindsNothingToDo() throws Exception {
        Map<Object, Object> build = new HashMap<>();
        build(build);
        build(build);

        assertThat(recorded.lines())
                .contains(
                        "info: Encoded 0 of 2 modules over vmlinux: 0 had BTF already, 2 not changed since the last run,"
                                + " 0 failed; 0.00 s",
                        "info: Distilled 0 of 2 modules over vmlinux: 0 already distilled, 2 not changed since the last"
                                + " run, 0 failed; 0.00 s");
    }

    @Test
    void whereNothingIsEncodedTheSecondRoundDistilsTheSourcesAgain() throws Exception {
        Map<Object, Object> build = new HashMap<>();
        distill(build);
        distill(build);

        assertThat(modules("target/btf")).containsExactly("driver.ko", "net/driver.ko");
        assertThat(recorded.lines())
                .last()
                .isEqualTo("info: Distilled 0 of 2 modules over vmlinux: 0 already distilled, 2 not changed since the"
                        + " last run, 0 failed; 0.00 s");
    }

    /** As the packaging does it. */
    @SuppressWarnings("UnnecessaryAssignment") // no framework makes the goals here
    private void build(Map<Object, Object> context) throws Exception {
        EncodeMojo encode = new EncodeMojo();
        encode.base = "vmlinux";
        encode.outputDirectory = "target/btf-encoded";
        execute(encode, "encode", context);
        distill(context);
        PackageMojo pack = new PackageMojo();
        pack.distilledModules = "target/btf";
        pack.environment = Map.of();
        pack.projectHelper = mock(MavenProjectHelper.class);
        execute(pack, "package", context);
    }

    private void distill(Map<Object, Object> context) throws Exception {
        DistillMojo distill = new DistillMojo();
        distill.base = "vmlinux";
        distill.outputDirectory = "target/btf";
        execute(distill, "distill", context);
    }

    private void execute(AbstractBtfMojo mojo, String goal, Map<Object, Object> context) throws Exception {
        mojo.setLog(recorded.log);
        mojo.basedir = folder.toFile();
        mojo.project = project;
        mojo.execution = new MojoExecution(new Plugin(), goal, "default-" + goal);
        mojo.setPluginContext(context);
        mojo.execute();
    }

    private List<String> archive() throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream file = Files.newInputStream(folder.resolve("target/drivers-1.tar.gz"));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private List<String> modules(String directory) throws IOException {
        Path start = folder.resolve(directory);
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(file -> file.toString().endsWith(".ko"))
                    .map(file -> start.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
