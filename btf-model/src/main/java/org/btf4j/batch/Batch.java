// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.btf4j.file.AtomicFile;
import org.btf4j.model.BtfFormatException;

/**
 * Takes modules through a task, one after another, and writes what it makes of them.
 *
 * <p>A module that fails does not stop the others. Each file is written whole or not at all, and never over an input.
 * Immutable.
 */
public final class Batch {

    private final ModuleTask task;
    private final Path outputDirectory;
    private final Path[] keep;

    /**
     * A batch that writes into a directory.
     *
     * @param outputDirectory where outputs go, below it by the modules' names; made if need be
     * @param keep files besides the modules that must not be written over, such as the base
     */
    public Batch(ModuleTask task, Path outputDirectory, Path... keep) {
        this.task = task;
        this.outputDirectory = outputDirectory;
        this.keep = keep.clone();
    }

    /**
     * Works on all modules in their order.
     *
     * @param listener hears of each module when it is done
     */
    public BatchSummary run(ModuleSet modules, Consumer<ModuleOutcome> listener) {
        List<ModuleOutcome> outcomes = new ArrayList<>();
        for (ModuleSet.Entry module : modules.modules()) {
            ModuleOutcome outcome = run(module);
            outcomes.add(outcome);
            listener.accept(outcome);
        }
        return new BatchSummary(outcomes);
    }

    private ModuleOutcome run(ModuleSet.Entry module) {
        try {
            TaskResult result = task.run(module);
            Path[] inputs = Arrays.copyOf(keep, keep.length + 1);
            inputs[keep.length] = module.file();
            for (TaskResult.Output output : result.outputs()) {
                AtomicFile.write(outputDirectory.resolve(output.name()), output.bytes(), inputs);
            }
            return new ModuleOutcome(module, result.status(), result.sizes(), result.problems());
        } catch (BtfFormatException e) {
            return failed(
                    module,
                    ModuleProblem.Cause.FORMAT,
                    String.valueOf(e.in(module.file().toString()).getMessage()));
        } catch (IOException e) {
            return failed(module, ModuleProblem.Cause.FILE, FileProblem.describe(e));
        }
    }

    private static ModuleOutcome failed(ModuleSet.Entry module, ModuleProblem.Cause cause, String message) {
        return new ModuleOutcome(
                module, ModuleOutcome.Status.FAILED, BtfSizes.NONE, List.of(new ModuleProblem(cause, message)));
    }
}
