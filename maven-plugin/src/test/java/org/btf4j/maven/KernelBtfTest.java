// SPDX-License-Identifier: Apache-2.0
package org.btf4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelBtfTest {

    @TempDir
    Path folder;

    @Test
    void aVmlinuxAndRawBtfAreReadAlike() throws Exception {
        Sample.copy(folder, "vmlinux", "vmlinux.btf");

        KernelBtf elf = KernelBtf.load(named("vmlinux"));
        KernelBtf raw = KernelBtf.load(named("vmlinux.btf"));

        assertThat(elf.btf().toBytes()).isEqualTo(raw.btf().toBytes());
        assertThat(elf.name()).isEqualTo("vmlinux");
    }

    @Test
    void aVmlinuxThatIsPackedIsReadToo() throws Exception {
        Sample.copy(folder, "vmlinux", "vmlinux.btf");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("vmlinux.gz")))) {
            Files.copy(folder.resolve("vmlinux"), out);
        }

        assertThat(KernelBtf.load(named("vmlinux.gz")).btf().toBytes())
                .isEqualTo(Files.readAllBytes(folder.resolve("vmlinux.btf")));
    }

    @Test
    void theRunningKernelIsCalledThat() throws Exception {
        Sample.copy(folder, "vmlinux.btf");

        assertThat(KernelBtf.load(running(folder.resolve("vmlinux.btf"))).name())
                .isEqualTo("the running kernel");
    }

    @Test
    void aMachineThatDoesNotShowItsKernelsBtfIsNotTheUsersMistake() {
        Path absent = folder.resolve("btf/vmlinux");

        assertThatThrownBy(() -> KernelBtf.load(running(absent)))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("<base> (btf.base): 'running' means " + absent
                        + ", and there is no such file: this is not Linux, or its kernel was built without"
                        + " CONFIG_DEBUG_INFO_BTF. Give a vmlinux, a vmlinuz or raw BTF, each also compressed;"
                        + " or mvn:group:artifact:version[:type[:classifier]].");
    }

    @Test
    void aFileThatIsNotThere() {
        assertThatThrownBy(() -> KernelBtf.load(named("no-such-vmlinux")))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<base> (btf.base): " + folder.resolve("no-such-vmlinux")
                        + ": there is no such file. Give a vmlinux, a vmlinuz or raw BTF, each also compressed; 'running';"
                        + " or mvn:group:artifact:version[:type[:classifier]].");
    }

    @Test
    void aFolder() {
        assertThatThrownBy(() -> KernelBtf.load(named(".")))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<base> (btf.base): " + folder
                        + ": is a folder. Give a vmlinux, a vmlinuz or raw BTF, each also compressed; 'running';"
                        + " or mvn:group:artifact:version[:type[:classifier]].");
    }

    @Test
    void aFileThatCanBeReadOnlyOnce() {
        assumeThat(Path.of("/dev/null")).as("a device to name as base").exists();

        assertThatThrownBy(() -> KernelBtf.load(named("/dev/null")))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<base> (btf.base): /dev/null: is no regular file."
                        + " Give a vmlinux, a vmlinuz or raw BTF, each also compressed; 'running';"
                        + " or mvn:group:artifact:version[:type[:classifier]].");
    }

    @Test
    void aFileWithoutBtf() throws IOException {
        Sample.copy(folder, "driver-no-btf.ko");

        assertThatThrownBy(() -> KernelBtf.load(named("driver-no-btf.ko")))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<base> (btf.base): " + folder.resolve("driver-no-btf.ko")
                        + ": found an ELF file without a section .BTF, expected one with it. Build it with"
                        + " CONFIG_DEBUG_INFO_BTF=y (modules: CONFIG_DEBUG_INFO_BTF_MODULES=y) and do not strip that"
                        + " section. Give a vmlinux, a vmlinuz or raw BTF, each also compressed; 'running';"
                        + " or mvn:group:artifact:version[:type[:classifier]].");
    }

    @Test
    void somethingElse() throws IOException {
        Files.writeString(folder.resolve("notes"), "some text");

        assertThatThrownBy(() -> KernelBtf.load(named("notes")))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<base> (btf.base): " + folder.resolve("notes")
                        + ": found a file that starts with 0x736f6d65, expected an ELF file (0x7f454c46) or raw BTF"
                        + " (0x9feb or 0xeb9f). Give a vmlinux, a vmlinuz or raw BTF, each also compressed; 'running';"
                        + " or mvn:group:artifact:version[:type[:classifier]].");
    }

    @Test
    void aFileThatMayNotBeRead() throws IOException {
        Sample.copy(folder, "vmlinux");
        Path file = folder.resolve("vmlinux");
        Files.setPosixFilePermissions(file, Set.of());
        assumeThat(Files.isReadable(file))
                .as("this user, root for example, may read files without permission")
                .isFalse();

        assertThatThrownBy(() -> KernelBtf.load(named("vmlinux")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("<base> (btf.base): " + file + ": permission denied.");
    }

    private Location named(String value) throws MojoFailureException {
        return new Setting("base", value).kernel(folder);
    }

    /** As if the machine showed its kernel's BTF there. */
    private static Location running(Path file) {
        return new Location(new Setting("base", "running"), file);
    }
}
