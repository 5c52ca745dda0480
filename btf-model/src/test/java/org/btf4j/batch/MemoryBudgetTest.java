// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryBudgetTest {

    @TempDir
    Path folder;

    @Test
    void aModuleWaitsUntilThereIsEnoughForFourCopiesOfIt() throws Exception {
        MemoryBudget budget = new MemoryBudget(100 << 10);
        Path module = file("a.ko", 20 << 10);

        MemoryBudget.Share first = budget.take(module);
        CompletableFuture<MemoryBudget.Share> second = CompletableFuture.supplyAsync(() -> taken(budget, module));
        assertThat(second).isNotDone();
        first.giveBack();

        second.join().giveBack();
    }

    @Test
    void modulesThatFitTogetherDoNotWait() throws Exception {
        MemoryBudget budget = new MemoryBudget(160 << 10);
        Path module = file("a.ko", 20 << 10);

        MemoryBudget.Share first = budget.take(module);
        budget.take(module).giveBack();
        first.giveBack();
    }

    @Test
    void aModuleThatIsTooLargeHasTheWholeBudgetForItself() throws Exception {
        MemoryBudget budget = new MemoryBudget(1 << 10);

        budget.take(file("a.ko", 20 << 10)).giveBack();
        budget.take(file("b.ko.xz", 20 << 10)).giveBack();
    }

    @Test
    void aModuleThatIsGoneIsNoMatterHere() throws Exception {
        new MemoryBudget(1).take(folder.resolve("absent.ko")).giveBack();
    }

    private static MemoryBudget.Share taken(MemoryBudget budget, Path module) {
        try {
            return budget.take(module);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path file(String name, long size) throws IOException {
        Path file = folder.resolve(name);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }
        return file;
    }
}
