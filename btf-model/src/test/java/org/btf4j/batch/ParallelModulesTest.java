// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelModulesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void resultsComeInTheOrderOfTheModules(int threads) {
        List<ModuleSet.Entry> modules = modules(500);
        List<String> heard = new ArrayList<>();

        new ParallelModules(threads).run(modules, module -> module.name().toString(), heard::add);

        assertThat(heard)
                .containsExactlyElementsOf(
                        modules.stream().map(module -> module.name().toString()).toList());
    }

    @Test
    void asManyWorkAtATimeAsThereAreThreads() {
        CountDownLatch allThere = new CountDownLatch(3);
        List<Boolean> met = new ArrayList<>();

        // Each waits for the other two: with fewer threads this would never end.
        new ParallelModules(3)
                .run(
                        modules(3),
                        module -> {
                            allThere.countDown();
                            return awaited(allThere);
                        },
                        met::add);

        assertThat(met).containsExactly(true, true, true);
    }

    @Test
    void theListenerIsCalledByTheCallingThread() {
        List<Thread> callers = new ArrayList<>();

        new ParallelModules(2).run(modules(5), module -> module, done -> callers.add(Thread.currentThread()));

        assertThat(callers).hasSize(5).containsOnly(Thread.currentThread());
    }

    @Test
    void aDefectInTheWorkReachesTheCaller() {
        assertThatThrownBy(() -> new ParallelModules(2)
                        .run(
                                modules(5),
                                module -> {
                                    throw new ArithmeticException("by zero");
                                },
                                done -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void afterAFailureNobodyWorksAnyMore() {
        CountDownLatch otherBegun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean otherEnded = new AtomicBoolean();

        assertThatThrownBy(() -> new ParallelModules(2)
                        .run(
                                modules(2),
                                module -> {
                                    if (module.name().endsWith("0.ko")) {
                                        awaited(otherBegun);
                                        throw new ArithmeticException("by zero");
                                    }
                                    otherBegun.countDown();
                                    awaited(never);
                                    otherEnded.set(true);
                                    return module;
                                },
                                done -> {}))
                .hasRootCauseInstanceOf(ArithmeticException.class);

        assertThat(otherEnded).isTrue();
    }

    @Test
    void whoeverWaitsCanBeInterrupted() {
        AtomicInteger told = new AtomicInteger();
        Thread.currentThread().interrupt();

        assertThatThrownBy(
                        () -> new ParallelModules(2).run(modules(5), module -> module, done -> told.incrementAndGet()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("interrupted while working on modules");

        // Also clears the flag, which JUnit would not like.
        assertThat(Thread.interrupted()).isTrue();
        assertThat(told).hasValue(0);
    }

    @Test
    void runsAtTheSameTimeShareTheMemory() throws Exception {
        List<ModuleSet.Entry> large = List.of(tooLarge("a.ko"), tooLarge("b.ko"), tooLarge("c.ko"), tooLarge("d.ko"));
        AtomicInteger atWork = new AtomicInteger();
        List<Integer> together = Collections.synchronizedList(new ArrayList<>());

        List<CompletableFuture<Void>> runs = Stream.generate(() ->
                        CompletableFuture.runAsync(() -> new ParallelModules(2)
                                .run(
                                        large,
                                        module -> {
                                            together.add(atWork.incrementAndGet());
                                            // Takes a moment, in which another could begin.
                                            Fingerprint.of(new byte[1 << 16]);
                                            return atWork.decrementAndGet();
                                        },
                                        done -> {})))
                .limit(4)
                .toList();
        for (CompletableFuture<Void> run : runs) {
            run.get();
        }

        // Each module needs all memory there is, so none is worked on beside another.
        assertThat(together).hasSize(16).containsOnly(1);
    }

    @Test
    void aRunThatEndsEarlyGivesItsMemoryBack() throws Exception {
        List<ModuleSet.Entry> large = List.of(tooLarge("a.ko"));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> new ParallelModules(2).run(modules(100), module -> module, done -> {
                        throw new ArithmeticException("by zero");
                    }))
                    .isInstanceOf(ArithmeticException.class);
        }
        List<String> heard = new ArrayList<>();

        // Needs all memory there is: with some of it lost this would never end.
        new ParallelModules(2).run(large, module -> module.name().toString(), heard::add);

        assertThat(heard).containsExactly("a.ko");
    }

    @Test
    void withoutAThreadThereIsNoWork() {
        assertThatThrownBy(() -> new ParallelModules(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 threads, at least 1 is needed");
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ModuleSet.Entry tooLarge(String name) throws IOException {
        Path file = folder.resolve(name);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Runtime.getRuntime().maxMemory());
        }
        return new ModuleSet.Entry(file, Path.of(name));
    }

    private static List<ModuleSet.Entry> modules(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ModuleSet.Entry(Path.of("/absent", i + ".ko"), Path.of(i + ".ko")))
                .toList();
    }
}
