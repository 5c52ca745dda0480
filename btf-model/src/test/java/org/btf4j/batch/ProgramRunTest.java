// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramRunTest {

    @TempDir
    Path folder;

    @Test
    void bothStreamsAreReadToTheirEndsHoweverMuchComes() throws IOException {
        ProgramRun run = run(
                "yes output | head -n 200000",
                "yes error | head -n 200000 >&2",
                "echo last",
                "echo last error >&2",
                "exit 3");

        assertThat(run.ended()).isTrue();
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.output()).hasSize(1 << 14).endsWith("output\noutput\nlast\n");
        assertThat(run.errors()).hasSize(1 << 14).endsWith("error\nerror\nlast error\n");
    }

    @Test
    void theLastWordsAreThreeLinesOfItsComplaintsInOne() throws IOException {
        assertThat(run("echo out", "printf 'one\\n\\n two \\r\\nthree\\nf\\tour' >&2")
                        .lastWords())
                .isEqualTo("two; three; f our");
        assertThat(run("echo out").lastWords()).isEqualTo("out");
        assertThat(run("exit 1").lastWords()).isEmpty();
    }

    @Test
    void itHasNothingToRead() throws IOException {
        assertThat(run("cat", "echo end").output()).isEqualTo("end\n");
    }

    @Test
    void itRunsInTheFolderWithMessagesInEnglishAndWithoutServersToAsk() throws IOException {
        assertThat(run("pwd -P", "echo $LC_ALL", "echo \"${DEBUGINFOD_URLS-none}\"")
                        .output())
                .isEqualTo(folder.toRealPath() + "\nC\nnone\n");
    }

    @Test
    void argumentsAreNotInterpreted() throws IOException {
        Path program = FakePahole.script(folder.resolve("a program"), "printf '<%s>' \"$@\"");

        assertThat(ProgramRun.of(List.of(program.toString(), "two words", "$HOME", "*", ""), folder, FakePahole.AMPLE)
                        .output())
                .isEqualTo("<two words><$HOME><*><>");
    }

    @Test
    void aProgramIsKilledWhenItsTimeIsOver() throws IOException {
        Path program = FakePahole.script(folder.resolve("program"), "echo begun >&2", "sleep 600", "echo done");

        ProgramRun run = ProgramRun.of(List.of(program.toString()), folder, Duration.ofSeconds(5));

        assertThat(run.ended()).isFalse();
        assertThat(run.output()).isEmpty();
        assertThat(run.lastWords()).isEqualTo("begun");
    }

    @Test
    void aProgramIsKilledWithThoseItStartedWhenTheThreadIsInterrupted() throws Exception {
        Path started = folder.resolve("started");
        assertThat(run("mkfifo started").exitCode()).isZero();
        Path program = FakePahole.script(folder.resolve("program"), "sleep 600 &", "echo $$ $! >started", "wait");
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            assertThatThrownBy(() -> ProgramRun.of(List.of(program.toString()), folder, FakePahole.AMPLE))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage(program + ": was interrupted");
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(task);
        thread.start();
        // Waits for the program, which opens the pipe when its child runs.
        String[] processes = Files.readString(started).strip().split(" ");

        thread.interrupt();

        assertThat(task.get(1, TimeUnit.MINUTES))
                .as("the thread stays interrupted")
                .isTrue();
        assertThat(processes).hasSize(2);
        for (String process : processes) {
            ProcessHandle.of(Long.parseLong(process))
                    .ifPresent(handle -> assertThat(handle.onExit()).succeedsWithin(Duration.ofMinutes(1)));
        }
    }

    private ProgramRun run(String... lines) throws IOException {
        Path program = FakePahole.script(folder.resolve("program"), lines);
        return ProgramRun.of(List.of(program.toString()), folder, FakePahole.AMPLE);
    }
}
