// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What came of running a program of this machine.
 *
 * @param ended false if it was killed because its time was over
 * @param exitCode of no meaning if it was killed
 * @param output the end of what it printed
 * @param errors the end of what it complained of
 */
record ProgramRun(boolean ended, int exitCode, String output, String errors) {

    /** These make pahole ask servers for what a file does not have, or look at another kernel than the given one. */
    private static final Set<String> LEFT_OUT = Set.of("DEBUGINFOD_URLS", "PAHOLE_VMLINUX_BTF_FILENAME");

    /**
     * Runs a program to its end, without a shell; it has nothing to read.
     *
     * <p>It is killed, with the programs that it started, when its time is over, the thread is interrupted or the JVM ends.
     *
     * @param command the program and its arguments
     * @throws InterruptedIOException if the thread is interrupted, which it then still is
     * @throws IOException if the program cannot be started
     */
    static ProgramRun of(List<String> command, Path directory, Duration limit) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeAll(LEFT_OUT);
        builder.environment().put("LC_ALL", "C");
        try (Running running = Running.start(builder)) {
            return running.toItsEnd(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException(command.get(0) + ": was interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /** A program that is killed when this is closed, if it has not ended by then. */
    private record Running(Process process, ShutdownTask atTheEnd) implements AutoCloseable {

        static Running start(ProcessBuilder builder) throws IOException {
            Process process = builder.start();
            try {
                return new Running(process, ShutdownTask.add(() -> kill(process)));
            } catch (IOException e) {
                kill(process);
                throw e;
            }
        }

        ProgramRun toItsEnd(Duration limit) throws IOException, InterruptedException {
            StreamTail output = StreamTail.of(process.getInputStream());
            StreamTail errors = StreamTail.of(process.getErrorStream());
            process.getOutputStream().close();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                kill(process);
            }
            return new ProgramRun(ended, ended ? process.exitValue() : -1, output.text(), errors.text());
        }

        @Override
        public void close() {
            kill(process);
            process.destroyForcibly();
            atTheEnd.close();
        }

        private static void kill(Process process) {
            if (!process.isAlive()) {
                // Its number may be that of another program by now, which has descendants too.
                return;
            }
            // Those that it started are no longer known as such once it is gone.
            List<ProcessHandle> started = process.descendants().toList();
            // Not by Process, which would close the streams while what it printed is being read.
            process.toHandle().destroyForcibly();
            started.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** The last lines of what it complained of, or else of what it printed, in one line; empty if it printed nothing. */
    String lastWords() {
        List<String> lines = (errors.isBlank() ? output : errors)
                .lines()
                .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        return String.join("; ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }
}
