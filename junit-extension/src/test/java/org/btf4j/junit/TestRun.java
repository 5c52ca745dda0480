// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.Event;

/** A program that runs test classes in a JVM of its own, for what depends on its properties, environment and folder. */
public final class TestRun {

    private TestRun() {}

    /**
     * Runs test classes one after another and prints a line for each test: its method's name, and its message if it has not
     * succeeded.
     *
     * @param classNames names of test classes
     */
    public static void main(String[] classNames) throws ClassNotFoundException {
        List<Class<?>> testCases = new ArrayList<>();
        for (String name : classNames) {
            testCases.add(Class.forName(name));
        }
        Stream<Event> finished = TestCases.select(testCases.toArray(Class<?>[]::new))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .execute()
                .testEvents()
                .finished()
                .stream();
        finished.forEach(event -> System.out.println(event.getTestDescriptor().getDisplayName() + " "
                + event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .map(failure -> failure.getMessage())
                        .orElse("succeeded")));
    }
}
