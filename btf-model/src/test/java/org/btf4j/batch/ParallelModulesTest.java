// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelModulesTest {

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

    private static List<ModuleSet.Entry> modules(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ModuleSet.Entry(Path.of("/absent", i + ".ko"), Path.of(i + ".ko")))
                .toList();
    }
}
