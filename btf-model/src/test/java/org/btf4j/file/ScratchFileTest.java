// SPDX-License-Identifier: Apache-2.0
package org.btf4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ScratchFileTest {

    @TempDir
    Path folder;

    @Test
    void holdsWhatWasWritten() throws IOException {
        try (ScratchFile file = ScratchFile.create(folder)) {
            file.write(new byte[] {0, 1, 2, 3, 4}, 1, 3);
            file.write(9);

            assertThat(Channels.newInputStream(file.channel().position(0)).readAllBytes())
                    .containsExactly(1, 2, 3, 9);
        }
    }

    @Test
    void isGoneWhenItIsClosed() throws IOException {
        ScratchFile file = ScratchFile.create(folder);
        file.write(1);
        file.close();

        assertThat(folder).isEmptyDirectory();
        assertThat(file.channel().isOpen()).isFalse();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "SKIPPED: only Unix takes the name of an open file away")
    void hasNoNameWhileItIsOpen() throws IOException {
        try (ScratchFile file = ScratchFile.create(folder)) {
            assertThat(folder).isEmptyDirectory();
            assertThat(file.channel().write(ByteBuffer.wrap(new byte[10]))).isEqualTo(10);
        }
    }

    @Test
    void saysWhatToDoIfThereIsNoRoom() throws IOException {
        ScratchFile file = ScratchFile.create(folder);
        file.close();

        assertThatThrownBy(() -> file.write(1))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot be unpacked into a file in " + folder
                        + ": null. -Djava.io.tmpdir=FOLDER takes another folder.");
    }
}
