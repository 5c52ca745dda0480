// SPDX-License-Identifier: Apache-2.0
package org.btf4j.junit.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.btf4j.junit.guide.Guide.Snippet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The pages do what they say: each of their snippets compiles, and its tests end as told. */
class GuideTest {

    private static final Path PAGES = Path.of("../src/site/markdown");

    @SuppressWarnings("NullAway.Init") // injected
    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> snippetsOfTheHarnessGuide() throws IOException {
        return snippets(PAGES.resolve("harness.md"));
    }

    @TestFactory
    Stream<DynamicTest> snippetsOfTheExplanation() throws IOException {
        return snippets(PAGES.resolve("distilling.md"));
    }

    private Stream<DynamicTest> snippets(Path guide) throws IOException {
        List<Snippet> snippets = Guide.snippets(Files.readAllLines(guide));
        assertThat(snippets).as("snippets of " + guide).isNotEmpty();
        return snippets.stream()
                .map(snippet -> dynamicTest(
                        snippet.heading(),
                        guide.toUri(),
                        () -> new SnippetRun(snippet, Files.createTempDirectory(folder, "snippet")).check()));
    }

    /** A check that finds nothing wrong in anything would be none. */
    @Nested
    class Finds {

        @Test
        void codeThatDoesNotCompile() {
            assertThatThrownBy(() -> run("class WrongTest {\n    Missing field;\n}", null))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("""
                            the snippet does not compile:
                            line 11 of the guide: cannot find symbol
                              symbol:   class Missing
                              location: class WrongTest""");
        }

        @Test
        void codeWithoutTests() {
            assertThatThrownBy(() -> run("class Driver {}", null))
                    .hasMessageStartingWith("[test classes of the snippet] ");
            assertThatThrownBy(() -> run("class DriverTest {}", null))
                    .hasMessageStartingWith("[tests of the snippet] ");
        }

        @Test
        void testsThatFail() {
            assertThatThrownBy(() -> run(failing("broken"), null))
                    .hasMessageStartingWith("[messages of the tests that failed] ")
                    .hasMessageContaining("broken");
        }

        @Test
        void testsThatAreDisabled() {
            assertThatThrownBy(() -> run("""
                            class OffTest {
                                @org.junit.jupiter.api.Test
                                @org.junit.jupiter.api.Disabled
                                void test() {}
                            }""", null)).hasMessageStartingWith("[tests that were skipped] ");
        }

        @Test
        void otherMessagesThanTheGuideTells() throws Exception {
            run(failing("broken"), "broken");
            assertThatThrownBy(() -> run(failing("broken"), "broke"))
                    .hasMessageStartingWith("[messages of the tests that failed] ");
            assertThatThrownBy(() -> run("""
                            class GoodTest {
                                @org.junit.jupiter.api.Test
                                void test() {}
                            }""", "broken")).hasMessageStartingWith("[messages of the tests that failed] ");
        }

        private static String failing(String message) {
            return """
                    class BrokenTest {
                        @org.junit.jupiter.api.Test
                        void test() {
                            throw new AssertionError("%s");
                        }
                    }""".formatted(message);
        }

        private void run(String code, @Nullable String message) throws IOException, ClassNotFoundException {
            new SnippetRun(new Snippet("heading", 10, code, message), Files.createTempDirectory(folder, "snippet"))
                    .check();
        }
    }

    @Nested
    class Reads {

        @Test
        void blocksOfJavaWithTheirHeadings() {
            assertThat(Guide.snippets("""
                            # Guide
                            ```sh
                            # no heading
                            ```
                            ## One
                            ```java
                            class A {}

                            class B {}
                            ```
                            ## Two
                            <!-- fails -->
                            ```java
                            class C {}
                            ```
                            It says:
                            ```
                            broken
                            ```
                            """.lines().toList()))
                    .containsExactly(
                            new Snippet("One", 7, "class A {}\n\nclass B {}", null),
                            new Snippet("Two", 14, "class C {}", "broken"));
        }

        @Test
        void refusesHalfBlocks() {
            assertRefused("line 1: this block does not end", "```java", "class A {}");
            assertRefused("line 1: nothing follows <!-- fails -->", "<!-- fails -->");
            assertRefused("line 2: expected the Java that <!-- fails --> marks", "<!-- fails -->", "```", "```");
            assertRefused("line 3: no message follows this snippet", "<!-- fails -->", "```java", "```");
            assertRefused(
                    "line 4: expected the message of the snippet before, found Java",
                    "<!-- fails -->",
                    "```java",
                    "```",
                    "```java",
                    "```");
        }

        private static void assertRefused(String message, String... lines) {
            assertThatThrownBy(() -> Guide.snippets(List.of(lines)))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
        }
    }
}
