// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.btf4j.batch.BtfLoader;
import org.btf4j.model.Btf;
import org.btf4j.model.BtfBuilder;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What is declared is read once in a run, shared by all threads, and let go when the run ends. */
class LifecycleTest {

    private static final String KERNEL = "vmlinux";

    @SuppressWarnings("NullAway.Init") // injected
    @TempDir
    Path folder;

    @BtfFixture(base = SampleModuleTest.SAMPLE + KERNEL, split = SampleModuleTest.SAMPLE + "driver.ko")
    static class FileTestCase {
        static final Set<Btf> INJECTED = ConcurrentHashMap.newKeySet();

        @RepeatedTest(100)
        void collects(Btf btf) {
            INJECTED.add(btf);
        }

        /** The same file by another name. */
        @RepeatedTest(100)
        @BtfFixture(
                base = SampleModuleTest.SAMPLE + "expected/../" + KERNEL,
                split = SampleModuleTest.SAMPLE + "./driver.ko")
        void collectsByAnotherName(Btf btf) {
            INJECTED.add(btf);
        }
    }

    static class MethodTestCase {
        static final Set<Btf> INJECTED = ConcurrentHashMap.newKeySet();
        static final AtomicInteger CALLS = new AtomicInteger();

        static Btf kernel() {
            CALLS.incrementAndGet();
            BtfBuilder types = BtfBuilder.standalone();
            types.floating("float", Float.BYTES);
            return types.build();
        }

        @RepeatedTest(100)
        @BtfFixture(base = "method:kernel")
        void collects(Btf btf) {
            INJECTED.add(btf);
        }

        @RepeatedTest(100)
        @BtfFixture(base = "method:org.btf4j.junit.LifecycleTest$MethodTestCase#kernel")
        void collectsByAnotherName(Btf btf) {
            INJECTED.add(btf);
        }
    }

    @Test
    void whatIsDeclaredIsReadOnceInARunEvenInParallel() {
        run(FileTestCase.class, MethodTestCase.class);

        assertThat(FileTestCase.INJECTED).hasSize(1);
        assertThat(MethodTestCase.INJECTED).hasSize(1);
        assertThat(MethodTestCase.CALLS).hasValue(1);

        Btf ofFirstRun = FileTestCase.INJECTED.iterator().next();
        FileTestCase.INJECTED.clear();
        run(FileTestCase.class, MethodTestCase.class);

        assertThat(MethodTestCase.CALLS).as("calls after another run").hasValue(2);
        assertThat(FileTestCase.INJECTED).hasSize(1).doesNotContain(ofFirstRun);
    }

    private static void run(Class<?>... testCases) {
        EngineTestKit.Builder kit = TestCases.select(testCases)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8");
        kit.execute().testEvents().assertStatistics(tests -> tests.started(400).succeeded(400));
    }

    /** A jar that could not be deleted, or a copy that stays, would be a leak. */
    @Test
    void aResourceInAJarIsUnpackedForAsLongAsItIsRead() throws IOException {
        Path jar = folder.resolve("kernels.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry("kernels/" + KERNEL));
            Files.copy(
                    Path.of(SampleModuleTest.SAMPLE.substring("file:".length())).resolve(KERNEL), entries);
        }
        AtomicInteger types = new AtomicInteger();
        Path copy;
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            TestFile resource = TestFile.find(new Source(Source.Form.RESOURCE, "kernels/" + KERNEL), loader)
                    .orElseThrow();
            assertThat(resource.name()).isEqualTo("resource:kernels/" + KERNEL);
            copy = resource.on(file -> {
                assertThat(TestFile.isText(file)).isFalse();
                types.set(BtfLoader.standalone(file).typeCount());
                return file;
            });
        }

        assertThat(types).hasValue(104);
        assertThat(List.of(copy)).noneMatch(Files::exists);
    }
}
