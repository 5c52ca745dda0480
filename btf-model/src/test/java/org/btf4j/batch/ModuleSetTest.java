// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleSetTest {

    @TempDir
    Path folder;

    @Test
    void aFolderGivesItsModulesInTheOrderOfTheirNames() throws IOException {
        touch("net/tun.ko");
        touch("fs/ext4/ext4.ko");
        touch("fs/ext4.ko");
        touch("net/tun.ko.xz");
        touch("README");

        assertThat(names(ModuleSet.find(folder, folder.resolve("target"))))
                .containsExactly("fs/ext4.ko", "fs/ext4/ext4.ko", "net/tun.ko", "net/tun.ko.xz");
    }

    @Test
    void whatWasWrittenBelowTheFolderIsNoInput() throws IOException {
        touch("a.ko");
        touch("target/btf/a.ko");

        assertThat(names(ModuleSet.find(folder, folder.resolve("target/../target/btf"))))
                .containsExactly("a.ko");
    }

    @Test
    void aFileIsTakenWhateverItsName() throws IOException {
        Path file = touch("net/module.bin");

        ModuleSet.Entry only =
                ModuleSet.find(file, folder.resolve("target")).modules().get(0);

        assertThat(only).isEqualTo(new ModuleSet.Entry(file, Path.of("module.bin")));
    }

    @Test
    void whatIsNotThereIsAnError() {
        assertThatThrownBy(() -> ModuleSet.find(folder.resolve("absent"), folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(folder.resolve("absent") + ": there is no such file or folder");
    }

    @Test
    void aFolderWithoutModulesIsAnErrorSoThatATypoDoesNotPassForSuccess() {
        assertThatThrownBy(() -> ModuleSet.find(folder, folder.resolve("target")))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(
                        folder + ": there is no module in this folder or below: no *.ko, *.ko.gz, *.ko.xz or *.ko.zst");
    }

    @Test
    void aLinkToAFolderIsSearchedLikeTheFolder() throws IOException {
        touch("6.12.95/net/tun.ko");
        touch("6.12.95/out/tun.ko");
        Path link = Files.createSymbolicLink(folder.resolve("current"), Path.of("6.12.95"));

        assertThat(ModuleSet.find(link, link.resolve("out")).modules())
                .containsExactly(new ModuleSet.Entry(link.resolve("net/tun.ko"), Path.of("net/tun.ko")));
    }

    private Path touch(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.createFile(file);
    }

    private static java.util.List<String> names(ModuleSet set) {
        return set.modules().stream().map(entry -> entry.name().toString()).toList();
    }
}
