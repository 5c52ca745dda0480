// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Works on modules with several threads and tells of them in their order.
 *
 * <p>Modules are begun in their order, but no more of them at a time than the threads and the memory allow, see
 * {@link MemoryBudget}. Runs at the same time, as in {@code mvn -T}, share the memory. Immutable and thread-safe.
 */
final class ParallelModules {

    /** How many modules may be ahead of the one that is told of next, for each thread. */
    private static final int AHEAD = 8;

    /** One for all: projects that are built at the same time have one heap. */
    private static final MemoryBudget MEMORY =
            new MemoryBudget(Runtime.getRuntime().maxMemory() / 2);

    private final int threads;

    /** As many threads, which end with their work. */
    ParallelModules(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads, at least 1 is needed");
        }
        this.threads = threads;
    }

    /**
     * Works on all modules.
     *
     * <p>No thread works any more when this returns or throws.
     *
     * @param work called by several threads at a time, once for each module; with one thread, by the calling one
     * @param listener called by the calling thread, once for each module, in the order of the modules
     * @throws IllegalStateException if the calling thread is interrupted; no module is begun any more then
     */
    <R> void run(List<ModuleSet.Entry> modules, Function<ModuleSet.Entry, R> work, Consumer<R> listener) {
        if (threads == 1) {
            modules.forEach(module -> listener.accept(work.apply(module)));
        } else {
            runParallel(modules, work, listener);
        }
    }

    /** A module that has its memory, and has or awaits a thread. */
    private record Begun<R>(Future<R> result, MemoryBudget.Share share) {}

    private <R> void runParallel(
            List<ModuleSet.Entry> modules, Function<ModuleSet.Entry, R> work, Consumer<R> listener) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "btf-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        Queue<Begun<R>> begun = new ArrayDeque<>();
        try {
            for (ModuleSet.Entry module : modules) {
                while (begun.size() >= threads * AHEAD) {
                    listener.accept(next(begun));
                }
                MemoryBudget.Share share = MEMORY.take(module.file());
                Future<R> result = executor.submit(() -> {
                    try {
                        return work.apply(module);
                    } finally {
                        share.giveBack();
                    }
                });
                begun.add(new Begun<>(result, share));
            }
            while (!begun.isEmpty()) {
                listener.accept(next(begun));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while working on modules", e);
        } finally {
            end(executor);
            // Where the run ends early, some have never had a thread that would do this.
            begun.forEach(module -> module.share().giveBack());
        }
    }

    /** A thread that still worked could write a file when the caller believes that all is over. */
    private static void end(ExecutorService executor) {
        executor.shutdownNow();
        boolean interrupted = false;
        for (boolean ended = false; !ended; ) {
            try {
                ended = executor.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The module stays in the queue until its work has ended, so that its memory is given back in any case. */
    private static <R> R next(Queue<Begun<R>> begun) throws InterruptedException {
        R result = result(begun.element().result());
        begun.remove();
        return result;
    }

    private static <R> R result(Future<R> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
