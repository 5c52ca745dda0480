// SPDX-License-Identifier: Apache-2.0
package org.btf4j.batch;

import java.io.IOException;

/** Something to do if the JVM is ended before this is closed, as when a user interrupts a build. */
final class ShutdownTask implements AutoCloseable {

    private final Thread hook;

    private ShutdownTask(Thread hook) {
        this.hook = hook;
    }

    /**
     * Registers a task, which may run at any time from now on.
     *
     * @throws IOException if the JVM is ending already
     */
    static ShutdownTask add(Runnable task) throws IOException {
        Thread hook = new Thread(task, "end of build");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            throw new IOException("the build is being ended", e);
        }
        return new ShutdownTask(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the task runs now, and finds nothing left to do.
            return;
        }
    }
}
