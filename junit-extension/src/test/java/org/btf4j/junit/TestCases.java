// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test classes as JUnit does, apart from the run that is under way. */
final class TestCases {

    private TestCases() {}

    static EngineTestKit.Builder select(Class<?>... testCases) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter");
        for (Class<?> testCase : testCases) {
            kit.selectors(selectClass(testCase));
        }
        return kit;
    }

    /** Why the tests failed; all of them have to. */
    static List<Throwable> failuresOf(Class<?>... testCases) {
        return select(testCases).execute().testEvents().finished().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> result.getThrowable().orElseThrow())
                .toList();
    }

    /** Why the only test of a class failed. */
    static Throwable failureOf(Class<?> testCase) {
        List<Throwable> failures = failuresOf(testCase);
        assertThat(failures).hasSize(1);
        return failures.get(0);
    }

    /** What JUnit gives as the cause when it could not inject a parameter. */
    static Throwable whyNotInjected(Throwable failure) {
        Throwable reason = Objects.requireNonNull(failure.getCause(), failure::toString);
        assertThat(failure)
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageEndingWith(": " + reason.getMessage());
        return reason;
    }
}
