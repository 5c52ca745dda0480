// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** Shell scripts that pass for pahole. */
final class FakePahole {

    /** More than any script here takes, even on a busy machine. */
    static final Duration AMPLE = Duration.ofMinutes(2);

    private static final Path SHELL = Path.of("/bin/sh");

    private FakePahole() {}

    /** A script that may be run. */
    static Path script(Path file, String... lines) throws IOException {
        assumeThat(SHELL).as("the scripts of this test need a shell").exists();
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, "#!" + SHELL + "\n" + String.join("\n", lines) + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /**
     * A pahole of that version.
     *
     * @param features what it says it supports; an older one does not know the question
     * @param encoding lines that run where a module is to be encoded; {@code $out} is the file to write
     */
    static Path write(Path file, String version, String features, String... encoding) throws IOException {
        return script(
                file,
                "case $1 in",
                "--version) echo " + version + "; exit ;;",
                "--supported_btf_features)",
                features.isEmpty() ? "echo 'unrecognized option' >&2; exit 64 ;;" : "echo " + features + "; exit ;;",
                "esac",
                "for argument; do",
                "case $argument in --btf_encode_detached=*) out=${argument#*=} ;; esac",
                "done",
                String.join("\n", encoding));
    }

    static Pahole find(Path program) throws PaholeException {
        Pahole pahole = Pahole.find(program.toString(), Path.of("/"), AMPLE);
        assertThat(pahole.program()).isEqualTo(program);
        return pahole;
    }
}
