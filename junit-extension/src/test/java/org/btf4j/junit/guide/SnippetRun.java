// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.TestAbortedException;

/** Compiles a snippet as its reader would, and runs its tests. */
final class SnippetRun {

    private final Guide.Snippet snippet;
    private final Path classes;

    /**
     * A run to come.
     *
     * @param classes an empty folder for what the compiler makes
     */
    SnippetRun(Guide.Snippet snippet, Path classes) {
        this.snippet = snippet;
        this.classes = classes;
    }

    /**
     * Compiles and runs the snippet, and checks that it does what the guide says.
     *
     * @throws TestAbortedException if one of its tests was aborted, with the reason
     */
    void check() throws IOException, ClassNotFoundException {
        compile();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter")
                    .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                    .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent");
            List<String> names = testClasses();
            assertThat(names).as("test classes of the snippet").isNotEmpty();
            for (String name : names) {
                kit.selectors(selectClass(loader.loadClass(name)));
            }
            check(kit.execute().allEvents());
        }
    }

    private void check(Events events) {
        // Of classes too: what fails there keeps tests from being run.
        List<TestExecutionResult> results = events.finished().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .toList();
        List<String> failures = results.stream()
                .filter(result -> result.getStatus() == Status.FAILED)
                .map(result -> message(result))
                .toList();
        if (snippet.message() != null) {
            assertThat(failures).as("messages of the tests that failed").containsExactly(snippet.message());
            return;
        }
        assertThat(failures).as("messages of the tests that failed").isEmpty();
        for (TestExecutionResult result : results) {
            if (result.getStatus() == Status.ABORTED) {
                throw new TestAbortedException(message(result));
            }
        }
        assertThat(events.skipped().stream().map(Event::toString))
                .as("tests that were skipped")
                .isEmpty();
        assertThat(tests(events)).as("tests of the snippet").isPositive();
    }

    private static long tests(Events events) {
        return events.succeeded().stream()
                .filter(event -> event.getTestDescriptor().isTest())
                .count();
    }

    private static String message(TestExecutionResult result) {
        Throwable failure = result.getThrowable().orElseThrow();
        return Objects.requireNonNullElseGet(failure.getMessage(), failure::toString);
    }

    private void compile() throws IOException {
        JavaCompiler compiler =
                Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "the guide needs a JDK, this is a JRE");
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        StringWriter output = new StringWriter();
        boolean compiled = compiler.getTask(
                        output,
                        null,
                        diagnostics,
                        List.of(
                                "-d",
                                classes.toString(),
                                "-classpath",
                                System.getProperty("java.class.path"),
                                "-proc:none",
                                "--release",
                                "17"),
                        null,
                        List.of(source()))
                .call();
        if (!compiled) {
            throw new AssertionError(diagnostics.getDiagnostics().stream()
                    .map(diagnostic -> "line " + (snippet.line() + diagnostic.getLineNumber() - 1) + " of the guide: "
                            + diagnostic.getMessage(Locale.ENGLISH))
                    .collect(Collectors.joining("\n", "the snippet does not compile:\n", output.toString())));
        }
    }

    private JavaFileObject source() {
        // Named by none of its classes, so that none of them may be public: readers see them in one block.
        return new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return snippet.code();
            }
        };
    }

    /** Those that Maven's Surefire would take, by their names. */
    private List<String> testClasses() throws IOException {
        try (Stream<Path> files = Files.list(classes)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith("Test.class") && !name.contains("$"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
    }
}
