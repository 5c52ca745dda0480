// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.btf4j.batch.Batch;
import org.btf4j.batch.BatchOptions;
import org.btf4j.batch.BatchSummary;
import org.btf4j.batch.BtfLoader;
import org.btf4j.batch.DistillTask;
import org.btf4j.batch.ModuleOutcome;
import org.btf4j.batch.ModuleSet;
import org.btf4j.batch.SignaturePolicy;
import org.btf4j.reference.Reference.Kernel;
import org.btf4j.transform.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A batch that is killed leaves every output as it was or as it should be, and the next run completes the job.
 *
 * <p>Each run writes over the outputs of another one, made with another setting. It is killed as soon as it has told of a
 * number of modules, which the seed decides, while other modules are being written.
 */
@ExtendWith(ReferenceExtension.class)
class KilledRunTest {

    private static final long SEED = 9;
    private static final int KILLS = 50;
    private static final int QUICK_KILLS = 10;
    private static final int MODULES = 300;

    @Test
    void leavesEachFileOldOrNewAndTheNextRunCompletesIt(ReferenceRun run) throws IOException, InterruptedException {
        Kernel kernel = run.reference().lastKernel();
        Path folder = run.newFolder("killed");
        Path modules = Files.createDirectory(folder.resolve("modules"));
        List<String> names = Reference.spread(kernel.moduleNames(), MODULES);
        for (String name : names) {
            Files.createLink(modules.resolve(name + ".ko"), kernel.module(name));
        }
        Path before = folder.resolve("before");
        Path after = folder.resolve("after");
        Run old = new Run(modules, kernel.vmlinux(), before, folder.resolve("before.journal"), Layout.BASE_REF);
        assertThat(old.inThisProcess().failures()).isEmpty();
        Run undisturbed = new Run(modules, kernel.vmlinux(), after, folder.resolve("after.journal"), Layout.DISTILLED);
        assertThat(undisturbed.inThisProcess().failures()).isEmpty();

        Random random = new Random(SEED);
        int leftNew = 0;
        int leftOver = 0;
        int notDoneAgain = 0;
        int kills = run.reference().isQuick() ? QUICK_KILLS : KILLS;
        for (int kill = 0; kill < kills; kill++) {
            Path output = folder.resolve("output-" + kill);
            link(before, output);
            Run killed =
                    new Run(modules, kernel.vmlinux(), output, folder.resolve("journal-" + kill), Layout.DISTILLED);
            killed.inAProcessThatIsKilledAfter(random.nextInt(names.size()));

            for (Path file : files(output)) {
                String name = file.getFileName().toString();
                if (name.startsWith(".btf4j-") && name.endsWith(".tmp")) {
                    leftOver++;
                    continue;
                }
                boolean isNew = Files.mismatch(file, after.resolve(name)) < 0;
                assertThat(isNew || Files.mismatch(file, before.resolve(name)) < 0)
                        .as("kill " + kill + ": " + name + " is whole")
                        .isTrue();
                leftNew += isNew ? 1 : 0;
            }

            BatchSummary completed = killed.inThisProcess();
            assertThat(completed.failures()).isEmpty();
            notDoneAgain += completed.count(ModuleOutcome.Status.UP_TO_DATE);
            assertThat(names(output)).isEqualTo(names(after));
            for (Path file : files(output)) {
                assertThat(file).hasSameBinaryContentAs(after.resolve(file.getFileName()));
            }
            ReferenceRun.delete(output);
        }
        assertThat(leftNew)
                .as("modules that were done when their run was killed")
                .isPositive();
        assertThat(notDoneAgain)
                .as("modules that the next run left as they were")
                .isPositive();
        run.figure(
                "killed " + kernel.name() + ", " + kills + " runs over " + names.size() + " modules: 0 broken files; "
                        + leftNew + " new, " + leftOver + " temporary files left; " + notDoneAgain
                        + " not done again; all complete after the next run");
    }

    /** The same work, here or elsewhere. */
    private record Run(Path modules, Path base, Path output, Path journal, Layout layout) {

        BatchSummary inThisProcess() throws IOException {
            return run(outcome -> {});
        }

        BatchSummary run(Consumer<ModuleOutcome> listener) throws IOException {
            DistillTask task = new DistillTask(BtfLoader.standalone(base), layout, SignaturePolicy.STRIP);
            return new Batch(task, output, new BatchOptions(2, journal, false))
                    .run(ModuleSet.find(modules, output), listener);
        }

        void inAProcessThatIsKilledAfter(int count) throws IOException, InterruptedException {
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Worker.class.getName(),
                            modules.toString(),
                            base.toString(),
                            output.toString(),
                            journal.toString(),
                            layout.name())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (int i = 0; i < count; i++) {
                    assertThat(lines.readLine()).as("line " + i + " of the run").isEqualTo("CHANGED");
                }
                // SIGKILL, which a process cannot do anything about.
                process.destroyForcibly();
            }
            assertThat(process.waitFor()).as("exit status").isNotZero();
        }
    }

    /** The main class of the process that is killed. */
    static final class Worker {

        private Worker() {}

        public static void main(String[] arguments) throws IOException {
            Run run = new Run(
                    Path.of(arguments[0]),
                    Path.of(arguments[1]),
                    Path.of(arguments[2]),
                    Path.of(arguments[3]),
                    Layout.valueOf(arguments[4]));
            run.run(outcome -> System.out.println(outcome.status()));
        }
    }

    /** Links are enough: nothing writes into a file that is there. */
    private static void link(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        for (Path file : files(from)) {
            Files.createLink(to.resolve(file.getFileName()), file);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.sorted().toList());
        }
    }

    private static List<String> names(Path folder) throws IOException {
        return files(folder).stream().map(file -> file.getFileName().toString()).toList();
    }
}
