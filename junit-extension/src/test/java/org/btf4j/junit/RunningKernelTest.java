// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.btf4j.model.Btf;
import org.btf4j.model.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;
import org.opentest4j.TestAbortedException;

/** Where the running kernel shows no BTF, tests that want it are skipped with the reason, wherever they ask for it. */
class RunningKernelTest {

    private static final String HERE = RunningKernelTest.class.getName();
    private static final String REASON =
            ": the running kernel shows no BTF: there is no no/such/vmlinux that can be read."
                    + " It takes a Linux that was built with CONFIG_DEBUG_INFO_BTF=y.";

    static class ParameterTestCase {
        @Test
        @BtfFixture(base = "running")
        void test(Btf kernel) {}
    }

    @BtfFixture(base = "running")
    static class ConstructorTestCase {
        private final Btf kernel;

        ConstructorTestCase(Btf kernel) {
            this.kernel = kernel;
        }

        @Test
        void test() {
            assertThat(kernel.find("device", Kind.STRUCT)).isNotEmpty();
        }
    }

    @BtfFixture(base = "running")
    static class BeforeEachTestCase {
        @BeforeEach
        void prepare(Btf kernel) {}

        @Test
        void test() {}
    }

    static class FieldTestCase {
        @SuppressWarnings("NullAway.Init") // injected
        @BtfFixture(base = "running")
        private Btf kernel;

        @Test
        void test() {
            assertThat(kernel.find("device", Kind.STRUCT)).isNotEmpty();
        }
    }

    @BtfFixture(base = "[1] STRUCT 'device' size=8 vlen=0", split = "[2] PTR '(anon)' type_id=1")
    static class TargetTestCase {
        @Test
        @ExpectFinding(
                target = "running",
                type = "device",
                cause = org.btf4j.transform.Finding.Cause.SIZE_BEHIND_POINTER)
        void test() {}
    }

    @BtfFixture(base = "running")
    static class BeforeAllTestCase {
        @BeforeAll
        static void prepare(Btf kernel) {}

        @Test
        void test() {}
    }

    static class StaticFieldTestCase {
        @SuppressWarnings("NullAway.Init") // injected
        @BtfFixture(base = "running")
        static Btf kernel;

        @Test
        void test() {
            assertThat(kernel.find("device", Kind.STRUCT)).isNotEmpty();
        }
    }

    @Test
    void itsTestsAreAborted() {
        EngineExecutionResults results = runWith("no/such/vmlinux", TESTS);

        assertThat(reasons(results.testEvents().aborted().list()))
                .containsExactlyInAnyOrder(
                        "base of @BtfFixture on " + HERE + "$ParameterTestCase.test" + REASON,
                        "base of @BtfFixture on " + HERE + "$ConstructorTestCase" + REASON,
                        "base of @BtfFixture on " + HERE + "$BeforeEachTestCase" + REASON,
                        "base of @BtfFixture on " + HERE + "$FieldTestCase.kernel" + REASON,
                        "target of @ExpectFinding on " + HERE + "$TargetTestCase.test" + REASON);
        results.allEvents().assertStatistics(all -> all.failed(0));
    }

    @Test
    void itsClassesAreAborted() {
        EngineExecutionResults results = runWith("no/such/vmlinux", CLASSES);

        assertThat(reasons(results.containerEvents().aborted().list()))
                .containsExactlyInAnyOrder(
                        "base of @BtfFixture on " + HERE + "$BeforeAllTestCase" + REASON,
                        "base of @BtfFixture on " + HERE + "$StaticFieldTestCase.kernel" + REASON);
        results.allEvents().assertStatistics(all -> all.failed(0));
    }

    @Test
    void anotherFileCanStandForIt() {
        List<Class<?>> all = new ArrayList<>(TESTS);
        all.addAll(CLASSES);

        runWith(SampleModuleTest.SAMPLE.substring("file:".length()) + "vmlinux", all)
                .testEvents()
                .assertStatistics(tests -> tests.started(7).succeeded(7));
    }

    private static final List<Class<?>> TESTS = List.of(
            ParameterTestCase.class,
            ConstructorTestCase.class,
            BeforeEachTestCase.class,
            FieldTestCase.class,
            TargetTestCase.class);

    private static final List<Class<?>> CLASSES = List.of(BeforeAllTestCase.class, StaticFieldTestCase.class);

    private static EngineExecutionResults runWith(String kernel, List<Class<?>> testCases) {
        return TestCases.select(testCases.toArray(Class<?>[]::new))
                .configurationParameter("btf.running", kernel)
                .execute();
    }

    private static List<String> reasons(List<Event> events) {
        return events.stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> {
                    assertThat(result.getStatus()).isEqualTo(Status.ABORTED);
                    assertThat(result.getThrowable()).get().isInstanceOf(TestAbortedException.class);
                    return String.valueOf(result.getThrowable().orElseThrow().getMessage());
                })
                .toList();
    }
}
