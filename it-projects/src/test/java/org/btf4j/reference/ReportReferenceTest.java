// SPDX-License-Identifier: Apache-2.0
package org.btf4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.btf4j.it.Browser;
import org.btf4j.it.BrowserPage;
import org.btf4j.it.Links;
import org.btf4j.it.Look;
import org.btf4j.reference.Reference.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code btf:report} of all modules of a kernel on all kernels makes pages that a browser opens and filters at once. */
@ExtendWith(ReferenceExtension.class)
class ReportReferenceTest {

    private static final String PAGE = "btf-report.html";

    /** In bytes, of any page. */
    private static final long LARGEST_PAGE = 10_000_000;

    /** Names the skin, which the build has; the default one would have to be downloaded. */
    private static final String SITE = """
            <site xmlns="http://maven.apache.org/SITE/2.0.0" name="Report">
              <skin>
                <groupId>org.apache.maven.skins</groupId>
                <artifactId>maven-fluido-skin</artifactId>
                <version>2.1.0</version>
              </skin>
              <body/>
            </site>
            """;

    /** Types into the filter of the first table that has one, and waits until the browser has drawn what is left. */
    private static final String FILTER = """
            new Promise(done => {
              const input = document.querySelector('input[type=search]');
              const start = performance.now();
              input.value = 'TEXT';
              input.dispatchEvent(new Event('input', {bubbles: true}));
              requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
            })""";

    @Test
    void makesPagesThatOpenAndFilterAtOnce(ReferenceRun run) throws IOException {
        Kernel kernel = run.reference().lastKernel();
        Path project = run.newFolder("report");
        Files.writeString(project.resolve("pom.xml"), pom(run, kernel));
        Files.createDirectories(project.resolve("src/site"));
        Files.writeString(project.resolve("src/site/site.xml"), SITE);

        long start = System.nanoTime();
        run.maven().project(project, "-Xmx256m");
        Duration time = Duration.ofNanos(System.nanoTime() - start);

        Path site = project.resolve("target/reports");
        List<Path> pages = pages(site);
        long total = 0;
        for (Path page : pages) {
            assertThat(Files.size(page)).as(page.toString()).isLessThan(LARGEST_PAGE);
            total += Files.size(page);
        }
        Path largest = pages.get(pages.size() - 1);
        Links links = Links.of(site).requireSound();
        run.figure("report " + kernel.name() + ": " + kernel.moduleNames().size() + " modules on "
                + run.reference().kernels().size() + " kernels in " + time.toSeconds() + " s with -Xmx256m; "
                + pages.size()
                + " pages, " + total / 1024 + " KiB, largest " + site.relativize(largest) + " "
                + Files.size(largest) / 1024
                + " KiB; " + links.count() + " links, none dead");
        openInBrowser(run, site, List.of(site.resolve(PAGE), largest));
    }

    /** Times go to the figures; a machine that is busy with other things must not fail a test. */
    private static void openInBrowser(ReferenceRun run, Path site, List<Path> pages) throws IOException {
        Reference.require(
                Browser.missing().isEmpty(), "sizes were checked, nobody opened the pages: " + Browser.missing());
        try (Browser browser = Browser.start()) {
            for (Path page : pages) {
                try (BrowserPage shown = browser.open(page.toFile(), Look.desktop(false))) {
                    assertThat(shown.complaints()).isEmpty();
                    assertThat(shown.requests())
                            .isNotEmpty()
                            .allMatch(address -> address.startsWith("file:") || address.startsWith("data:"));
                    run.figure("report page " + site.relativize(page) + ": loaded in " + millis(shown.loadMillis())
                            + ", " + (long) shown.number("document.getElementsByTagName('*').length") + " elements");
                    if (page.endsWith(PAGE)) {
                        run.figure("report page " + PAGE + ": filtered by 'snd' in "
                                + millis(shown.number(FILTER.replace("TEXT", "snd"))) + ", by 'crypto' in "
                                + millis(shown.number(FILTER.replace("TEXT", "crypto"))) + ", by nothing in "
                                + millis(shown.number(FILTER.replace("TEXT", ""))));
                    }
                }
            }
        }
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.0f ms", value);
    }

    /** All pages, the largest last. */
    private static List<Path> pages(Path site) throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted(Comparator.comparingLong(
                                    (Path file) -> file.toFile().length())
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    private static String pom(ReferenceRun run, Kernel kernel) {
        String version = Maven.PLUGIN.substring(Maven.PLUGIN.lastIndexOf(':') + 1);
        String targets = run.reference().kernels().stream()
                .map(target -> "<target>" + target.vmlinux() + "</target>")
                .collect(Collectors.joining());
        return """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>report</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <build>
                    <plugins>
                      <plugin>
                        <groupId>org.btf4j</groupId>
                        <artifactId>btf-maven-plugin</artifactId>
                        <version>%s</version>
                        <executions>
                          <execution>
                            <phase>validate</phase>
                            <goals><goal>report</goal></goals>
                            <configuration>
                              <distilledModules>%s</distilledModules>
                              <targets>%s</targets>
                            </configuration>
                          </execution>
                        </executions>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.formatted(version, run.distilled(kernel).folder(), targets);
    }
}
